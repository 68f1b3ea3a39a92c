"""What narrows a list of events, as conditions in SQL; what was typed only ever stands in for a question mark."""

from __future__ import annotations

import dataclasses
import unicodedata
from dataclasses import dataclass
from typing import Any

from dragoman.store.browsing.paging import Condition

__all__ = ["EventFilter", "text_conditions"]

_MOST_WORDS = 30
# A code stands for all of that state, a key for one actor.
_ACTOR, _RECIPIENT = ("actor_countries", "actors"), ("recipient_countries", "recipients")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events: all that is given must hold; of several values of one field one must. Nothing given is no limit."""

    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    status: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    """codes of countries, or keys of actors"""
    recipient: tuple[str, ...] = ()
    involving: tuple[str, ...] = ()
    """the same, on either side"""
    actor_sector: tuple[str, ...] = ()
    recipient_sector: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    """of the place"""
    place: tuple[str, ...] = ()
    """GeoNames ids, or names where a place has none"""
    between: tuple[str, str] | None = None
    """codes of two sides: events that are a tie between them"""
    since: str | None = None
    """ISO date, or the beginning of one"""
    until: str | None = None
    """the same; all that begins so is within"""
    min_articles: int = 0
    min_outlets: int = 0
    min_origins: int = 0
    min_confidence: float = 0.0
    story: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    """articles that tell of it"""
    text: str = ""
    """words that all stand in its sides, place or evidence"""

    def without(self, field: str) -> EventFilter:
        """The same without what is said of one field."""
        defaults: dict[str, Any] = {field: getattr(EventFilter(), field)}
        return dataclasses.replace(self, **defaults)

    def conditions(self) -> list[Condition]:
        """Of `event_columns`."""
        found: list[Condition] = []
        for column, values in (("type", self.type), ("quad", self.quad), ("status", self.status)):
            found += _one_of(column, values)
        found += _one_of("place_country", self.country) + _one_of("place_key", self.place) + _one_of("story_id", self.story)
        found += _any_of(("modes",), self.mode) + _any_of(_ACTOR, self.actor) + _any_of(_RECIPIENT, self.recipient)
        found += _any_of((*_ACTOR, *_RECIPIENT), self.involving)
        for side, values in (("actor", self.actor_sector), ("recipient", self.recipient_sector)):
            if values:
                sql = "id in (select event_id from event_sides where side = ? and list_has_any(sectors, ?::varchar[]))"
                found.append((sql, [side, list(values)]))
        if self.between:
            found.append(("id in (select event_id from event_pairs where a = ? and b = ?)", sorted(self.between)))
        if self.article:
            told = "id in (select event_id from mentions where article_id in (select unnest(?)))"
            found.append((told, [list(self.article)]))
        return found + self._bounds() + text_conditions("words", self.text)

    def _bounds(self) -> list[Condition]:
        found: list[Condition] = []
        if self.since:
            found.append(("date >= ?", [self.since]))
        if self.until:
            # A day stands below its month and its year with any letter after them.
            found.append(("date < ?", [self.until + "~"]))
        for column in ("articles", "outlets", "origins", "confidence"):
            least = getattr(self, f"min_{column}")
            if least > 0:
                found.append((f"{column} >= ?", [least]))
        return found


def text_conditions(column: str, text: str) -> list[Condition]:
    """That each word of `text` stands in `column`, which is in small letters without accents."""
    known = unicodedata.normalize("NFC", text).encode("utf-8", "ignore").decode().replace("\x00", " ")
    return [(f"contains({column}, plain_words(?))", [word]) for word in known.split()[:_MOST_WORDS]]


def _one_of(column: str, values: tuple[object, ...]) -> list[Condition]:
    if not values:
        return []
    return [(f"{column} = ?", [values[0]])] if len(values) == 1 else [(f"{column} in (select unnest(?))", [list(values)])]


def _any_of(columns: tuple[str, ...], values: tuple[str, ...]) -> list[Condition]:
    """One of the values stands in one of the columns, which are lists."""
    # Asking for each value is six times as quick as list_has_any.
    pairs = [(f"list_contains({column}, ?)", value) for value in values for column in columns]
    return [(f"({' or '.join(sql for sql, _ in pairs)})", [value for _, value in pairs])] if pairs else []
