"""Who, where and with whom, in the API: ties, actors and places; search; and what the server has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman import __version__
from dragoman.exporting import EXCERPT
from dragoman.store import Store
from dragoman.store.browsing import Page
from dragoman.web.access import Opened
from dragoman.web.api.asking import ActorQuery, PlaceQuery, SearchQuery, TieQuery
from dragoman.web.api.describing import list_answers, object_answers, record_answers
from dragoman.web.api.replying import Replying, dumped
from dragoman.web.api.ties import all_ties, page_of_ties
from dragoman.web.routing import ANY_TEXT
from dragoman.web.templating import address_of_hit

__all__ = ["relating"]


def relating(reply: Replying) -> APIRouter:
    """`/ties`, `/actors`, `/places`, `/search` and `/info`."""
    router = APIRouter()

    @router.get("/ties", responses=list_answers("Tie"))
    def ties(request: Request, query: Annotated[TieQuery, Query()]) -> Response:
        """Two sides in each period, counted from events."""

        def page(store: Store) -> tuple[Page, Sequence[str], int]:
            return page_of_ties(store, query.chosen(), query.period, query.cursor, query.limit)

        return reply.many(request, "ties", query.format, page, lambda store: all_ties(store, query.chosen(), query.period))

    @router.get("/actors", responses=list_answers("ActorRow", formats=("json", "ndjson")))
    def actors(request: Request, query: Annotated[ActorQuery, Query()]) -> Response:
        """Who acts and is acted on."""
        chosen = query.chosen()

        def page(store: Store) -> tuple[Page, Sequence[str], int]:
            found = store.browse.actors.page(chosen, sort=query.sort, cursor=query.cursor, limit=query.limit)
            return found, _lines(store.browse.actors.rows(found.ids)), store.browse.actors.count(chosen)

        return reply.many(request, "actors", query.format, page, lambda store: _all_actors(store, query))

    @router.get(f"/actors/{{key:{ANY_TEXT}}}", responses=record_answers("ActorInFull"))
    def actor(request: Request, key: str) -> Response:
        """Who somebody is, their roles by month, and with whom they deal. A code stands for all of that state."""

        def made(opened: Opened) -> dict[str, Any]:
            browser = opened.store.browse.actors
            who = browser.get(key)
            roles, partners = browser.roles(key), browser.partners(key, limit=100)
            return {"actor": asdict(who), "roles": list(map(asdict, roles)), "partners": list(map(asdict, partners))}

        return reply.plain(request, made)

    @router.get("/places", responses=list_answers("PlacePoint", formats=("json", "ndjson")))
    def places(request: Request, query: Annotated[PlaceQuery, Query()]) -> Response:
        """Where events lie, with how precisely each place is known."""
        chosen = query.chosen()

        def page(store: Store) -> tuple[Page, Sequence[str], int]:
            browser = store.browse.places
            found = browser.page(chosen, query.name, sort=query.sort, cursor=query.cursor, limit=query.limit)
            return found, _lines(browser.rows(found.ids, chosen)), browser.count(chosen, query.name)

        return reply.many(request, "places", query.format, page, lambda store: _all_places(store, query))

    @router.get("/search", responses=object_answers("Found"))
    def search(request: Request, query: Annotated[SearchQuery, Query()]) -> Response:
        """Articles, quotes, stories, events, people and places that hold all the words."""

        def made(opened: Opened) -> dict[str, Any]:
            found = opened.store.search_by_kind(query.q, kinds=query.kind or None, limit=query.limit)
            return {kind: [_hit(kind, hit.id, hit.title, hit.snippet) for hit in hits] for kind, hits in found.items()}

        return reply.plain(request, made)

    @router.get("/info", responses=object_answers("Info"))
    def info(request: Request) -> Response:
        """Versions, how many records there are, and how much of a text is given."""

        def made(opened: Opened) -> dict[str, Any]:
            return {
                "version": __version__,
                "rules": opened.store.meta("rules"),
                "change": opened.state[1],
                "counts": opened.counts,
                "text": "full" if reply.with_text else f"the first {EXCERPT} characters",
                "last_day": opened.store.browse.stories.last_day(),
            }

        return reply.plain(request, made)

    return router


def _all_actors(store: Store, query: ActorQuery) -> Iterable[str]:
    cursor: str | None = None
    while True:
        page = store.browse.actors.page(query.chosen(), sort=query.sort, cursor=cursor, limit=1000)
        yield from _lines(store.browse.actors.rows(page.ids))
        if (cursor := page.next) is None:
            return


def _all_places(store: Store, query: PlaceQuery) -> Iterable[str]:
    cursor: str | None = None
    while True:
        page = store.browse.places.page(query.chosen(), query.name, sort=query.sort, cursor=cursor, limit=1000)
        yield from _lines(store.browse.places.rows(page.ids, query.chosen()))
        if (cursor := page.next) is None:
            return


def _lines(rows: Iterable[Any]) -> list[str]:
    return [dumped(asdict(row)) for row in rows]


def _hit(kind: str, id: str, title: str, snippet: str) -> dict[str, str | None]:
    return {"id": id, "title": title, "snippet": snippet, "page": address_of_hit(kind, id)}
