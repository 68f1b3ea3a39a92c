"""How two dates stand to each other: a Saturday within a week, Friday against Saturday."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

from dragoman.reconciling.standing import Standing
from dragoman.records import Date

__all__ = ["compare_dates", "day_of", "days", "told"]

_NUMBER = frozenset("0123456789")


def told(when: Date) -> bool:
    """Whether the text tells the date: the day of publication is none that anybody claims."""
    return when.source == "text" and when.value is not None and when.precision != "none"


@lru_cache(maxsize=65536)
def days(when: Date) -> tuple[int, int] | None:
    """First and last day, as `date.toordinal` counts; None where there is none."""
    if when.value is None or when.precision == "none":
        return None
    try:
        first = _first_day(when.value)
        last = _end(_first_day(when.end_value or when.value), when.precision)
    except ValueError:
        return None
    return first.toordinal(), max(first, last).toordinal()


def _first_day(value: str) -> date:
    """Of a day, a month (2031-03) or a year (2031)."""
    return date.fromisoformat(value + "-01" * (2 - value.count("-")))


def _end(first: date, precision: str) -> date:
    if precision == "week":
        return first + timedelta(days=6 - first.weekday())
    if precision == "month":
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first.replace(month=12, day=31) if precision == "year" else first


def day_of(published: str | None) -> int | None:
    """The day of an ISO date or datetime, as `date.toordinal` counts; None where there is none."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def compare_dates(a: Date, b: Date) -> Standing:
    """How date `a` stands to date `b`, as told in the text.

    A day within a longer time refines it. Of the same day, one that names the date ("12 July") says more than one that can only be
    understood with the day of publication ("Saturday").
    """
    if not (told(a) and told(b)):
        return Standing.SILENT
    span_a, span_b = days(a), days(b)
    if span_a is None or span_b is None:
        return Standing.SILENT
    if span_a == span_b:
        absolute_a, absolute_b = _names_the_date(a), _names_the_date(b)
        if absolute_a == absolute_b:
            return Standing.SAME
        return Standing.WITHIN if absolute_a else Standing.AROUND
    if span_b[0] <= span_a[0] and span_a[1] <= span_b[1]:
        return Standing.WITHIN
    if span_a[0] <= span_b[0] and span_b[1] <= span_a[1]:
        return Standing.AROUND
    return Standing.BESIDE if span_a[0] <= span_b[1] and span_b[0] <= span_a[1] else Standing.APART


def _names_the_date(when: Date) -> bool:
    return bool(when.text) and not _NUMBER.isdisjoint(when.text or "")
