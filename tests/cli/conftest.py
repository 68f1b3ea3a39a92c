"""A store to show, and the command line to show it with."""

from __future__ import annotations

import http.server
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli import app, main
from dragoman.engine import build
from dragoman.records import Article
from dragoman.store import open_store

HOSTILE = "Odd [bold]title[/]\x1b[31m\u202e"
TEXTS = (
    "Chad expelled two Libyan envoys. “Go home”, it said.",
    "On Monday Chad expelled two Libyan envoys, and “Go home” was all it said.",
)


@pytest.fixture(scope="session")
def built(stand_in_maker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that each test gets a copy of."""
    path = tmp_path_factory.mktemp("built") / "s.duckdb"
    articles = [
        Article.of(text, id=name, outlet=f"Outlet {name}", published="2031-03-05", title=HOSTILE)
        for name, text in zip("ab", TEXTS, strict=True)
    ]
    with open_store(path, create=True) as opened:
        list(build(articles, opened, stand_in_maker()))
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> str:
    """Two outlets on one expulsion, both with a title that would steer a terminal."""
    return str(shutil.copy(built, tmp_path / "s.duckdb"))


@pytest.fixture
def empty_store(tmp_path: Path) -> str:
    """A store with nothing in it."""
    path = tmp_path / "empty.duckdb"
    with open_store(path, create=True):
        pass
    return str(path)


@pytest.fixture
def said(store: str) -> Callable[..., str]:
    """What a command prints of the store, on standard output; raises what the command raises."""

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, [*arguments, "--store", store])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def ids(store: str) -> Callable[[str], list[str]]:
    """The ids of a kind of record in the store."""

    def of(kind: str) -> list[str]:
        with open_store(store, read_only=True) as opened:
            return [one.id for one in opened.records(kind)]

    return of


@pytest.fixture
def exit_status(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """With what status the installed script leaves."""

    def of(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        return int(left.value.code or 0)

    return of


class _Press(http.server.BaseHTTPRequestHandler):
    pages: dict[str, bytes]

    def do_GET(self) -> None:
        body = self.pages.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: Any) -> None:
        """No news."""


@pytest.fixture
def pages() -> Iterator[tuple[dict[str, bytes], str]]:
    """Pages that a server on this machine gives, and its address."""
    handler = type("Handler", (_Press,), {"pages": {}})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield handler.pages, f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
