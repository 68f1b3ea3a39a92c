"""Dates as readers see them on a page: with labels, clocks and words around them, and in the order of their country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.reading.dates import leading_date, published_date

__all__ = ["dates_in", "is_date_line", "read_date"]

_LABEL = re.compile(
    r"^\W*(?:(?:first |originally )?(?:published|posted|issued|created|released)|date|on|publish(?:ed)? date|(?:last )?updated?)?"
    r"(?: (?:on|at))?\W*",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<separator>[/.-])(?P<b>\d{1,2})(?P=separator)(?P<year>(?:19|20)\d{2})")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?"
_ANYWHERE = re.compile(
    r"(?<![\w/-])(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
    rf"(?:{_DAY}[ -](?:of )?{_MONTH},?[ -]\d{{4}}|{_MONTH} {_DAY},? \d{{4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?![\d/-]*\d)"
    rf"(?:(?:T|,? ?(?:at |- |\| |· )?){_CLOCK}(?: ?(?:\([A-Z]{{2,4}}\)|[A-Z]{{2,4}}\b|[+-]\d{{2}}:?\d{{2}}))?)?",
    re.IGNORECASE,
)
_LONGEST_LINE = 90
_MONTH_FIRST = frozenset(["USA", "PHL", "PLW", "FSM", "MHL"])
"""countries that write 03/05/2031 for the fifth of March"""
_WORDS_OF_DATES = re.compile(
    rf"(?:published|posted|updated|modified|last|on|at|date|created|issued|by|gmt|utc|[ap]\.?m\b|{_CLOCK}|[a-z]*day\b|\W)+",
    re.IGNORECASE,
)


def read_date(value: str, country: str | None = None) -> str | None:
    """The ISO date or datetime that a value states, with a label before it or not; None where it states none, or one that could be two.

    `05/03/2031` is read by the custom of `country` (ISO 3166 alpha-3), and left where that is not known.
    """
    value = " ".join(value.split())
    bare = _LABEL.sub("", value, count=1)
    for form in (value, bare, re.sub(r"\s*(?:[|–—•·]|\s-)\s*", " ", bare, count=1).replace("(", "").replace(")", "")):
        found = published_date(form) or _by_custom(form, country)
        if found and "1990" <= found[:4] <= "2099":
            return found
    start = leading_date(bare)
    return start[0] if start and start[0] and "1990" <= start[0][:4] <= "2099" else None


def dates_in(line: str, country: str | None = None) -> Iterator[tuple[str, str]]:
    """The dates in a line, each with the words before it."""
    for match in _ANYWHERE.finditer(line):
        if found := read_date(match[0], country):
            yield found, line[max(0, match.start() - 25) : match.start()]


def is_date_line(line: str) -> bool:
    """Whether a line says little more than when."""
    if len(line) > _LONGEST_LINE or not (match := _ANYWHERE.search(line)):
        return False
    rest = _WORDS_OF_DATES.sub(" ", line[: match.start()] + " " + line[match.end() :]).strip()
    return len(rest) <= 0.35 * len(line) and not rest.endswith(".")


def _by_custom(value: str, country: str | None) -> str | None:
    """A date of numbers alone; with dots the day always stands first."""
    match = _NUMERIC.match(value)
    if match is None:
        return None
    a, b = int(match["a"]), int(match["b"])
    if a > 12 or match["separator"] == "." or (b <= 12 and country is not None and country not in _MONTH_FIRST):
        day, month = a, b
    elif b > 12 or country in _MONTH_FIRST or a == b:
        day, month = b, a
    else:
        return None
    iso = f"{match['year']}-{month:02}-{day:02}"
    rest = value[match.end() :].strip(" ,|-")
    return published_date(f"{iso} {rest}".strip()) or published_date(iso)
