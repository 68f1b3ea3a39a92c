"""Answers of the API: pages, single records, streams; not sent again where whoever asks has them already."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from dragoman import __version__
from dragoman.errors import SettingsError
from dragoman.exporting import COLUMNS, excerpted, write_csv
from dragoman.records import from_json
from dragoman.store import Store
from dragoman.store.browsing import Page
from dragoman.web.access import Access, Opened
from dragoman.web.streaming import HeldResponse

__all__ = ["Replying", "dumped"]

_TOGETHER = 200
"""records sent at a time"""
_MEDIA = {"json": "application/json", "ndjson": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}


class Replying:
    """Makes answers from what the store gives."""

    def __init__(self, access: Access, *, with_text: bool) -> None:
        self._access = access
        self.with_text = with_text

    def plain(self, request: Request, make: Callable[[Opened], Any]) -> Response:
        """Whatever `make` gives, as JSON."""
        with self._access.reading() as opened:
            headers = self._headers(request, opened, "json")
            if _known(request, headers):
                return Response(status_code=304, headers=headers)
            return Response(dumped(make(opened)), media_type=_MEDIA["json"], headers=headers)

    def one(self, request: Request, make: Callable[[Store], str]) -> Response:
        """One record, from its line."""
        with self._access.reading() as opened:
            headers = self._headers(request, opened, "json")
            if _known(request, headers):
                return Response(status_code=304, headers=headers)
            (line,) = self._shown([make(opened.store)])
            return Response(line, media_type=_MEDIA["json"], headers=headers)

    def many(
        self,
        request: Request,
        kind: str,
        format: str | None,
        page: Callable[[Store], tuple[Page, Sequence[str], int]],
        everything: Callable[[Store], Iterable[str]],
    ) -> Response:
        """A page of records, or all that match as a stream, as the request prefers. Records are lines of JSON."""
        chosen = format or _preferred(request)
        if chosen == "csv" and kind not in COLUMNS:
            raise SettingsError(f"{kind} are not given as CSV; ask for json or ndjson")
        with ExitStack() as stack:
            opened = stack.enter_context(self._access.reading())
            headers = self._headers(request, opened, chosen)
            if _known(request, headers):
                return Response(status_code=304, headers=headers)
            if chosen == "json":
                found, lines, count = page(opened.store)
                headers |= _links(request, found)
                return Response(self._page(request, found, lines, count), media_type=_MEDIA["json"], headers=headers)
            parts = self._parts(kind, chosen, everything(opened.store))
            # What is wrong with the request comes up with the first, before the answer has begun.
            first = next(parts, b"")
            held = stack.pop_all()
        if chosen == "csv":
            headers["content-disposition"] = f'attachment; filename="{kind}.csv"'
        return HeldResponse(chain([first], parts), held, media_type=_MEDIA[chosen], headers=headers)

    def _page(self, request: Request, page: Page, lines: Sequence[str], count: int) -> str:
        next, previous = (dumped(_address(request, cursor)) for cursor in (page.next, page.previous))
        items = ",".join(self._shown(lines))
        return f'{{"items":[{items}],"count":{count},"next":{next},"previous":{previous}}}'

    def _parts(self, kind: str, format: str, lines: Iterable[str]) -> Iterator[bytes]:
        shown = lines if format == "csv" else self._shown(lines)
        batch: list[str] = []
        begun = False
        for line in shown:
            batch.append(line)
            if len(batch) == _TOGETHER:
                yield self._bytes(kind, format, batch, begun=begun)
                batch, begun = [], True
        if batch or not begun:
            yield self._bytes(kind, format, batch, begun=begun)

    def _bytes(self, kind: str, format: str, lines: list[str], *, begun: bool) -> bytes:
        if format == "ndjson":
            return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
        output = io.BytesIO()
        write_csv(kind, map(from_json, lines), output, with_text=self.with_text)
        # The line of names comes once.
        return output.getvalue().split(b"\r\n", 1)[1] if begun else output.getvalue()

    def _shown(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            yield excerpted(line) if line.startswith('{"kind":"article"') and not self.with_text else line

    def _headers(self, request: Request, opened: Opened, format: str) -> dict[str, str]:
        """The same as long as the store, the request and the version are."""
        asked = (__version__, *opened.state, self.with_text, format, request.url.path, request.url.query)
        digest = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:24]
        return {"etag": f'"{digest}"', "vary": "accept"}


def _preferred(request: Request) -> str:
    """The first of our formats in the header Accept; JSON where it names none."""
    accepted = [part.partition(";")[0].strip().lower() for part in Headers(scope=request.scope).get("accept", "").split(",")]
    names = {"application/json": "json", "application/x-ndjson": "ndjson", "application/jsonl": "ndjson", "text/csv": "csv"}
    return next((names[media] for media in accepted if media in names), "json")


def _known(request: Request, headers: dict[str, str]) -> bool:
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or headers["etag"] in [one.strip().removeprefix("W/") for one in given.split(",")]


def _links(request: Request, page: Page) -> dict[str, str]:
    named = (("next", _address(request, page.next)), ("prev", _address(request, page.previous)))
    links = ", ".join(f'<{address}>; rel="{name}"' for name, address in named if address)
    return {"link": links} if links else {}


def _address(request: Request, cursor: str | None) -> str | None:
    """The same list at another place, as a path of this server."""
    if cursor is None:
        return None
    url = request.url.include_query_params(cursor=cursor)
    return f"{url.path}?{url.query}"


def dumped(value: Any) -> str:
    """Plain data as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
