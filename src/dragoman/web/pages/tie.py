"""A tie: two sides over time, the events behind each figure, and another tie beside it to compare."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from dragoman.engine import chosen_ties, known_status
from dragoman.errors import NotInStore
from dragoman.records import Event, Status, Tie
from dragoman.relations import PERIODS, days_of
from dragoman.store.browsing import EventFilter, TieFilter
from dragoman.web.codes import name_of, named_pair, pair_of
from dragoman.web.drawing import Deed, Score
from dragoman.web.happenings import days_in, happening
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]

_EVENTS = 30
_DAYS_BY_DAY, _DAYS_BY_WEEK = 60, 500
"""how long a tie may be for its score to be told by day, and by week"""
_ARROWS = ("→", "←", "and")


def build(asked: Asked) -> Plain:
    """The tie. Raises NotInStore where nothing lies between the two, SettingsError."""
    try:
        a, b = pair_of(asked.id)
    except ValueError as error:
        raise NotInStore(str(error)) from error
    statuses = tuple(map(str, map(known_status, asked.many("status") or [Status.DONE])))
    browse = asked.store.browse
    if not browse.events.count(EventFilter(between=(a, b))):
        raise NotInStore(f"nothing lies between {a} and {b}")
    pairs = [(a, b)]
    if asked.one("with"):
        pairs.append(pair_of(asked.one("with")))
    deeds = {pair: _deeds(asked, pair, statuses) for pair in pairs}
    period = asked.choice("period", PERIODS, _period([deed for some in deeds.values() for deed in some]))
    ties = [_tie(asked, pair, statuses, period, deeds[pair]) for pair in pairs]
    return {
        "title": named_pair(a, b),
        "a": {"code": a, "name": name_of(a)},
        "b": {"code": b, "name": name_of(b)},
        "query": {"period": period, "with": "-".join(pairs[1]) if pairs[1:] else "", "status": list(statuses)},
        "periods": list(PERIODS),
        "statuses": [str(one) for one in Status],
        "ties": ties,
        "scores": [row for tie in ties for row in tie["scores"]],
        "events": _events(asked, (a, b), statuses),
        "others": _others(asked, a, b),
    }


def _deeds(asked: Asked, pair: tuple[str, str], statuses: tuple[str, ...]) -> list[dict[str, Any]]:
    """What lies between the two, an event each; `direction` is 0 from the first to the second, 1 back, 2 both ways."""
    names = ("id", "a", "b", "direction", "type", "quad", "intensity", "date", "precision")
    return [
        {**dict(zip(names, row, strict=True)), "status": status}
        for status in statuses
        for row in asked.store.browse.ties.deeds(TieFilter((status,), a=pair[0], b=pair[1]))
    ]


def _period(deeds: list[dict[str, Any]]) -> str:
    """The finest that leaves a curve to be read."""
    days = sorted(date.fromisoformat(deed["date"]) for deed in deeds if deed["date"] and len(deed["date"]) == 10)
    span = (days[-1] - days[0]).days if days else 0
    return "day" if span <= _DAYS_BY_DAY else "week" if span <= _DAYS_BY_WEEK else "month"


def _tie(asked: Asked, pair: tuple[str, str], statuses: tuple[str, ...], period: str, deeds: list[dict[str, Any]]) -> Plain:
    a, b = pair
    found = chosen_ties(asked.store, TieFilter(statuses, a=a, b=b), period)
    score = sum(deed["intensity"] for deed in deeds) / len(deeds) if deeds else None
    types = Counter((deed["type"], deed["quad"]) for deed in deeds)
    return {
        "tie": f"{a}-{b}",
        "name": named_pair(a, b),
        "events": len(deeds),
        "undated": sum(not _is_dated(deed) for deed in deeds),
        "score": None if score is None else round(score, 4) + 0.0,
        "trend": found[-1].trend if found else None,
        "a_to_b": sum(deed["direction"] == 0 for deed in deeds),
        "b_to_a": sum(deed["direction"] == 1 for deed in deeds),
        "mutual": sum(deed["direction"] == 2 for deed in deeds),
        "by_quad": [sum(deed["quad"] == quad for deed in deeds) for quad in (1, 2, 3, 4)],
        "by_type": [
            {"type": type, "quad": quad, "events": count}
            for (type, quad), count in sorted(types.items(), key=lambda item: (-item[1], item[0]))
        ],
        "scores": [_score(one) for one in found],
        "deeds": [_deed(deed, a, b) for deed in deeds if _is_dated(deed)],
    }


def _is_dated(deed: dict[str, Any]) -> bool:
    """Whether it is known to the month or better: a year is no place on a curve."""
    return bool(deed["date"]) and deed["precision"] != "year"


def _score(one: Tie) -> Plain:
    first, last = days_of(one.period)
    score: Score = {
        "period": one.period,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "score": one.score,
        "events": one.events,
    }
    counts = {f"quad_{quad}": one.by_quad.get(str(quad), 0) for quad in (1, 2, 3, 4)}
    more = {"score_sum": one.score_sum, "trend": one.trend, "a_to_b": one.a_to_b, "b_to_a": one.b_to_a, "mutual": one.mutual}
    return {"tie": f"{one.a}-{one.b}", **score, **more, **counts}


def _deed(deed: dict[str, Any], a: str, b: str) -> Deed:
    first, last = days_in(deed["date"])
    return {
        "id": deed["id"],
        "date": first,
        "end": last,
        "type": deed["type"],
        "quad": deed["quad"],
        "status": deed["status"],
        "corroborated": False,
        "words": f"{deed['type'].lower()}: {name_of(a)} {_ARROWS[deed['direction']]} {name_of(b)}",
    }


def _events(asked: Asked, pair: tuple[str, str], statuses: tuple[str, ...]) -> list[Plain]:
    browse = asked.store.browse
    ids = browse.events.page(EventFilter(between=pair, status=statuses), limit=_EVENTS).ids
    return [happening(one) for one in browse.records("events", ids) if isinstance(one, Event)]


def _others(asked: Asked, a: str, b: str) -> list[Plain]:
    """Other ties of the two, to compare with."""
    found = [one for code in (a, b) for one in asked.store.browse.ties.dyads(TieFilter(a=code)) if (one.a, one.b) != (a, b)]
    found.sort(key=lambda one: (-one.events, one.a, one.b))
    return [{"tie": f"{one.a}-{one.b}", "name": named_pair(one.a, one.b), "events": one.events} for one in found[:40]]


PAGE = Page("tie", "/tie/{id}", build, rows="scores")
