"""Events by type, side, place, time and corroboration: pages of them, how many there are, and counts of each value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.store.browsing.filters import EventFilter
from dragoman.store.browsing.lines import Lines
from dragoman.store.browsing.paging import Page, Sort, page_of, sort_of, where
from dragoman.store.database import Database

__all__ = ["FACETS", "Count", "EventBrowser"]

SORTS = {
    "date": Sort("coalesce(date, '')"),
    "type": Sort("type"),
    "status": Sort("status"),
    "place": Sort("coalesce(place, '')"),
    "intensity": Sort("intensity", number=True),
    "confidence": Sort("confidence", number=True),
    "articles": Sort("articles", number=True),
    "outlets": Sort("outlets", number=True),
    "origins": Sort("origins", number=True),
}
# SQL of the values that one event has.
_FACETS = {
    "type": "type",
    "mode": "unnest(modes)",
    "quad": "quad",
    "status": "status",
    "actor": "unnest(actor_countries)",
    "recipient": "unnest(recipient_countries)",
    "country": "place_country",
    "min_origins": "least(origins, 5)",
    "year": "left(date, 4)",
}
FACETS = tuple(_FACETS)
"""what events are counted by. `min_origins` counts those of that many origins or more, up to five; `year` has no filter of its own"""
_BOTH_ENDS = ("since", "until")


@dataclass(frozen=True, slots=True)
class Count:
    """One value of a facet and how many events have it."""

    value: str
    count: int


class EventBrowser:
    """Events as somebody looks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lines = Lines(database)

    def page(self, chosen: EventFilter, *, sort: str = "-date", cursor: str | None = None, limit: int = 50) -> Page:
        """A page of ids. Raises SettingsError for a sort or a cursor that is none of ours."""
        return page_of(self._database, "event_columns", chosen.conditions(), sort, SORTS, cursor=cursor, limit=limit)

    def count(self, chosen: EventFilter) -> int:
        """How many there are."""
        sql, given = where(chosen.conditions())
        return int(self._database.value(f"select count(*) from event_columns where {sql}", given))

    def lines(self, chosen: EventFilter, *, sort: str = "-date") -> Iterator[str]:
        """All of them as lines of JSON, in that order, a part at a time."""
        by, down = sort_of(sort, SORTS)
        sql, given = where(chosen.conditions())
        order = "desc" if down else "asc"
        # The place of a record, not the record: sorting those would take the memory of them all.
        places = f"""select t.rowid from events t join (select id, {by.by} as value from event_columns where {sql}) e on e.id = t.id
            order by e.value {order}, t.id {order}"""
        return self._lines.at("events", places, given)

    def facets(self, chosen: EventFilter, *, top: int = 12) -> dict[str, list[Count]]:
        """Each facet's values with the number of events that would be left if the filter asked for that one, the most frequent first.

        What the filter says of a facet itself plays no part in its counts; values that it asks for are there even where rare.
        """
        groups: dict[EventFilter, list[str]] = {}
        for facet in FACETS:
            groups.setdefault(_without(chosen, facet), []).append(facet)
        found: dict[str, list[Count]] = {}
        for narrowed, facets in groups.items():
            found |= self._counted(narrowed, facets, chosen, top)
        return {facet: found[facet] for facet in FACETS}

    def _counted(self, narrowed: EventFilter, facets: list[str], chosen: EventFilter, top: int) -> dict[str, list[Count]]:
        sql, given = where(narrowed.conditions())
        kinds = " union all ".join(
            f"select '{facet}' as facet, cast({_FACETS[facet]} as varchar) as value, count(*) as n from chosen group by value"
            for facet in facets
        )
        rows = self._database.run(
            f"""with chosen as (select * from event_columns where {sql}), counted as ({kinds})
            select facet, value, n from counted where value is not null order by facet, n desc, value""",
            given,
        )
        found: dict[str, list[Count]] = {facet: [] for facet in facets}
        for facet, value, count in rows:
            found[facet].append(Count(value, count))
        return {facet: _shown(facet, counts, chosen, top) for facet, counts in found.items()}


def _shown(facet: str, counts: list[Count], chosen: EventFilter, top: int) -> list[Count]:
    if facet == "year":
        return sorted(counts, key=lambda one: one.value)
    if facet == "min_origins":
        # Those of three origins are also of two or more.
        return [
            Count(str(least), more)
            for least in range(1, 6)
            if (more := sum(one.count for one in counts if int(one.value) >= least))
        ]
    asked = {str(value) for value in getattr(chosen, facet)}
    return [one for rank, one in enumerate(counts) if rank < top or one.value in asked]


def _without(chosen: EventFilter, facet: str) -> EventFilter:
    if facet == "year":
        for field in _BOTH_ENDS:
            chosen = chosen.without(field)
        return chosen
    return chosen.without(facet)
