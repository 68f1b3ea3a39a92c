"""A press of our own on this machine, which behaves as badly as it is told to; and a web that loses no time on it."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dragoman.reading import Failure, Notice, read
from dragoman.reading.fetching import Web, open_web
from dragoman.records import Article
from dragoman.settings import Settings

QUICK = {
    "allow_private": True,
    "delay_seconds": 0.0,
    "connect_seconds": 5.0,
    "read_seconds": 5.0,
    "total_seconds": 10.0,
    "retries": 1,
    "backoff_seconds": 0.01,
    "max_wait_seconds": 0.5,
    "max_response_bytes": 300_000,
    "feed_fresh_seconds": 0.0,
}
REPORT = (
    "The government of Chad expelled two Libyan diplomats on Friday, the foreign ministry said in a statement. "
    "The two envoys, who were not named, were told to leave the country within three days. "
    "Libya said that it would answer in kind and called its ambassador home for talks. "
)


@dataclass(frozen=True)
class Request:
    """What a client asked."""

    path: str
    headers: dict[str, str]
    at: float
    number: int
    """the how manieth request for this path it is, from 1"""


Behaviour = Callable[[socket.socket, Request], None]


def answer(body: bytes = b"", status: int = 200, kind: str | None = "text/html", **headers: str) -> bytes:
    """A whole answer, with the length that it has unless `Content_Length` says otherwise; None leaves the kind out."""
    lines = {"Content-Length": str(len(body)), "Connection": "close"} | ({"Content-Type": kind} if kind else {})
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status} Whatever\r\n{head}\r\n".encode("latin-1") + body


def page(text: str = REPORT, title: str = "Envoys leave", extra: str = "") -> bytes:
    """A web page with a report."""
    paragraphs = "".join(f"<p>{text}</p>" for _ in range(2))
    head = f"<head><meta charset='utf-8'><title>{title}</title>{extra}</head>"
    return f"<!DOCTYPE html><html lang='en'>{head}<body><article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()


def feed(*items: str, title: str = "Lake Courier") -> bytes:
    """RSS with these items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{inside}</channel></rss>".encode()


@dataclass
class Press:
    """A server on this machine: what it does for each path, and what it was asked."""

    port: int
    does: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def on(self, path: str, *answers: bytes | Behaviour) -> str:
        """Answer the first request for `path` with the first of these, and so on; the last of them for ever. Gives the address."""

        def behave(connection: socket.socket, request: Request) -> None:
            one = answers[min(request.number, len(answers)) - 1]
            if callable(one):
                one(connection, request)
            else:
                connection.sendall(one)

        self.does[path] = behave
        return self.url(path)

    def paths(self, *, robots: bool = False) -> list[str]:
        """What was asked for, in order."""
        return [one.path for one in self.asked if robots or one.path != "/robots.txt"]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    press: Press

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves is no news."""


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            more = self.request.recv(65536)
            if not more:
                return
            head += more
            if not head[:1].isalpha():
                self.request.sendall(answer(b"What?", 400))
                return
        press = self.server.press
        first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        path = first.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        number = 1 + sum(one.path == path for one in press.asked)
        request = Request(path, headers, time.monotonic(), number)
        press.asked.append(request)
        press.does.get(path, lambda connection, _: connection.sendall(answer(b"no", 404)))(self.request, request)


@pytest.fixture
def press() -> Iterator[Press]:
    """A server that has nothing yet but answers 404."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.press = Press(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.press
        server.shutdown()
        thread.join()


@dataclass(frozen=True)
class Surfing:
    """A web with a file of its own."""

    keep_at: Path | None

    @contextmanager
    def open(
        self,
        *,
        only_new: bool = False,
        parts: dict[str, Any] | None = None,
        reading: dict[str, Any] | None = None,
        **changes: Any,
    ) -> Iterator[Web]:
        settings = Settings.model_validate({"fetching": QUICK | changes, "reading": reading or {}})
        with open_web(settings, self.keep_at, only_new=only_new, **(parts or {})) as web:
            yield web

    def read(self, *addresses: str, parts: dict[str, Any] | None = None, **changes: Any) -> list[Article | Failure | Notice]:
        """What the addresses hold, fetched by a run of its own."""
        with self.open(parts=parts, **changes) as web:
            return list(read(addresses, settings=Settings().reading, web=web))

    def failure(self, address: str, parts: dict[str, Any] | None = None, **changes: Any) -> str:
        """The one failure that comes of an address, as it is printed."""
        (found,) = self.read(address, parts=parts, **changes)
        assert isinstance(found, Failure)
        assert found.source == address
        return str(found)


@pytest.fixture
def surf(tmp_path: Path) -> Surfing:
    """A web that may ask this machine, has no patience, and keeps what it fetches."""
    return Surfing(tmp_path / "s.fetched")


@pytest.fixture
def make() -> Any:
    """What to answer with: answer, page, feed and REPORT."""

    class Make:
        REPORT = REPORT
        answer = staticmethod(answer)
        page = staticmethod(page)
        feed = staticmethod(feed)

    return Make
