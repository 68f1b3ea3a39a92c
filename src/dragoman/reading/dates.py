"""The day (and time) of publication, as people write it in file headers and metadata, to ISO 8601.

Only unambiguous forms are read: `07/12/2025` is one day in London and another in New York, so it is not. Dates inside the
text of a report are none of this module's business.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta, timezone

__all__ = ["leading_date", "published_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {"Z": 0, "UTC": 0, "UT": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3}
_ZONES |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9, "KST": 9}

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH = r"(?P<{}>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = (
    r"(?:(?P<y1>\d{4})(?P<separator>[-/.])(?P<m1>\d{1,2})(?P=separator)(?P<d1>\d{1,2})"
    r"|(?P<y2>\d{4})(?P<m2>\d\d)(?P<d2>\d\d)"
    rf"|{_WEEKDAY}{_DAY.format('d3')}[\s-]+(?:of\s+)?{_MONTH.format('m3')},?[\s-]+(?P<y3>\d{{4}})"
    rf"|{_WEEKDAY}{_MONTH.format('m4')}\s+{_DAY.format('d4')},?\s+(?P<y4>\d{{4}}))"
)
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?"
    rf"(?:\s*(?P<zone>[+-]\d{{2}}:?\d{{2}}|(?:{'|'.join(_ZONES)})\b)(?:\s*\([^)]*\))?)?"
)
_WHOLE = re.compile(rf"\s*{_DATE}(?:(?:T|,?\s+(?:at\s+)?){_CLOCK})?\s*", re.IGNORECASE)
# After a blank a clock time may already belong to the report ("date 2025-07-12 10:30 talks began …").
_LEADING = re.compile(rf"{_DATE}(?:T{_CLOCK})?(?![\w-])", re.IGNORECASE)
# GDELT and archives write 20250712103000.
_STAMP = re.compile(r"\s*(\d{8})(\d\d)(\d\d)(\d\d)\s*")


def published_date(text: str) -> str | None:
    """The ISO date or datetime that `text` as a whole states, or None where it states none or an ambiguous one."""
    if stamp := _STAMP.fullmatch(text):
        text = "{}T{}:{}:{}".format(*stamp.groups())
    match = _WHOLE.fullmatch(text)
    return _iso(match) if match else None


def leading_date(text: str) -> tuple[str | None, int] | None:
    """The date that `text` begins with, and where it ends; None where it begins with nothing like one.

    `("…", end)` for a date; `(None, end)` for something of its form that is no day, such as 2025-02-30.
    """
    match = _LEADING.match(text)
    return (_iso(match), match.end()) if match else None


def _iso(match: re.Match[str]) -> str | None:
    form = next(number for number in "1234" if match[f"y{number}"])
    month = match[f"m{form}"]
    try:
        day = date(
            int(match[f"y{form}"]),
            int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1,
            int(match[f"d{form}"]),
        )
        return f"{day}T{_clock(match)}" if match["hour"] else str(day)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(match[0])
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    fraction = (match["fraction"] or "").ljust(6, "0")[:6]
    return time(hour, int(match["minute"]), int(match["second"] or 0), int(fraction), _zone(match["zone"])).isoformat()


def _zone(zone: str | None) -> timezone | None:
    if zone is None:
        return None
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        return timezone(-offset if zone[0] == "-" else offset)
    return timezone(timedelta(hours=_ZONES[zone.upper()]))
