"""A site of the sample reports, and a browser to look at it with. Nothing may leave this machine, and nothing may go wrong on a page."""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import uvicorn

from dragoman import engine
from dragoman.records import Event
from dragoman.settings import ReadingSettings
from dragoman.store import Store, open_store
from dragoman.web import create_app

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")

# An address of each view; a new page joins every browser test by a line here. `{story}`, `{article}`, `{event}`, `{mention}`, `{quote}`,
# `{finding}` stand for the id of one in the sample store.
VIEWS = {
    "today": "/?days=all",
    "story": "/story/{story}",
    "story, nothing chosen": "/story/{story}?event=none",
    "article": "/article/{article}",
    "article, a mention chosen": "/article/{article}?mention={mention}",
    "why an event": "/why/{event}",
    "why a mention": "/why/{mention}",
    "why a quotation": "/why/{quote}",
    "why a finding": "/why/{finding}",
    "actors": "/actors?kind=state",
    "actor": "/actor/PER",
    "person": "/actor/Rosaura%20Quillamayo",
    "ties": "/ties",
    "tie": "/tie/ECU-PER",
    "two ties": "/tie/ECU-PER?with=ARM-AZE",
    "network": "/network",
    "map": "/map",
    "no such page": "/nothing/here",
    "events": "/events",
    "events narrowed": "/events?type=ACCUSE&type=REQUEST&min_origins=1&why={event}",
    "search": "/search?q=border",
    "api": "/api",
    "review": "/review",
    "merge and split an event": "/regroup?event={event}",
    "merge and split a story": "/regroup?story={story}",
    "brief of a story": "/brief?story={story}",
    "brief of a tie": "/brief?tie=ECU-PER",
    "brief of a search": "/brief?q=border",
    "brief, nothing chosen": "/brief",
}
NOT_THERE = {"no such page"}
"""views that are answered with 404"""
WIDTHS = {390: 844, 1440: 900}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every view for a test that asks for one, at each width and in each scheme where it asks for those."""
    for name, values in (("view", list(VIEWS)), ("width", list(WIDTHS)), ("scheme", ["light", "dark"])):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, values)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports, built the whole way."""
    path = tmp_path_factory.mktemp("site") / "samples.duckdb"
    folder = resources.files("dragoman") / "samples"
    paths = sorted(str(file) for file in folder.iterdir() if file.name.endswith(".txt"))
    with open_store(path, create=True) as store:
        for _ in engine.build(engine.read(paths, ReadingSettings()), store, engine.load_coder()):
            pass
    return path


@pytest.fixture(scope="session")
def known(sample_store: Path) -> dict[str, str]:
    """The ids that stand in `VIEWS`: a story that is contested, and what hangs on its contested event."""
    with open_store(sample_store, read_only=True) as store:
        return _known(store)


def _known(store: Store) -> dict[str, str]:
    finding = next(one for one in store.records("findings") if one.relation == "contradicts" and one.field == "place")
    event = store.get(finding.event_id)
    assert isinstance(event, Event)
    mention = store.get(event.sources["place"][0])
    quote_id = next(one.id for one in store.records("quotes") if one.article_id == mention.article_id)
    found = {"story": event.story_id, "event": event.id, "finding": finding.id, "mention": mention.id, "quote": quote_id}
    return found | {"article": mention.article_id}


@contextmanager
def served(store: Path, **how: Any) -> Iterator[str]:
    """The address of the site of a store, while it is served."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(store, **how), log_level="warning", access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 20
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def serving() -> Callable[..., Any]:
    """For tests that serve a store of their own, or otherwise."""
    return served


@pytest.fixture(scope="session")
def site(sample_store: Path) -> Iterator[str]:
    """The address of the site of the sample reports."""
    with served(sample_store) as address:
        yield address


@pytest.fixture(scope="session")
def year_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of a store of invented events of a whole year."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
    from invented import fill

    path = tmp_path_factory.mktemp("site") / "year.duckdb"
    with open_store(path, create=True) as store:
        fill(store, 300)
    with served(path) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium here: apt install chromium")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Any, site: str, known: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """Opens a view, and at the end of the test fails for whatever left the machine or went wrong on a page."""
    contexts, faults = [], list[str]()

    def guard(route: Any) -> None:
        host = urlsplit(route.request.url).netloc
        if host == urlsplit(site).netloc:
            route.continue_()
        else:
            faults.append(f"asked {route.request.url}")
            route.abort()

    def open_view(view: str, *, width: int = 1440, scheme: str = "light", script: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        missing = view in NOT_THERE

        def heard(message: Any) -> None:
            if message.type in ("error", "warning") and not (missing and "404" in message.text):
                faults.append(f"console: {message.text}")

        page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        path = VIEWS[view].format(**{name: quote(id, safe="") for name, id in known.items()})
        answer = page.goto(site + path)
        assert answer.status == (404 if missing else 200)
        return page

    yield open_view
    for context in contexts:
        context.close()
    assert not faults
