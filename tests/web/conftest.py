"""A small store, made with a stand-in for the coder, and a client that asks for its pages in process."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.engine import build
from dragoman.records import Article, Event
from dragoman.store import open_store
from dragoman.web import create_app

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

TEXTS = {
    "a": "Chad expelled two Libyan envoys. “Go home”, it said.",
    "b": "On Monday Chad expelled two Libyan envoys, and “Go home” was all it said. <script>alert(1)</script> {{ 7 * 7 }}",
    "odd/../id?x#y.json": 'Chad expelled two Libyan envoys on Tuesday. “Go home”, it said, and 1 < 2 & "so on".',
}
TITLE = "=1+1 <b>Odd</b> {{ 7 * 7 }} \u202etitle"


def articles() -> list[Article]:
    """Three outlets on one expulsion, with text, titles and ids that a page must not take for its own."""
    return [
        Article.of(text, id=id, outlet=f"Outlet <i>{n}</i>", published="2031-03-05", title=TITLE, url="javascript:alert(1)")
        for n, (id, text) in enumerate(TEXTS.items())
    ]


@pytest.fixture(scope="session")
def built(stand_in_maker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that each test gets a copy of."""
    path = tmp_path_factory.mktemp("built") / "s.duckdb"
    with open_store(path, create=True) as opened:
        list(build(articles(), opened, stand_in_maker()))
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    return Path(shutil.copy(built, tmp_path / "s.duckdb"))


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    """Asks the site of the store, as a browser on this machine does."""
    with TestClient(create_app(store), base_url="http://localhost", follow_redirects=False) as asking:
        yield asking


@pytest.fixture
def ids(store: Path) -> dict[str, list[str]]:
    """The ids of each kind of record."""
    with open_store(store, read_only=True) as opened:
        return {
            kind: [one.id for one in opened.records(kind)]
            for kind in ("articles", "mentions", "quotes", "stories", "events", "findings")
        }


@pytest.fixture(scope="session")
def invented_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of invented records: about 400 events."""
    from invented import fill

    path = tmp_path_factory.mktemp("web") / "s.duckdb"
    with open_store(path, create=True) as store:
        fill(store, 400)
    return path


@pytest.fixture(scope="session")
def invented_events(invented_path: Path) -> list[Event]:
    with open_store(invented_path, read_only=True) as store:
        return [one for one in store.records("events") if isinstance(one, Event)]


@pytest.fixture(scope="session")
def site(invented_path: Path) -> Iterator[TestClient]:
    """Answers about the invented records as a server would; an exception on the way is a 500."""
    with TestClient(create_app(invented_path), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client
