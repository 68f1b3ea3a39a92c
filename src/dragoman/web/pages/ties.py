"""Ties: which two sides deal with each other, those that moved most first."""

from __future__ import annotations

from typing import Any

from dragoman.engine import known_status
from dragoman.store.browsing import Dyad, Moved, TieFilter
from dragoman.web.codes import name_of
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]

SORTS = {
    "moved": "moved most",
    "events": "most events",
    "-score": "friendliest",
    "score": "most hostile",
    "last": "latest",
    "name": "name",
}
WINDOWS = ("7", "30", "90", "365")
"""days over which a move is measured, against as many days before"""
_ON_A_PAGE = 50


def build(asked: Asked) -> Plain:
    """A page of ties. Raises SettingsError."""
    sort = asked.choice("sort", tuple(SORTS), "moved")
    days = int(asked.choice("days", WINDOWS, "30"))
    side = asked.one("side").upper()
    statuses = tuple(map(str, map(known_status, asked.many("status") or ["done"])))
    rows = asked.remember(("ties", statuses, days), lambda: _rows(asked, statuses, days))
    shown = _sorted([one for one in rows if not side or side in (one["a"], one["b"])], sort)
    size = asked.whole("limit", _ON_A_PAGE, 1, 1000)
    pages = max(-(-len(shown) // size), 1)
    page = min(asked.whole("page", 1, 1, 1_000_000), pages)
    return {
        "title": "Ties",
        "query": {"sort": sort, "days": str(days), "side": side, "status": list(statuses)},
        "sorts": SORTS,
        "windows": list(WINDOWS),
        "sides": sorted({code for one in rows for code in (one["a"], one["b"])}),
        "until": asked.store.browse.stories.last_day(),
        "count": len(shown),
        "page": page,
        "pages": pages,
        "ties": shown[(page - 1) * size : page * size],
    }


def _rows(asked: Asked, statuses: tuple[str, ...], days: int) -> list[dict[str, Any]]:
    browse = asked.store.browse.ties
    until = asked.store.browse.stories.last_day()
    moved = browse.moved(until=until, days=days, limit=1_000_000, statuses=statuses) if until else []
    by_dyad = {(one.a, one.b): one for one in moved}
    return [_row(one, by_dyad.get((one.a, one.b))) for one in browse.dyads(TieFilter(statuses))]


def _row(one: Dyad, moved: Moved | None) -> dict[str, Any]:
    return {
        "tie": f"{one.a}-{one.b}",
        "a": one.a,
        "b": one.b,
        "a_name": name_of(one.a),
        "b_name": name_of(one.b),
        "events": one.events,
        "score": one.score,
        "first": one.first,
        "last": one.last,
        "recent": moved.events if moved else 0,
        "before": moved.before if moved else 0,
        "moved": round(moved.moved, 4) + 0.0 if moved else 0.0,
    }


def _sorted(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    keys: dict[str, Any] = {
        "moved": lambda one: (-abs(one["moved"]), -one["events"]),
        "events": lambda one: -one["events"],
        "-score": lambda one: -one["score"],
        "score": lambda one: one["score"],
        "name": lambda one: one["a_name"],
    }
    by_name = sorted(rows, key=lambda one: one["tie"])
    if sort == "last":
        return sorted(by_name, key=lambda one: one["last"] or "", reverse=True)
    return sorted(by_name, key=keys[sort])


PAGE = Page("ties", "/ties", build, rows="ties")
