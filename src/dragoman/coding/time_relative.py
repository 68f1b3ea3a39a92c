"""Expressions that point from another date: yesterday, last week, two days later; and how long, how often."""

from __future__ import annotations

from collections.abc import Callable

from . import time_values as values
from .time_found import UNIT, Found, told
from .time_values import Moment, TimeValue

__all__ = ["RELATIVE"]

_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}
_COUNT = ("num", "day", "number")
_OFTEN = {
    "daily": "XXXX-XX-XX",
    "everyday": "XXXX-XX-XX",
    "nightly": "XXXX-XX-XXTNI",
    "hourly": "PT1H",
    "weekly": "XXXX-WXX",
    "fortnightly": "P2W",
    "monthly": "XXXX-XX",
}
_REACH = 30
"""words between a date and the "a day after" that leans on it"""
_EVERY = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "m": "XXXX-XX", "Y": "XXXX"}


def near_day(found: Found) -> TimeValue | None:
    """Yesterday, today, tomorrow, tonight, overnight, yesterday evening."""
    word = found.first(*_NEAR)
    now = found.anchors.now
    if word is None:
        return None
    moment = now.moved(_NEAR[word.cls], "D") if now else None
    day = told(found, moment) if moment else TimeValue("DATE", "XXXX-XX-XX")
    code = found.value_of("part") or ("NI" if word.cls in {"tonight", "overnight"} else None)
    return day.part(code) if day and code else day


def last_night(found: Found) -> TimeValue | None:
    """Last night: the one before the day of publication."""
    now = found.anchors.now
    moment = now.moved(-1, "D") if now else None
    day = told(found, moment) if moment else TimeValue("DATE", "XXXX-XX-XX")
    return day.part(found.value_of("part")) if day else None


def now(found: Found) -> TimeValue | None:
    """Now, currently, the present day."""
    return values.reference("PRESENT_REF")


def past(found: Found) -> TimeValue | None:
    """Recently, former, in the past."""
    return values.reference("PAST_REF")


def future(found: Found) -> TimeValue | None:
    """The future."""
    return values.reference("FUTURE_REF")


def how_often(found: Found) -> TimeValue | None:
    """Every week, per day, annually."""
    word = found.first("often")
    if word is not None:
        return TimeValue("SET", _OFTEN.get(word.text.lower(), "XXXX"))
    weekday = found.value_of("weekday")
    if weekday is not None:
        return TimeValue("SET", f"XXXX-WXX-{weekday + 1}")
    code = found.value_of("part")
    if code is not None:
        return TimeValue("SET", f"XXXX-XX-XXT{code}")
    season = found.value_of("season", "fallseason")
    if season is not None:
        return TimeValue("SET", f"XXXX-{season}")
    unit = "S" if found.has("second") else found.value_of(*UNIT)
    if found.has("every") and unit in _EVERY and not found.has(*_COUNT):
        return TimeValue("SET", _EVERY[unit])
    return TimeValue("SET", values.duration(found.value_of(*_COUNT) or 1, _unit(found)).value)


def _unit(found: Found) -> str:
    word = next((w for w in reversed(found.inside) if w.cls in UNIT), None)
    if word is None or word.cls == "second":
        return "S"
    return {"century": "C", "quarter": "Q"}.get(word.cls) or str(word.value)


def _count(found: Found) -> float | None:
    """The number of units; None for "several"."""
    numbers = [w for w in found.inside if w.cls in _COUNT]
    if not numbers:
        return 2 if found.has("couple") else None if found.has("few", "units") and not found.has("a") else _one(found)
    amounts = [float(str(w.value).replace(",", "")) for w in numbers]
    # "twenty-two" adds up, "two hundred" multiplies, "three or four" takes the first.
    if len(amounts) == 2 and amounts[0] >= 20 and amounts[1] < 10:
        return sum(amounts)
    return amounts[0] * amounts[1] if len(amounts) == 2 and amounts[1] == 100 else amounts[0]


def _one(found: Found) -> float | None:
    return None if found.has("few") else 1


def how_long(found: Found) -> TimeValue | None:
    """For three days, the next two weeks, a ten-day siege."""
    unit = _unit(found)
    if found.inside[0].cls == "second" and len(found.inside) == 1:
        return None
    return values.duration(_count(found), unit)


