"""What time expressions stand for: TIMEX3 values with their first and last day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

__all__ = ["Moment", "TimeValue"]

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MAX_COUNT = 100_000


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A TIMEX3 value with its bounds, where it has any."""

    type: str
    value: str | None
    first: date | None = None
    last: date | None = None
    precision: str = "none"

    def part(self, code: str) -> TimeValue:
        """A part of this day: "NI" for its night."""
        return replace(self, type="TIME", value=f"{self.value}T{code}" if self.value else None)


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    if not 1 <= year <= MAXYEAR:
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    return (date(year, month, day),) * 2 if day <= length else None


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, month or day; years before our era are negative (480 BC is -480)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> Moment:
        """The moment of a calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def calendar_day(self) -> date | None:
        """The calendar day, if this is one."""
        bounds = _bounds(self.year, self.month, self.day) if self.month and self.day else None
        return bounds[0] if bounds else None

    @property
    def first(self) -> date | None:
        """The first day."""
        bounds = _bounds(self.year, self.month, self.day)
        return bounds[0] if bounds else None

    @property
    def valid(self) -> bool:
        """False for 31 April and the like."""
        return self.year < 0 or _bounds(self.year, self.month, self.day) is not None

    def text(self) -> str:
        """The TIMEX3 value."""
        year = f"BC{-self.year:04}" if self.year < 0 else f"{self.year:04}"
        return year + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "")

    def value(self) -> TimeValue:
        """This moment as the value of an expression."""
        precision = "day" if self.day else "month" if self.month else "year"
        first, last = _bounds(self.year, self.month, self.day) or (None, None)
        return TimeValue("DATE", self.text(), first, last, precision)

    def moved(self, count: int, unit: str) -> Moment | None:
        """The moment `count` units on, known to the unit; None where this moment is not known well enough."""
        if abs(count) > _MAX_COUNT:
            return None
        if unit in "YdC":
            return _year(self.year + count * {"Y": 1, "d": 10, "C": 100}[unit], self.year)
        if self.month and unit in "mQ":
            months = self.year * 12 + self.month - 1 + count * (3 if unit == "Q" else 1)
            return Moment(months // 12, months % 12 + 1)
        day = self.calendar_day
        if day is None or unit not in "DWE":
            return None
        try:
            return Moment.of(day + timedelta(days=count * (1 if unit == "D" else 7)))
        except OverflowError:
            return None

    def within(self, unit: str) -> TimeValue | None:
        """The unit that this moment lies in: its day, week, decade ...; None where it is not known well enough."""
        day = self.calendar_day
        if unit == "Y":
            return Moment(self.year).value()
        if unit == "d" and self.year > 0:
            return decade(self.year // 10 * 10)
        if unit == "C" and self.year > 0:
            return century((self.year - 1) // 100 + 1)
        if unit == "m" and self.month:
            return Moment(self.year, self.month).value()
        if unit == "Q" and self.month:
            return quarter(self.year, (self.month - 1) // 3 + 1)
        if unit == "D" and day:
            return self.value()
        if unit in "WE" and day:
            return week(day, weekend=unit == "E")
        return None

    def unknown(self, unit: str) -> TimeValue:
        """Some unit within this moment: "the next day" after a month is a day of that month, nobody knows which."""
        known = self.value()
        if unit == "D" and not self.day:
            return replace(known, value=f"{known.value}-XX" if self.month else f"{known.value}-XX-XX")
        if unit in "WE":
            return replace(Moment(self.year).value(), value=f"{Moment(self.year).text()}-WXX")
        return replace(known, value=f"{known.value}-XX") if unit == "m" and not self.month else known


def _year(year: int, before: int) -> Moment | None:
    # There is no year 0.
    if before < 0 <= year:
        year += 1
    elif before > 0 >= year:
        year -= 1
    return Moment(year) if abs(year) <= MAXYEAR else None


def week(day: date, *, weekend: bool = False) -> TimeValue:
    """The ISO week of a day, or the weekend that ends it."""
    monday = day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    iso = monday.isocalendar()
    sunday = date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))
    first = date.fromordinal(min(monday.toordinal() + 5, sunday.toordinal())) if weekend else monday
    return TimeValue("DATE", f"{iso.year}-W{iso.week:02}" + ("-WE" if weekend else ""), first, sunday, "week")


def quarter(year: int, number: int) -> TimeValue:
    """The first to fourth quarter of a year."""
    first, last = Moment(year, number * 3 - 2).first, Moment(year, number * 3).value().last
    return TimeValue("DATE", f"{Moment(year).text()}-Q{number}", first, last, "month")


def half(year: int, number: int) -> TimeValue:
    """The first or second half of a year."""
    first, last = Moment(year, 1 if number == 1 else 7).first, Moment(year, 6 if number == 1 else 12).value().last
    return TimeValue("DATE", f"{Moment(year).text()}-H{number}", first, last, "month")


def season(year: int, code: str) -> TimeValue:
    """A northern season of a year; the winter of a year begins in its December."""
    begins = Moment(year, _SEASONS[code])
    ends = begins.moved(2, "m") or begins
    return TimeValue("DATE", f"{Moment(year).text()}-{code}", begins.first, ends.value().last, "month")


def season_month(code: str) -> int:
    """The month that a season begins in."""
    return _SEASONS[code]


def decade(year: int) -> TimeValue:
    """The ten years from `year`."""
    return TimeValue("DATE", f"{year // 10:03}", Moment(year).first, Moment(year + 9).value().last, "year")


def century(number: int, *, before_christ: bool = False) -> TimeValue:
    """The first, second ... twenty-first century."""
    if before_christ:
        return TimeValue("DATE", f"BC{number - 1:02}", precision="year")
    first, last = Moment(number * 100 - 99).first, Moment(number * 100).value().last
    return TimeValue("DATE", f"{number - 1:02}", first, last, "year")


def duration(count: float | None, unit: str) -> TimeValue:
    """So many units; an unknown number is X."""
    letter = {"m": "M", "d": "DE", "C": "CE", "S": "S", "E": "WE"}.get(unit, unit)
    number = "X" if count is None else f"{count:g}" if count < _MAX_COUNT else str(int(count))
    return TimeValue("DURATION", f"P{'T' if unit in 'HMS' else ''}{number}{letter}")


def reference(name: str) -> TimeValue:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""
    return TimeValue("DATE", name)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, (hundreds, rest) = year % 19, divmod(year, 100)
    leap, odd = divmod(hundreds, 4)
    epact = (19 * golden + hundreds - leap - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * odd + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday by its rule in times.toml; None where it moves with another calendar."""
    if not rule or not 1 <= year <= MAXYEAR:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    if "-" in rule and ":" not in rule:
        month, day = map(int, rule.split("-"))
        return date(year, month, day)
    month, nth, weekday = map(int, rule.split(":"))
    days = [d for d in range(1, calendar.monthrange(year, month)[1] + 1) if date(year, month, d).weekday() == weekday]
    return date(year, month, days[nth - 1 if nth > 0 else nth])
