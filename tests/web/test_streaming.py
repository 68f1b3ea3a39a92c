"""The store is let go however a stream ends, so that a build finds it free."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest

from dragoman.web import create_app


@pytest.mark.parametrize("path", ["/api/v1/events", "/events.csv"])
@pytest.mark.parametrize("after", [0, 1, 2, None])
def test_whoever_goes_away_leaves_the_store_free(invented_path: Path, path: str, after: int | None) -> None:
    app = create_app(invented_path)
    sent = 0

    async def receive() -> dict[str, Any]:
        if sent:
            await anyio.sleep(10)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal sent
        if after is not None and sent >= after:
            raise OSError("gone")
        sent += 1

    async def ask() -> None:
        headers = [(b"host", b"127.0.0.1"), (b"accept", b"application/x-ndjson")]
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"all=1" if "csv" in path else b"",
        }
        scope |= {
            "headers": headers,
            "http_version": "1.1",
            "scheme": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
        }
        scope |= {"server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "root_path": ""}
        await app(scope, receive, send)  # type: ignore[arg-type]

    # In a thread of its own: a browser that is open for other tests has a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(anyio.run, ask)
    if after is None:
        asked.result()
        assert sent > 1
    else:
        with pytest.raises(Exception):  # noqa: B017  # what comes of it is the server's matter
            asked.result()
    assert app.state.access._readers == 0
    app.state.access.close()
