"""From a page's dictionary to what goes over the wire: HTML, JSON, CSV, or a file that the page makes itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.exporting import guarded
from dragoman.web.access import Access, Opened
from dragoman.web.forms import Forms, reviewer_of
from dragoman.web.memory import Memory
from dragoman.web.page import Asked, Page
from dragoman.web.streaming import HeldResponse
from dragoman.web.templating import address, render

__all__ = ["NAVIGATION", "Answering", "as_csv"]

NAVIGATION = ("today", "events", "actors", "ties", "network", "map", "search", "brief", "review")
"""pages that the header leads to, in this order, of those that there are"""
_SECONDS_OF_A_YEAR = 31_536_000


class Answering:
    """Answers requests for pages."""

    def __init__(self, access: Access, pages: Iterable[Page], *, review: bool, with_text: bool, reviewer: str = "") -> None:
        self._access = access
        self.forms = Forms()
        self._navigation = [page for name in NAVIGATION for page in pages if page.name == name]
        self._review, self._with_text = review, with_text
        self._memory = Memory()
        self._reviewer = reviewer

    def answer(self, page: Page, request: Request, format: str, id: str) -> Response:
        """The page in a format: `html`, `json`, `csv` or one of its own. Raises what building it raises."""
        with ExitStack() as stack:
            opened = stack.enter_context(self._access.reading())
            asked = self._asked(page, request, opened, id, format)
            if format in page.files:
                return _streamed(page, asked, format, stack)
            plain = page.build(asked)
            if format == "json":
                return Response(_json(plain).encode("utf-8", "replace"), media_type="application/json")
            if format == "csv":
                return _attached(as_csv(plain[page.rows or ""]), "text/csv; charset=utf-8", f"{page.name}.csv")
            html = self._html(page, plain, asked, opened, request).encode("utf-8", "replace")
            answer = Response(html, media_type="text/html; charset=utf-8")
            return self._remembered(page, asked, plain, answer)

    def change(self, page: Page, request: Request, id: str, fields: Sequence[tuple[str, str]]) -> Response:
        """Do what a form asks for, and lead to where its result is seen. Raises SettingsError for a form that is none of ours."""
        assert page.change is not None
        self.forms.check(fields)
        with self._access.reading() if page.beside else self._access.writing() as opened:
            asked = replace(self._asked(page, request, opened, id, "html"), pairs=fields)
            answer = RedirectResponse("/" + page.change(asked).lstrip("/\\"), status_code=303)
        return self._remembered(page, asked, {}, answer)

    def _remembered(self, page: Page, asked: Asked, plain: Mapping[str, Any], answer: Response) -> Response:
        for name, value in (page.remembers(asked, dict(plain)) if page.remembers else {}).items():
            answer.set_cookie(name, value, max_age=_SECONDS_OF_A_YEAR, httponly=True, samesite="lax")
        return answer

    def _asked(self, page: Page, request: Request, opened: Opened, id: str, format: str) -> Asked:
        return Asked(
            store=opened.store,
            path=address(page.name, id) if id else page.path,
            id=id,
            pairs=request.query_params.multi_items(),
            cookies=request.cookies,
            state=opened.state,
            with_text=self._with_text or format == "html",
            review=self._review,
            memory=self._memory,
        )

    def _html(self, page: Page, plain: Mapping[str, Any], asked: Asked, opened: Opened, request: Request) -> str:
        formats = ["json", *(["csv"] if page.rows and "csv" not in page.files else []), *page.files]
        base, query = _base(page, asked.id), request.url.query
        theme = request.cookies.get("theme", "")
        return render(
            page.name,
            plain,
            asked=asked,
            here=page.name,
            address_here=asked.path + (f"?{query}" if query else ""),
            others=[(name, f"{base}.{name}" + (f"?{query}" if query else "")) for name in dict.fromkeys(formats)],
            navigation=self._navigation,
            store_counts=opened.counts,
            theme=theme if theme in ("light", "dark") else "",
            review=self._review,
            form_token=self.forms.token,
            reviewer=reviewer_of(request.cookies) or self._reviewer,
        )


def _base(page: Page, id: str) -> str:
    """The address before a suffix."""
    return address(page.name, id, suffix="-")[:-1] if id else page.path.rstrip("/") or f"/{page.name}"


def _json(plain: Mapping[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def as_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as RFC 4180; columns in the order of the first row. A list in a cell is joined by `; `, a formula is made harmless."""
    listed = list(rows)
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    columns = list(dict.fromkeys(name for row in listed for name in row))
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in listed)
    return lines.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return guarded("; ".join(map(str, value)))
    return guarded(value) if isinstance(value, str) else value


def _streamed(page: Page, asked: Asked, format: str, stack: ExitStack) -> Response:
    """The file, part by part, with the store held until the last is sent."""
    file = page.files[format](asked)
    # What is wrong with the request comes up here, before the answer has begun.
    first = next(file.parts, b"")
    name = f'attachment; filename="{page.name}.{format}"'
    headers = {"content-disposition": name}
    return HeldResponse(chain([first], file.parts), stack.pop_all(), media_type=file.media_type, headers=headers)


def _attached(body: bytes, media_type: str, name: str) -> Response:
    return Response(body, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})
