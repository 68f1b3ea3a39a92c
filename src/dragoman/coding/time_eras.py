"""Expressions that name more than a month: years, seasons, quarters, decades, centuries; and holidays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from . import time_values as values
from .time_found import MONTH, Found, month_step, told, year_named
from .time_values import Moment, TimeValue

__all__ = ["ERAS", "holiday"]

_ORDINAL = ("ordinal", "dayth", "second")
_COUNTED = {
    "men",
    "people",
    "troops",
    "soldiers",
    "percent",
    "km",
    "metres",
    "meters",
    "miles",
    "tons",
    "tonnes",
    "feet",
}
_BEFORE_YEAR = {
    "in",
    "prep",
    "afterwards",
    "before",
    "open",
    "dash",
    "of",
    "edge",
    "comma",
    "to",
    "and",
    "the",
    "season",
    "at",
}


def season(found: Found) -> TimeValue | None:
    """A season of the year named or told."""
    code = found.value_of("season", "fallseason")
    begins = values.season_month(code)
    step = found.step()
    if step and not found.has("unit"):
        base = found.base()
        # "Last summer", said in summer, is the one before.
        year = base.year + month_step(step, begins + 2 if step < 0 else begins, base) if base else None
    else:
        year = year_named(found, begins)
    if year is None:
        return TimeValue("DATE", f"XXXX-{code}")
    found.anchors.tell(Moment(year), found.start)
    return values.season(year, code)


def fall(found: Found) -> TimeValue | None:
    """ "in the fall" is a season; "the fall of Berlin" is not (the rule sees to that)."""
    following = found.beside(1)
    return None if following is not None and following.text.lower() in {"in", "from", "when"} else season(found)


def quarter(found: Found) -> TimeValue | None:
    """The second quarter of 2025, Q2."""
    word = found.first("quartercode")
    number = int(word.text[1]) if word else int(found.value_of(*_ORDINAL) or 0)
    last = found.anchors.told
    year = year_named(found) or (last.year if last else None)
    if not 1 <= number <= 4 or year is None:
        return None
    return values.quarter(year, number)


def century(found: Found) -> TimeValue | None:
    """The nineteenth century, the 4th century BC."""
    number = int(found.value_of(*_ORDINAL))
    return values.century(number, before_christ=found.has("bc")) if 1 <= number <= 25 else None


def decade(found: Found) -> TimeValue | None:
    """The 1990s, the '90s."""
    word = found.first("decade")
    assert word is not None
    digits = "".join(c for c in word.text if c.isdigit())
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    found.anchors.tell(Moment(year), found.start)
    return values.decade(year)


def holiday(found: Found) -> TimeValue | None:
    """A holiday of the year named, else the nearest one."""
    rule = found.value_of("holiday")
    fixed = values.holiday(rule, 2000)
    if fixed is None:
        return TimeValue("DATE", "XXXX-XX-XX")
    year = found.value_of("year") or found.anchors.year_of(fixed.month, fixed.day, found.start)
    day: date | None = values.holiday(rule, int(year)) if year else None
    return told(found, Moment.of(day)) if day else TimeValue("DATE", "XXXX-XX-XX")


def year_(found: Found) -> TimeValue | None:
    """A year, early, late or half of it."""
    number = year_named(found)
    if number is None:
        return None
    if found.has("half") and any(w.text.lower() == "half" for w in found.inside):
        found.anchors.tell(Moment(number), found.start)
        return values.half(number, 1 if found.value_of("ordinal") == 1 else 2)
    return told(found, Moment(number))


def bare_year(found: Found) -> TimeValue | None:
    """Four digits that are a year and not a number of things."""
    word, before, following = found.inside[0], found.beside(-1), found.beside(1)
    after = following.text if following else ""
    if before is not None and before.text in {"$", "£", "€", "No", "#", "+"}:
        return None
    if after in {"%", "°"} or after.lower() in _COUNTED:
        return None
    expected = before is not None and before.cls in _BEFORE_YEAR
    plural = (
        after.islower()
        and after.endswith("s")
        and not after.endswith("ss")
        and after.isalpha()
        and after not in {"was", "is", "as", "has"}
    )
    if plural and (not expected or int(word.value) % 100 == 0):
        return None
    if not expected and after.islower() and int(word.value) % 100 == 0:
        return None
    return year_(found)


def short_year(found: Found) -> TimeValue | None:
    """The second year of "1939-45"."""
    before, word = found.beside(-2), found.inside[0]
    if before is None or before.cls != "year" or len(word.text) != 2 or not word.text.isdigit():
        return None
    number = int(before.value) // 100 * 100 + int(word.text)
    return told(found, Moment(number)) if number > int(before.value) else None


def bc_year(found: Found) -> TimeValue | None:
    """480 BC; the 470s BC."""
    number = int(found.value_of("number", "year", "day") or 0)
    if found.has("decade"):
        digits = "".join(c for c in found.value_of("decade") if c.isdigit())
        return TimeValue("DATE", f"BC{int(digits) // 10:03}", precision="year")
    return told(found, Moment(-number)) if number else None


def bc_month(found: Found) -> TimeValue | None:
    """April 480 BC."""
    return told(found, Moment(-int(found.value_of("number")), found.value_of(*MONTH)))


ERAS: dict[str, Callable[[Found], TimeValue | None]] = {
    "bare_year": bare_year,
    "bc_month": bc_month,
    "bc_year": bc_year,
    "century": century,
    "decade": decade,
    "fall": fall,
    "holiday": holiday,
    "quarter": quarter,
    "season": season,
    "short_year": short_year,
    "year": year_,
}
