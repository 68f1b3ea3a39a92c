"""All ways to look around in a store, under one name each."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Record, from_json
from dragoman.store.browsing.actors import ActorBrowser
from dragoman.store.browsing.events import EventBrowser
from dragoman.store.browsing.lines import Lines
from dragoman.store.browsing.places import PlaceBrowser
from dragoman.store.browsing.reports import ReportBrowser
from dragoman.store.browsing.stories import StoryBrowser
from dragoman.store.browsing.ties import TieBrowser
from dragoman.store.database import Database

__all__ = ["Browser"]


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
        self._lines = Lines(database)

    def lines(self, kind: str, ids: Sequence[str]) -> list[str]:
        """These records as lines of JSON, in the order of `ids`; those that are not there are left out. `kind` is one of KINDS."""
        return self._lines.of(kind, ids)

    def records(self, kind: str, ids: Sequence[str]) -> list[Record]:
        """The same as records."""
        return [from_json(line) for line in self._lines.of(kind, ids)]