def offset(found: Found) -> TimeValue | None:
    """Two days later, a week ago, the day before."""
    back = found.has("earlier", "ago", "before", "previous") or (found.inside[-1].text.lower() == "before")
    unit = _unit(found)
    named = found.has(*_COUNT, "few", "a", "couple")
    vague = found.has("few") or (not named and found.has("units"))
    base = found.anchors.now if found.has("ago", "now") else found.anchors.told
    if vague or base is None:
        return values.reference("PAST_REF" if back else "FUTURE_REF")
    count = int(_count(found) or 1)
    if _opens_clause(found):
        if _names_date_before(found):
            # "on Thursday, a day after gunmen attacked": it is the attack that was a day before Thursday.
            back = not back
        elif not found.anchors.narrative:
            # "Two days after the coup, France …": neither day is told. "The move came two days after …": the move is the news.
            if not _follows_verb(found) or found.anchors.spoken is None:
                return values.reference("PAST_REF")
            base, back = found.anchors.spoken, not back
    return _moved(found, base, -count if back else count, unit)


def _opens_clause(found: Found) -> bool:
    """Whether "a day after" or "two weeks before" leads to what lies that far from another day."""
    following = found.beside(1)
    return found.inside[-1].text.lower() in {"after", "before"} and following is not None and following.text[:1].isalnum()


def _follows_verb(found: Found) -> bool:
    """Whether the words before it in its sentence, and no comma, tie it to a deed: "came two days after"."""
    before = [word for word in (found.beside(-1), found.beside(-2)) if word is not None]
    return len(before) == 2 and all(word.text[:1].isalpha() for word in before)


def _names_date_before(found: Found) -> bool:
    """Whether a date stands before it in its sentence, which it leans on."""
    at = found.anchors.named_at
    between = found.anchors.words[max(at, 0) : found.start]
    ends = any(word.text in {".", ";", "!", "?"} or "\n" in word.text for word in between)
    return at >= 0 and len(between) <= _REACH and not ends


def _moved(found: Found, base: Moment, count: int, unit: str) -> TimeValue | None:
    if unit in "HMS":
        return base.value().part("XX")
    moment = base.moved(count, unit)
    if moment is None:
        return base.unknown(unit)
    # Only years may fall out of the calendar's reach here, and those have no bounds.
    found.anchors.tell(moment, found.start)
    return moment.within("W" if unit == "E" else unit) or moment.value()


def relative(found: Found) -> TimeValue | None:
    """This week, last month, the following day, later that year."""
    unit = _unit(found)
    # "the same second", "this quarter of the town" and "the last hour" say nothing of a date.
    if unit in "HMS":
        return values.duration(1, unit) if found.has("last", "next") else None
    base = found.base()
    if base is None:
        return None
    step = found.step()
    moment = base.moved(step, unit) if step else base
    if moment is None:
        return base.unknown(unit)
    value = moment.within(unit)
    if value is None:
        return base.unknown(unit)
    if step or unit in "DmY":
        found.anchors.tell(moment if step or unit == "D" else found.anchors.told or moment, found.start)
    return value


def relative_edge(found: Found) -> TimeValue | None:
    """The end of the year, late last week."""
    if not found.has("the", "this", "that", "last", "next", "same", "previous", "following", "coming"):
        return None
    return relative(found)


def part_of_anchor(found: Found) -> TimeValue | None:
    """That night, this morning, the next evening, one afternoon."""
    code = found.value_of("part")
    base = found.base()
    if base is None or base.calendar_day is None:
        return TimeValue("TIME", f"{base.unknown('D').value}T{code}" if base else f"XXXX-XX-XXT{code}")
    moment = base.moved(found.step(), "D")
    day = told(found, moment) if moment else None
    return day.part(code) if day else None


def part_alone(found: Found) -> TimeValue | None:
    """At night; the morning of the day told."""
    code = found.value_of("part")
    base = found.anchors.told
    if found.has("the") and base is not None and base.calendar_day is not None:
        return base.value().part(code)
    return TimeValue("TIME", f"XXXX-XX-XXT{code}")


def that_time(found: Found) -> TimeValue | None:
    """At that time, the same period: what was told last."""
    base = found.anchors.told
    if found.has("next") or base is None:
        return None
    return base.value()


RELATIVE: dict[str, Callable[[Found], TimeValue | None]] = {
    "duration": how_long,
    "future": future,
    "last_night": last_night,
    "near_day": near_day,
    "now": now,
    "offset": offset,
    "part_alone": part_alone,
    "part_of_anchor": part_of_anchor,
    "past": past,
    "relative": relative,
    "relative_edge": relative_edge,
    "set": how_often,
    "that_time": that_time,
}
