"""Actors: who acts and is acted on, to browse and to search."""

from __future__ import annotations

from typing import Any

from dragoman.errors import SettingsError
from dragoman.store import Store
from dragoman.store.browsing import ActorFilter, ActorRow
from dragoman.web.codes import name_of
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]

KINDS = ("state", "organisation", "person", "group", "unnamed")
SORTS = {"-events": "most events", "events": "fewest events", "name": "name", "-name": "name, backwards"}
_ON_A_PAGE = 50


def build(asked: Asked) -> Plain:
    """A page of actors. Raises SettingsError."""
    text, kinds, countries = asked.one("q"), tuple(asked.many("kind")), tuple(asked.many("country"))
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise SettingsError(f"kind: {unknown[0][:40]!r} is none of {', '.join(KINDS)}")
    sort = asked.choice("sort", tuple(SORTS), "-events")
    chosen = ActorFilter(kind=kinds, country=countries, text=text)
    cursor, limit = asked.one("cursor") or None, asked.whole("limit", _ON_A_PAGE, 1, 1000)
    return asked.remember(
        ("actors", chosen, sort, cursor, limit),
        lambda: {
            "title": "Actors",
            "query": {"q": text, "kind": list(kinds), "country": list(countries), "sort": sort},
            "kinds": list(KINDS),
            "sorts": SORTS,
            **_listed(asked.store, chosen, sort, cursor, limit),
        },
    )


def _listed(store: Store, chosen: ActorFilter, sort: str, cursor: str | None, limit: int) -> Plain:
    actors = store.browse.actors
    found = actors.page(chosen, sort=sort, cursor=cursor, limit=limit)
    return {
        "count": actors.count(chosen),
        "actors": [_row(one) for one in actors.rows(found.ids)],
        "next": found.next,
        "previous": found.previous,
    }


def _row(one: ActorRow) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "kind": one.kind,
        "country": one.country,
        "country_name": name_of(one.country) if one.country else None,
        "events": one.events,
        "as_actor": one.as_actor,
        "as_recipient": one.as_recipient,
    }


PAGE = Page("actors", "/actors", build, rows="actors")
