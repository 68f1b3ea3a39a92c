"""Days, weeks and months as the periods of a tie."""

from __future__ import annotations

from datetime import date

from dragoman.errors import SettingsError
from dragoman.records import Date

__all__ = ["PERIODS", "number_of", "period_of"]

PERIODS = ("day", "week", "month")

# An event that is known to the month only cannot be told to a week: it is left out of finer periods than its own.
_FINE_ENOUGH = {"day": ("day",), "week": ("day", "week"), "month": ("day", "week", "month")}


def period_of(when: Date, length: str) -> str | None:
    """The period of that length in which a date lies, by its first day: 2031-03-05, 2031-W10 (ISO 8601) or 2031-03; None where the date is
    unknown or coarser than the period. Raises SettingsError for another length."""
    if length not in PERIODS:
        raise SettingsError(f"no such period: {length!r}; there are {', '.join(PERIODS)}")
    if when.value is None or when.precision not in _FINE_ENOUGH[length]:
        return None
    try:
        day = date.fromisoformat(when.value)
    except ValueError:
        return None
    if length == "day":
        return day.isoformat()
    if length == "month":
        return f"{day:%Y-%m}"
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def number_of(period: str) -> int:
    """A number for a period that grows by one from each to the next of its length: what a slope is taken over."""
    if "W" in period:
        year, week = period.split("-W")
        return date.fromisocalendar(int(year), int(week), 1).toordinal() // 7
    if len(period) == 7:
        return int(period[:4]) * 12 + int(period[5:])
    return date.fromisoformat(period).toordinal()
