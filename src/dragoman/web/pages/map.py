"""The map: where events happened, and how well that is known."""

from __future__ import annotations

from typing import Any

from dragoman.engine import known_status
from dragoman.knowledge import code_centres
from dragoman.records import Status
from dragoman.store.browsing import EventFilter, PlacePoint
from dragoman.web.codes import name_of
from dragoman.web.drawing import VIEWS, Shade, Spot
from dragoman.web.months import asked_months
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]

KINDS = {"all": (), "cooperation": (1, 2), "conflict": (3, 4)}
_PLACES = 2000


def build(asked: Asked) -> Plain:
    """The places of the events asked for. Raises SettingsError."""
    browse = asked.store.browse
    statuses = tuple(map(str, map(known_status, asked.many("status") or [Status.DONE])))
    months = asked.remember(("months of places", statuses), lambda: browse.places.months(EventFilter(status=statuses)))
    first, last = asked_months(asked, [month for month, _ in months])
    view, kind, side = (
        asked.choice("view", VIEWS, "events"),
        asked.choice("kind", tuple(KINDS), "all"),
        asked.one("side").upper(),
    )
    # All months are no stretch: what has no date counts too.
    since, until = (value if months and value != months[end][0] else None for value, end in ((first, 0), (last, -1)))
    chosen = EventFilter(status=statuses, quad=KINDS[kind], involving=(side,) if side else (), since=since, until=until)
    points = asked.remember(("places", chosen), lambda: browse.places.points(chosen, limit=_PLACES))
    rows, spots, shades = [_row(one) for one in points], _spots(points), _shades(points)
    return {
        "title": "Map",
        "query": {"first": first, "last": last, "view": view, "kind": kind, "side": side, "status": list(statuses)},
        "months": [{"month": month, "events": events} for month, events in months],
        "views": list(VIEWS),
        "kinds": list(KINDS),
        "statuses": [str(one) for one in Status],
        "events": browse.events.count(chosen),
        "placed": sum(one["events"] for one in rows),
        "drawn": sum(one["events"] for one in [*spots, *shades]),
        "spots": spots,
        "shades": shades,
        "places": rows,
    }


def _row(one: PlacePoint) -> dict[str, Any]:
    return {
        "place": one.name,
        "key": one.key,
        "precision": one.precision,
        "country": one.country,
        "country_name": name_of(one.country) if one.country else None,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "events": one.events,
        "cooperation": one.cooperation,
        "conflict": one.conflict,
        "score": one.score,
    }


def _spots(points: list[PlacePoint]) -> list[Spot]:
    """What has a place on the map."""
    return [
        {
            "name": one.name,
            "precision": one.precision,
            "latitude": one.latitude,
            "longitude": one.longitude,
            "events": one.events,
            "conflict": one.conflict,
        }
        for one in points
        if one.latitude is not None and one.longitude is not None and not _is_country(one)
    ]


def _shades(points: list[PlacePoint]) -> list[Shade]:
    """Countries of whose events no more is told, or whose place nobody knows to find in them."""
    found: dict[str, Shade] = {}
    for one in points:
        if one.country and (_is_country(one) or one.latitude is None or one.longitude is None):
            latitude, longitude = code_centres().get(one.country, (one.latitude, one.longitude))
            shade = found.setdefault(
                one.country,
                {
                    "code": one.country,
                    "name": name_of(one.country),
                    "events": 0,
                    "conflict": 0,
                    "latitude": latitude,
                    "longitude": longitude,
                },
            )
            shade["events"] += one.events
            shade["conflict"] += one.conflict
    return [found[code] for code in sorted(found)]


def _is_country(one: PlacePoint) -> bool:
    return one.precision == "country" and one.country is not None


PAGE = Page("map", "/map", build, rows="places")
