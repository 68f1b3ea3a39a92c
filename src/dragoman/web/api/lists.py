"""The lists of records in the API, and the single records in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import NotInStore
from dragoman.store import Store
from dragoman.store.browsing import Page
from dragoman.web.api.asking import ArticleQuery, EventQuery, FindingQuery, MentionQuery, QuoteQuery, StoryQuery
from dragoman.web.api.describing import list_answers, record_answers
from dragoman.web.api.replying import Replying
from dragoman.web.routing import ANY_TEXT

__all__ = ["lists"]

_RECORDS = {
    "articles": "Article",
    "mentions": "Mention",
    "quotes": "Quote",
    "stories": "Story",
    "events": "Event",
    "findings": "Finding",
}
"""kind -> name of its record"""


def lists(reply: Replying) -> APIRouter:
    """`/events` and so on, and `/events/ID`."""
    router = APIRouter()

    @router.get("/articles", responses=list_answers("Article"))
    def articles(request: Request, query: Annotated[ArticleQuery, Query()]) -> Response:
        """Reports, with their text or how they begin."""
        return _listed(reply, request, "articles", query)

    @router.get("/mentions", responses=list_answers("Mention"))
    def mentions(request: Request, query: Annotated[MentionQuery, Query()]) -> Response:
        """What each article says of a happening."""
        return _listed(reply, request, "mentions", query)

    @router.get("/quotes", responses=list_answers("Quote"))
    def quotes(request: Request, query: Annotated[QuoteQuery, Query()]) -> Response:
        """Words that articles give as somebody's."""
        return _listed(reply, request, "quotes", query)

    @router.get("/stories", responses=list_answers("Story"))
    def stories(request: Request, query: Annotated[StoryQuery, Query()]) -> Response:
        """Articles that report the same happenings."""
        return _listed(reply, request, "stories", query)

    @router.get("/events", responses=list_answers("Event"))
    def events(request: Request, query: Annotated[EventQuery, Query()]) -> Response:
        """Happenings, each once however many articles tell of it."""
        return _listed(reply, request, "events", query)

    @router.get("/findings", responses=list_answers("Finding"))
    def findings(request: Request, query: Annotated[FindingQuery, Query()]) -> Response:
        """What comparing the accounts of an event, or the wordings of a quotation, shows."""
        return _listed(reply, request, "findings", query)

    for kind in _RECORDS:
        _single(router, reply, kind)
    return router


def _listed(reply: Replying, request: Request, kind: str, query: Any) -> Response:
    chosen = query.chosen()

    def page(store: Store) -> tuple[Page, Sequence[str], int]:
        browser = store.browse.of(kind)
        found = browser.page(chosen, sort=query.sort, cursor=query.cursor, limit=query.limit)
        return found, store.browse.lines(kind, found.ids), browser.count(chosen)

    def everything(store: Store) -> Iterable[str]:
        return store.browse.of(kind).lines(chosen, sort=query.sort)

    return reply.many(request, kind, query.format, page, everything)


def _single(router: APIRouter, reply: Replying, kind: str) -> None:
    name = _RECORDS[kind]

    @router.get(f"/{kind}/{{id:{ANY_TEXT}}}", responses=record_answers(name), name=name.lower(), summary=f"One {name.lower()}")
    def single(request: Request, id: str) -> Response:
        def line(store: Store) -> str:
            lines = store.browse.lines(kind, [id])
            if not lines:
                raise NotInStore(f"no {name.lower()} {id!r}")
            return lines[0]

        return reply.one(request, line)
