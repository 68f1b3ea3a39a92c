"""Search: everything that holds some words, kind by kind; as one types, the first of each kind."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dragoman.store import SEARCHED, Hit
from dragoman.store.browsing import ActorRow, PlacePoint, StoryRow
from dragoman.web.codes import name_of
from dragoman.web.page import Asked, Page, Plain
from dragoman.web.templating import address_of_hit

__all__ = ["PAGE"]

_TITLES = {
    "stories": "Stories",
    "people": "Who",
    "places": "Where",
    "events": "Events",
    "articles": "Articles",
    "quotes": "Quotations",
}
"""in the order in which they are shown"""
_FEW, _MANY = 5, 100
_OPENS, _CLOSES = "»", "«"


def build(asked: Asked) -> Plain:
    """What holds the words of `q`. Raises SettingsError."""
    words = asked.one("q")[:300]
    kind = asked.choice("kind", ("", *SEARCHED), "")
    limit = asked.whole("limit", _MANY if kind else _FEW, 1, _MANY)
    found = asked.store.search_by_kind(words, kinds=[kind] if kind else None, limit=limit)
    groups: list[dict[str, Any]] = [
        {
            "kind": one,
            "title": title,
            "hits": _hits(asked, one, found[one]),
            "more": _more(words, one) if len(found[one]) == limit else None,
        }
        for one, title in _TITLES.items()
        if one in found
    ]
    rows = [{"kind": group["kind"], **hit} for group in groups for hit in group["hits"]]
    return {
        "title": f"Search: {words}" if words else "Search",
        "q": words,
        "kind": kind,
        "kinds": [{"kind": one, "title": title} for one, title in _TITLES.items()],
        "groups": groups,
        "rows": [{name: value for name, value in row.items() if name != "parts"} for row in rows],
    }


def _more(words: str, kind: str) -> str:
    return f"/search?{urlencode({'q': words, 'kind': kind}, errors='replace')}"


def _hits(asked: Asked, kind: str, hits: list[Hit]) -> list[dict[str, Any]]:
    return [
        {
            "id": hit.id,
            "title": " ".join(hit.title.split()) or hit.id,
            "about": about,
            "snippet": _plain(hit.snippet),
            "parts": _parts(hit.snippet),
            "address": address_of_hit(kind, hit.id),
        }
        for hit, about in zip(hits, _about(asked, kind, [hit.id for hit in hits]), strict=True)
    ]


def _about(asked: Asked, kind: str, ids: list[str]) -> list[str]:
    """A few words on each, so that one can be told from another."""
    browse = asked.store.browse
    if kind == "people":
        actors = {one.key: _of_actor(one) for one in browse.actors.rows(ids)}
        return [actors.get(id, "speaks") for id in ids]
    if kind == "places":
        places = {one.key: _of_place(one) for one in browse.places.rows(ids)}
        return [places.get(id, "") for id in ids]
    if kind == "stories":
        stories = {one.id: _of_story(one) for one in browse.stories.rows(ids)}
        return [stories.get(id, "") for id in ids]
    return [""] * len(ids)


def _of_actor(one: ActorRow) -> str:
    country = name_of(one.country) if one.country and one.country != one.key else ""
    return ", ".join(filter(None, (one.kind, country, f"{one.events:,} event{'s' * (one.events != 1)}")))


def _of_place(one: PlacePoint) -> str:
    country = name_of(one.country) if one.country and one.precision != "country" else ""
    return ", ".join(filter(None, (one.precision, country, f"{one.events:,} event{'s' * (one.events != 1)}")))


def _of_story(one: StoryRow) -> str:
    days = " to ".join(dict.fromkeys(filter(None, (one.first, one.last))))
    return ", ".join(filter(None, (days, f"{one.articles:,} article{'s' * (one.articles != 1)}")))


def _plain(snippet: str) -> str:
    return snippet.replace(_OPENS, "").replace(_CLOSES, "")


def _parts(snippet: str) -> list[dict[str, Any]]:
    """The snippet in pieces, the found words apart; quotation marks of that form in the text itself only part it once more."""
    parts: list[dict[str, Any]] = []
    for number, piece in enumerate(snippet.split(_OPENS)):
        found, closed, rest = piece.partition(_CLOSES) if number else ("", "", piece)
        if number and not closed:
            found, rest = "", piece
        parts += [{"text": text, "found": hit} for text, hit in ((found, True), (rest, False)) if text]
    return parts


PAGE = Page("search", "/search", build, rows="rows")
