"""Where events lie: places with how precisely each is known, and what happened there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dragoman.store.browsing.filters import EventFilter, text_conditions
from dragoman.store.browsing.paging import Condition, Page, Sort, page_of, where
from dragoman.store.database import Database

__all__ = ["PlaceBrowser", "PlacePoint"]

SORTS = {"events": Sort("events", number=True), "name": Sort("name")}
_LISTED = """(select place_key as id, min(place) as name, min(place_country) as country, min(latitude) as latitude,
    min(longitude) as longitude, min(place_precision) as precision, count(*) as events,
    count(*) filter (quad in (1, 2)) as cooperation, count(*) filter (quad in (3, 4)) as conflict, round(avg(intensity), 4) as score
    from event_columns where place_key is not null and {} group by place_key)"""
_COLUMNS = "id, name, country, latitude, longitude, precision, events, cooperation, conflict, score"


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """A place and the events in it. A country or a region has a precision that says so: its point is not where they happened."""

    key: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    """site, city, district, province, country or region"""
    events: int
    cooperation: int
    conflict: int
    score: float


class PlaceBrowser:
    """Places as somebody looks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def points(self, chosen: EventFilter, *, limit: int = 2000) -> list[PlacePoint]:
        """The places of these events, those with the most events first."""
        sql, given = where(chosen.conditions())
        listed = f"select {_COLUMNS} from {_LISTED.format(sql)} order by events desc, id limit ?"
        return [PlacePoint(*row) for row in self._database.run(listed, [*given, limit])]

    def months(self, chosen: EventFilter) -> list[tuple[str, int]]:
        """Each month in which such events have a place, and how many there are; in order."""
        sql, given = where(chosen.conditions())
        counted = f"""select left(date, 7) as month, count(*) from event_columns
            where {sql} and place_key is not null and length(date) >= 7 group by 1 order by 1"""
        return self._database.run(counted, given)

    def page(
        self, chosen: EventFilter, text: str = "", *, sort: str = "-events", cursor: str | None = None, limit: int = 50
    ) -> Page:
        """A page of keys of the places of these events, whose name holds the words. Raises SettingsError."""
        sql, given = self._of(chosen, text)
        return page_of(self._database, _LISTED.format(sql), [("true", given)], sort, SORTS, cursor=cursor, limit=limit)

    def rows(self, keys: list[str], chosen: EventFilter | None = None) -> list[PlacePoint]:
        """These places, in the order of `keys`, with those of their events that are chosen."""
        sql, given = self._of(chosen or EventFilter(), "")
        listed = f"select {_COLUMNS} from {_LISTED.format(f'{sql} and place_key in (select unnest(?))')}"
        found = {row[0]: PlacePoint(*row) for row in self._database.run(listed, [*given, keys])}
        return [found[key] for key in keys if key in found]

    def count(self, chosen: EventFilter, text: str = "") -> int:
        """How many there are."""
        sql, given = self._of(chosen, text)
        return int(self._database.value(f"select count(distinct place_key) from event_columns where {sql}", given))

    def _of(self, chosen: EventFilter, text: str) -> tuple[str, list[Any]]:
        conditions: list[Condition] = [*chosen.conditions(), *text_conditions("plain_words(place)", text)]
        return where(conditions)
