"""The dateline of a report: "SEOUL, July 12 (Yonhap) —"."""

from __future__ import annotations

import re

from dragoman.records import Dateline

__all__ = ["dateline_of"]

_LATIN = [chr(code) for code in range(0x41, 0x250)]
_UPPER = "".join(letter for letter in _LATIN if letter.isupper())
_LOWER = "".join(letter for letter in _LATIN if letter.islower())
_CAPITALS = rf"[{_UPPER}][{_UPPER}'’.\-]{{2,}}(?:[ /][{_UPPER}][{_UPPER}'’.\-]+){{0,3}}"
_TITLE = rf"[{_UPPER}][{_LOWER}]{{2,}}(?: [{_UPPER}][{_LOWER}]+){{0,2}}"
_FORM = re.compile(
    rf"\s*(?:(?P<city>{_CAPITALS})(?:,(?P<after1>[^—–\n()]{{0,40}}))?(?:\s*\((?P<agency1>[^)\n]{{1,40}})\))?\s*(?:—|–|--|-)\s"
    rf"|(?P<title>{_TITLE}),(?P<after2>[^—–\n()]{{0,40}})\((?P<agency2>[^)\n]{{1,40}})\)\s*(?:—|–|--|-)\s"
    rf"|(?P<slashed>{_CAPITALS}),(?P<after3>[^/\n()]{{0,40}})\s/(?P<agency3>[^/\n]{{1,40}})/[.:]?\s"
    rf"|(?P<plain>{_TITLE}):\s)"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"(?:{_NUMBER} {_MONTH}|{_MONTH} {_NUMBER})(?:,? \d{{4}})?")
_NEAR = 400
"""characters within which a dateline begins"""


def dateline_of(text: str, start: int) -> Dateline | None:
    """The dateline near `start`; its `start` is where it begins, white space before it included, and its `end` where the report goes on."""
    found = _FORM.match(text, start)
    # A note ("(Corrects ...)") or a headline may stand before it.
    line = text.find("\n", start)
    while found is None and 0 <= line < start + _NEAR:
        found = _FORM.match(text, line)
        line = text.find("\n", line + 1)
    if found is None:
        return None
    place = found["city"] or found["title"] or found["slashed"] or found["plain"]
    after = found["after1"] or found["after2"] or found["after3"] or ""
    day = _DAY.search(after)
    return Dateline(
        text=found[0],
        place=place.title() if place.isupper() else place,
        day=day[0].rstrip(".") if day else None,
        agency=next((found[name].strip() for name in ("agency1", "agency2", "agency3") if found[name]), None),
        start=found.start(),
        end=found.end(),
    )
