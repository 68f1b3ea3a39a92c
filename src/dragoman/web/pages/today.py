"""Today: what the latest days brought, what is new since the last visit, and which ties moved most."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from dragoman.records import Finding, Relation
from dragoman.store import Store
from dragoman.store.browsing import ReportFilter, StoryFilter
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]

_DAYS = ("1", "3", "7", "30", "all")
_AT_ONCE = 30
_NEW = 12
_MOVED = 10
_CONTESTED = 6
_VISIT = 1800
"""seconds without a look after which the next one is another visit"""
_SEEN = re.compile(r"([0-9a-f]{8})\.(\d{1,15})\.(\d{1,15})\.(\d{1,12})")


class _Visit(NamedTuple):
    """`since`: the change that the visitor had seen when this visit began; `latest`: the last one there was; `at`: when."""

    store: str
    since: int
    latest: int
    at: int


def build(asked: Asked) -> Plain:
    """The stories of the `days` up to the latest day of publication, which is the store's own today, whatever the clock says."""
    browse = asked.store.browse
    today = browse.stories.last_day()
    days = asked.choice("days", _DAYS, "7")
    since = _days_before(today, int(days)) if today and days != "all" else None
    page = browse.stories.page(StoryFilter(since=since), cursor=asked.one("cursor") or None, limit=_AT_ONCE)
    visit = _visit(asked)
    new = browse.stories.changed_since(visit.since, limit=_NEW) if visit.since < visit.latest else []
    moved = browse.ties.moved(until=today, days=7 if days == "all" else max(7, int(days)), limit=_MOVED) if today else []
    return {
        "title": "Today",
        "today": today,
        "days": days,
        "choices": list(_DAYS),
        "stories": _listed(asked.store, page.ids),
        "contested": _contested(asked.store, page.ids),
        "next": page.next,
        "previous": page.previous,
        "first_visit": "seen" not in asked.cookies,
        "changed": browse.stories.counts_since(visit.since) if new else None,
        "changed_stories": _listed(asked.store, new),
        "moved": [asdict(one) for one in moved],
        "moved_days": 7 if days == "all" else max(7, int(days)),
    }


def _days_before(day: str, days: int) -> str | None:
    try:
        return (date.fromisoformat(day) - timedelta(days=days - 1)).isoformat()
    except (ValueError, OverflowError):
        return None


def _listed(store: Store, ids: list[str]) -> list[dict[str, Any]]:
    relations = store.browse.stories.relations(ids)
    return [
        {
            **asdict(one),
            "countries": list(one.countries),
            **{str(name): relations.get(one.id, {}).get(str(name), 0) for name in Relation},
        }
        for one in store.browse.stories.rows(ids)
    ]


def _contested(store: Store, ids: list[str]) -> list[dict[str, Any]]:
    """Over what the accounts of these stories contradict each other, and what was corrected."""
    weighty = ReportFilter((("story", tuple(ids)), ("relation", ("contradicts", "corrected"))))
    found = store.browse.reports.page("findings", weighty, sort="relation", limit=_CONTESTED).ids if ids else []
    return [
        {
            "id": one.id,
            "story_id": one.story_id,
            "relation": str(one.relation),
            "explanation": one.explanation,
            "values": [{"value": value.value, "outlets": list(value.outlets)} for value in one.values],
        }
        for one in store.browse.records("findings", found)
        if isinstance(one, Finding)
    ]


def _visit(asked: Asked) -> _Visit:
    """This visit. Whoever looks again within half an hour still sees what was new at the first look."""
    now, (store, latest) = int(time.time()), asked.state
    found = _SEEN.fullmatch(asked.cookies.get("seen", ""))
    if found is None or found[1] != store[:8]:
        return _Visit(store[:8], latest, latest, now)
    since, seen, at = (int(number) for number in found.groups()[1:])
    if now - at > _VISIT or asked.one("seen"):
        since = seen
    return _Visit(store[:8], min(since, latest), latest, now)


def remembers(asked: Asked, _: Plain) -> Mapping[str, str]:
    """What has been seen now."""
    return {"seen": ".".join(map(str, _visit(asked)))}


PAGE = Page("today", "/", build, rows="stories", remembers=remembers)
