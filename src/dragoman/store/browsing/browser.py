"""All ways to look around in a store, under one name each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dragoman.records import Record, from_json
from dragoman.store.browsing.actors import ActorBrowser
from dragoman.store.browsing.events import EventBrowser
from dragoman.store.browsing.lines import Lines
from dragoman.store.browsing.paging import Page
from dragoman.store.browsing.places import PlaceBrowser
from dragoman.store.browsing.queue import ReviewQueue
from dragoman.store.browsing.reports import ReportBrowser, ReportFilter
from dragoman.store.browsing.stories import StoryBrowser
from dragoman.store.browsing.ties import TieBrowser
from dragoman.store.database import Database

__all__ = ["Browser", "Listing"]


class Listing(Protocol):
    """A list of records of one kind: pages of their ids, how many, and all of them as lines of JSON."""

    def page(self, chosen: Any, *, sort: str, cursor: str | None = None, limit: int = 50) -> Page: ...
    def count(self, chosen: Any) -> int: ...
    def lines(self, chosen: Any, *, sort: str) -> Iterator[str]: ...


class Browser:
    """`browser.events.page(EventFilter(type=("AID",)))`, `browser.actors.get("TCD")`, and so on."""

    def __init__(self, database: Database) -> None:
        self.events = EventBrowser(database)
        self.stories = StoryBrowser(database)
        self.reports = ReportBrowser(database)
        """articles, mentions, quotes and findings"""
        self.actors = ActorBrowser(database)
        self.ties = TieBrowser(database)
        self.places = PlaceBrowser(database)
        self.queue = ReviewQueue(database)
        self._lines = Lines(database)

    def of(self, kind: str) -> Listing:
        """The list of a kind of record, one of KINDS; `chosen` is the filter of that kind."""
        if kind == "events":
            return self.events
        return self.stories if kind == "stories" else _Reports(self.reports, kind)

    def lines(self, kind: str, ids: Sequence[str]) -> list[str]:
        """These records as lines of JSON, in the order of `ids`; those that are not there are left out. `kind` is one of KINDS."""
        return self._lines.of(kind, ids)

    def records(self, kind: str, ids: Sequence[str]) -> list[Record]:
        """The same as records."""
        return [from_json(line) for line in self._lines.of(kind, ids)]


@dataclass(frozen=True, slots=True)
class _Reports:
    browser: ReportBrowser
    kind: str

    def page(self, chosen: ReportFilter, *, sort: str, cursor: str | None = None, limit: int = 50) -> Page:
        return self.browser.page(self.kind, chosen, sort=sort, cursor=cursor, limit=limit)

    def count(self, chosen: ReportFilter) -> int:
        return self.browser.count(self.kind, chosen)

    def lines(self, chosen: ReportFilter, *, sort: str) -> Iterator[str]:
        return self.browser.lines(self.kind, chosen, sort=sort)
