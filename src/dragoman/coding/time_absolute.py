"""Expressions that name their day or month: dates, ranges of days, weekdays, parts and times of day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from . import time_values as values
from .time_eras import holiday
from .time_found import DAY, MONTH, UNIT, Found, month_step, told, year_named
from .time_values import Moment, TimeValue
from .time_words import Word

__all__ = ["ABSOLUTE"]

_COUNT = ("num", "day", "number")


def date_(found: Found) -> TimeValue | None:
    """A day and a month, with or without the year."""
    month, day = found.value_of(*MONTH), found.value_of(*DAY)
    year = year_named(found, month, day)
    if year is None:
        return TimeValue("DATE", f"XXXX-{month:02}-{day:02}")
    return told(found, Moment(year, month, day))


def iso(found: Found) -> TimeValue | None:
    """2025-07-11 or 2025-07-11T05:00."""
    text = found.inside[0].text
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    if not 1 <= month <= 12 or year < 1:
        return None
    value = told(found, Moment(year, month, day))
    return replace(value, type="TIME", value=text) if value and "T" in text else value


def clock(found: Found) -> TimeValue | None:
    """A time of day, of the day named beside it, else of the day told."""
    day: TimeValue | None = None
    if found.has(*MONTH):
        dated = [w for w in found.inside if w.cls in MONTH]
        at = found.inside.index(dated[0])
        near = found.words[found.start + max(at - 2, 0) : found.start + at + 5]
        numbers = [w for w in near if w.cls in DAY and not _is_hour(found, w)]
        if numbers:
            day = told(
                found,
                Moment(year_named(found, dated[0].value, numbers[0].value) or 0, dated[0].value, numbers[0].value),
            )
    elif found.has("weekday"):
        day = weekday(found)
    time = _time_of_day(found)
    if time is None:
        return None
    if day is None:
        last = found.anchors.told
        day = last.value() if last and last.day else TimeValue("DATE", "XXXX-XX-XX")
    return replace(day, type="TIME", value=f"{day.value}{time}")


def _is_hour(found: Found, word: Word) -> bool:
    following = next((w for w in found.words[found.start :] if w.start >= word.end), None)
    return following is not None and following.cls in {"ampm", "oclock"}


def _time_of_day(found: Found) -> str | None:
    named = found.value_of("clockword")
    if named:
        return str(named)
    exact = found.first("clock")
    if exact:
        hour, minute = (int(part) for part in exact.text.replace(".", ":").split(":")[:2])
    else:
        word = next((w for w in found.inside if w.cls in _COUNT and _is_hour(found, w)), None)
        if word is None:
            return None
        hour, minute = int(word.value), 0
    half = found.first("ampm")
    if half:
        hour = hour % 12 + (12 if half.text[0] in "pP" else 0)
    return f"T{hour:02}:{minute:02}" if hour <= 24 else None


def part_of_date(found: Found) -> TimeValue | None:
    """The night of 18 April, Friday morning."""
    code = found.value_of("part")
    if found.has(*MONTH):
        day = date_(found)
    elif found.has("holiday"):
        day = holiday(found)
    else:
        day = weekday(found)
    return day.part(code) if day else None


def day_before_month(found: Found) -> TimeValue | None:
    """The first day of "6-7 January 1916"."""
    following = found.ahead(*MONTH)
    if following is None:
        return None
    month, day = following.value, found.value_of(*DAY)
    later = next((w for w in found.words[found.end : found.end + 9] if w.cls in {"year", "stop", "other"}), None)
    year = later.value if later and later.cls == "year" else found.anchors.year_of(month, day, found.start)
    return told(found, Moment(int(year), month, day)) if year else None


def day_after_month(found: Found) -> TimeValue | None:
    """The second day of "May 3-5"."""
    before, month = found.beside(-2), found.beside(-3)
    last = found.anchors.told
    if before is None or month is None or last is None or before.cls not in DAY or not last.month:
        return None
    if month.cls not in (*MONTH, "and", "to", "dash"):
        return None
    return told(found, Moment(found.value_of("year") or last.year, last.month, found.value_of(*DAY)))


def day_of_anchor(found: Found) -> TimeValue | None:
    """ "the 13th": of the month told, unless it counts something ("the 13th division")."""
    following, last = found.beside(1), found.anchors.told
    if (
        not found.has("of")
        and following is not None
        and following.cls == "other"
        and following.text.isalpha()
        and (following.text.lower() not in {"was", "were", "had", "did", "when"})
    ):
        return None
    if (following is not None and following.cls in {"unit", "dash", "century", "part", "season"}) or not last or not last.month:
        return None
    return told(found, Moment(last.year, last.month, found.value_of("dayth")))


def unit_of_month(found: Found) -> TimeValue | None:
    """The last week of August, the first ten days of March."""
    month = found.value_of(*MONTH)
    year, unit = year_named(found, month), found.value_of(*UNIT)
    if year is None or unit not in ("D", "W", "E"):
        return None
    whole = Moment(year, month).value()
    if whole.first is None or whole.last is None:
        return whole
    length = whole.last.day
    number = found.value_of("ordinal", "second")
    size = (found.value_of(*_COUNT) or 1) * (1 if unit == "D" else 7)
    begin = length - size + 1 if number is None else (number - 1) * size + 1
    if not 1 <= begin <= length:
        return None
    found.anchors.tell(Moment(year, month), found.start)
    first, last = whole.first.replace(day=begin), whole.first.replace(day=min(begin + size - 1, length))
    if unit == "D" and first == last:
        return told(found, Moment.of(first))
    return TimeValue("DATE", values.week(first).value, first, last, "week")


def month(found: Found) -> TimeValue | None:
    """A month, of the year named, pointed at or told."""
    number = found.value_of(*MONTH)
    step = found.step()
    if step and not found.has(*UNIT):
        base = found.base()
        year = base.year + month_step(step, number, base) if base else None
    else:
        year = year_named(found, number)
    if year is None:
        return TimeValue("DATE", f"XXXX-{number:02}")
    return told(found, Moment(year, number))


def weekday(found: Found) -> TimeValue | None:
    """A weekday's name."""
    number = found.value_of("weekday")
    if found.has("that", "same", "previous", "following"):
        last = found.anchors.told
        base = last.calendar_day if last else None
        day = (
            found.anchors.weekday(number, found.start, step=found.step()) if base is None else _near(base, number, found.step())
        )
    else:
        day = found.anchors.weekday(number, found.start, step=found.step())
    return told(found, Moment.of(day)) if day else TimeValue("DATE", f"XXXX-WXX-{number + 1}")


def _near(base: date, number: int, step: int) -> date:
    shift = (number - base.weekday()) % 7
    if step < 0 or (step == 0 and shift > 3):
        shift -= 7
    return date.fromordinal(base.toordinal() + (shift or 7 * step))


ABSOLUTE: dict[str, Callable[[Found], TimeValue | None]] = {
    "clock": clock,
    "date": date_,
    "day_after_month": day_after_month,
    "day_before_month": day_before_month,
    "day_of_anchor": day_of_anchor,
    "iso": iso,
    "month": month,
    "part_of_date": part_of_date,
    "unit_of_month": unit_of_month,
    "weekday": weekday,
}
