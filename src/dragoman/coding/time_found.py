"""What a rule of times.toml matched: its words, their neighbours and the dates they lean on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .time_anchors import Anchors
from .time_values import Moment, TimeValue
from .time_words import Word

__all__ = ["DAY", "MONTH", "UNIT", "Found", "month_step", "told", "year_named"]

MONTH = ("month", "maymonth")
DAY = ("day", "dayth")
UNIT = ("unit", "units", "second", "quarter", "century")
_DATE_LINK = {"dash", "to", "and", "comma", "the", "of", "day", "dayth", "prep", *MONTH}


class Found:
    """The words that a rule matched, within their text and its anchors."""

    def __init__(self, words: Sequence[Word], start: int, end: int, anchors: Anchors) -> None:
        self.words, self.start, self.end, self.anchors = words, start, end, anchors
        self.inside = words[start:end]

    def first(self, *classes: str) -> Word | None:
        """The first word of one of these classes."""
        return next((w for w in self.inside if w.cls in classes), None)

    def has(self, *classes: str) -> bool:
        """Whether a word of one of these classes is there."""
        return any(w.cls in classes for w in self.inside)

    def value_of(self, *classes: str) -> Any:
        """What the first word of these classes stands for; None if there is none."""
        word = self.first(*classes)
        return word.value if word else None

    def beside(self, offset: int) -> Word | None:
        """The word `offset` places before the first (negative) or after the last (positive) word."""
        at = self.start + offset if offset < 0 else self.end + offset - 1
        return self.words[at] if 0 <= at < len(self.words) else None

    def ahead(self, *classes: str) -> Word | None:
        """The first word of these classes that follows over words which join dates."""
        for word in self.words[self.end : self.end + 8]:
            if word.cls in classes:
                return word
            if word.cls not in _DATE_LINK:
                return None
        return None

    def step(self) -> int:
        """-1 for last and previous, +1 for next and following, else 0."""
        if self.has("last", "previous"):
            return -1
        return 1 if self.has("next", "following", "coming") else 0

    def base(self) -> Moment | None:
        """What the determiner counts from: "last" from the day of speaking, "previous" from the last date told."""
        if self.has("following", "previous", "same", "that") or (self.has("next") and self.inside[0].cls == "the"):
            return self.anchors.told
        return self.anchors.now


def told(found: Found, moment: Moment) -> TimeValue | None:
    """The value of a moment that the text now tells of; None if there is no such day."""
    if not moment.valid:
        return None
    found.anchors.tell(moment, found.start)
    return moment.value()


def year_named(found: Found, month: int | None = None, day: int | None = None) -> int | None:
    """The year that the words name, point at or leave to the text."""
    year = found.value_of("year")
    if year is not None:
        return int(year)
    short = found.value_of("shortyear")
    if short is not None:
        return _century_of(found) + int(short)
    if found.has("unit") and found.value_of("unit") == "Y":
        base = found.base()
        return base.year + found.step() if base else None
    if found.has("bc"):
        return -int(found.value_of("number", "year", "day") or 1)
    later = found.ahead("year")
    if month and later is not None and found.ahead(*MONTH):
        following = found.ahead(*MONTH)
        return int(later.value) - (following is not None and following.value < month)
    return found.anchors.year_of(month, day, found.start) if month else None


def _century_of(found: Found) -> int:
    last = found.anchors.told
    return (last.year if last and last.year > 0 else 1900) // 100 * 100


def month_step(step: int, number: int, base: Moment) -> int:
    """Years from `base` to the last (-1) or next (1) month of this number."""
    current = base.month or number
    return (-1 if number >= current else 0) if step < 0 else (1 if number <= current else 0)
