"""Days, ISO weeks and months: which one a date falls in, what it is called, and how far apart two of them are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dragoman.errors import SettingsError
from dragoman.records import Date

__all__ = ["CALENDARS", "PERIODS", "Period", "days_of", "form_of", "period_of"]

_PRECISIONS = ("day", "week", "month", "year")
"""the finest first"""


@dataclass(frozen=True)
class Period:
    """One way of cutting time. Periods are numbered without a gap, so that the difference of two numbers is their distance."""

    name: str
    number: Callable[[date], int]
    label: Callable[[int], str]
    form: re.Pattern[str]

    @cached_property
    def fine_enough(self) -> frozenset[str]:
        """The precisions of a date that tell its period: no coarser than the period itself."""
        return frozenset(_PRECISIONS[: _PRECISIONS.index(self.name) + 1])

    def holding(self, when: Date) -> int | None:
        """The number of the period that holds the first day of `when`; None where `when` does not tell."""
        if when.value is None or when.precision not in self.fine_enough:
            return None
        try:
            # A date that is known to the month is written as one: 2031-03.
            return self.number(date.fromisoformat(when.value + "-01" * (2 - when.value.count("-"))))
        except ValueError:
            return None


def _week_label(number: int) -> str:
    year, week, _ = date.fromordinal(number * 7 + 1).isocalendar()
    return f"{year:04}-W{week:02}"


# date.toordinal() counts from Monday, 1 January of the year 1, which is 1: weeks of seven such days are ISO weeks.
CALENDARS = {
    period.name: period
    for period in (
        Period("day", date.toordinal, lambda number: date.fromordinal(number).isoformat(), re.compile(r"\d{4}-\d\d-\d\d")),
        Period("week", lambda day: (day.toordinal() - 1) // 7, _week_label, re.compile(r"\d{4}-W\d\d")),
        Period(
            "month",
            lambda day: day.year * 12 + day.month - 1,
            lambda number: f"{number // 12:04}-{number % 12 + 1:02}",
            re.compile(r"\d{4}-\d\d"),
        ),
    )
}
PERIODS = tuple(CALENDARS)
"""what ties can be counted by"""


def period_of(name: str) -> Period:
    """The period called `name`. Raises SettingsError where there is none."""
    if name not in CALENDARS:
        raise SettingsError(f"no such period: {name!r}; the periods are {', '.join(PERIODS)}")
    return CALENDARS[name]


def form_of(label: str) -> Period:
    """The period that `label` ("2031-03-05", "2031-W10", "2031-03") is one of. Raises SettingsError where it is none."""
    for period in CALENDARS.values():
        if period.form.fullmatch(label):
            return period
    raise SettingsError(f"no period: {label!r}; write a day 2031-03-05, a week 2031-W10 or a month 2031-03")


def days_of(label: str) -> tuple[date, date]:
    """The first and the last day of the period called `label`. Raises SettingsError where it is none."""
    name = form_of(label).name
    try:
        if name == "week":
            first = date.fromisocalendar(int(label[:4]), int(label[6:]), 1)
            return first, first + timedelta(6)
        if name == "month":
            first = date.fromisoformat(f"{label}-01")
            return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
        return date.fromisoformat(label), date.fromisoformat(label)
    except (ValueError, OverflowError) as error:
        raise SettingsError(f"no period: {label!r}; there is no such {name}") from error
