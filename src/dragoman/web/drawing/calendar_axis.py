"""Time along the width of a drawing: where a day lies, and which days, months or years are written under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from itertools import pairwise

from markupsafe import Markup

from dragoman.web.drawing.svg import element, text_width

__all__ = ["CalendarAxis", "axis_over", "drawn_axis"]

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_SIZE = 12.0
_APART = 14.0
"""pixels between two labels"""


@dataclass(frozen=True, slots=True)
class CalendarAxis:
    """The days from `first` to `last`, both included, between two places of the width."""

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    @property
    def day_width(self) -> float:
        """Pixels of one day."""
        return (self.right - self.left) / self.days

    def start(self, day: date) -> float:
        """Where the day begins."""
        return self.left + (day - self.first).days * self.day_width

    def middle(self, first: date, last: date | None = None) -> float:
        """The middle of the days from `first` to `last`, within the width."""
        place = (self.start(first) + self.start(last or first) + self.day_width) / 2
        return min(max(place, self.left), self.right)

    def holds(self, day: date) -> bool:
        """Whether the day is on the axis."""
        return self.first <= day <= self.last

    def ticks(self) -> list[tuple[date, str]]:
        """The days to write and their labels: as many as have room."""
        for choice in _choices(self):
            if all(
                self.start(b) - self.start(a) >= (text_width(one, _SIZE) + text_width(other, _SIZE)) / 2 + _APART
                for (a, one), (b, other) in pairwise(choice)
            ):
                return choice
        return []


def axis_over(days: list[date], left: float, right: float, *, fewest: int = 7) -> CalendarAxis | None:
    """An axis that holds all of the days and at least `fewest`; None without any."""
    if not days:
        return None
    first, last = min(days), max(days)
    lacking = max(fewest - (last - first).days - 1, 0)
    first = date.fromordinal(max(first.toordinal() - lacking // 2, 1))
    last = date.fromordinal(min(last.toordinal() + lacking - lacking // 2, date.max.toordinal()))
    return CalendarAxis(first, last, left, right)


def drawn_axis(axis: CalendarAxis, top: float, bottom: float) -> Iterator[Markup]:
    """Thin lines from `top` to `bottom` where a label stands, and the labels beneath."""
    for day, label in axis.ticks():
        x = axis.start(day)
        yield element("line", x1=x, x2=x, y1=top, y2=bottom + 4, class_="grid")
        # Where a day is wide its label stands under its middle, where its events are, not where it begins.
        x += axis.day_width / 2 if axis.day_width > 20 else 0
        half = text_width(label, _SIZE) / 2
        yield element(
            "text", label, x=min(max(x, axis.left - 30 + half), axis.right + 10 - half), y=bottom + 18, class_="tick middle"
        )


def _choices(axis: CalendarAxis) -> Iterator[list[tuple[date, str]]]:
    """Ways to label the axis, the finest first."""
    for step in _DAYS:
        if axis.days / step <= 40:
            yield _by_days(axis, step)
    for step in _MONTH_STEPS:
        if axis.days / step <= 31 * 40:
            yield _by_months(axis, step)
    for step in _YEAR_STEPS:
        years = range(-(-axis.first.year // step) * step, min(axis.last.year, MAXYEAR) + 1, step)
        yield [(day, str(day.year)) for day in (date(year, 1, 1) for year in years if year) if axis.holds(day)]


def _by_days(axis: CalendarAxis, step: int) -> list[tuple[date, str]]:
    found: list[tuple[date, str]] = []
    month = 0
    # Weeks begin on a Monday, as in ISO 8601.
    start = axis.first + timedelta((-axis.first.weekday()) % 7 if step % 7 == 0 else 0)
    for number in range(max((axis.last - start).days // step + 1, 0)):
        day = start + timedelta(number * step)
        found.append((day, str(day.day) if day.month == month else f"{day.day} {_MONTHS[day.month - 1]}"))
        month = day.month
    return found


def _by_months(axis: CalendarAxis, step: int) -> list[tuple[date, str]]:
    found: list[tuple[date, str]] = []
    year = 0
    months = range(axis.first.year * 12 + axis.first.month - 1, axis.last.year * 12 + axis.last.month)
    for number in (one for one in months if one % 12 % step == 0):
        day = date(number // 12, number % 12 + 1, 1)
        if axis.holds(day):
            found.append((day, _MONTHS[day.month - 1] if day.year == year else f"{_MONTHS[day.month - 1]} {day.year}"))
            year = day.year
    return found
