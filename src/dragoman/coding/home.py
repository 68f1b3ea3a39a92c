"""The dateline of a report, and the country that it is written from or about: whose police "the police" are.

Only where the text says so: in its dateline, or by naming a single country from beginning to end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..knowledge import Match
from .where import Toponym

__all__ = ["dateline_of", "only_country"]

_LATIN = [chr(code) for code in range(0x41, 0x250)]
_UPPER = "".join(letter for letter in _LATIN if letter.isupper())
_LOWER = "".join(letter for letter in _LATIN if letter.islower())
_CAPITALS = rf"[{_UPPER}][{_UPPER}'’.\-]{{2,}}(?:[ /][{_UPPER}][{_UPPER}'’.\-]+){{0,3}}"
_TITLE = rf"[{_UPPER}][{_LOWER}]{{2,}}(?: [{_UPPER}][{_LOWER}]+){{0,2}}"
_DATELINE = re.compile(
    rf"\s*(?:(?P<city>{_CAPITALS})(?:,[^—–\n()]{{0,40}})?(?:\s*\([^)\n]{{1,40}}\))?\s*(?:—|–|--|-)\s"
    rf"|(?P<title>{_TITLE}),[^—–\n()]{{0,40}}\([^)\n]{{1,40}}\)\s*(?:—|–|--|-)\s"
    rf"|(?P<plain>{_TITLE}):\s)"
)
_NEAR = 400
"""characters within which a dateline begins"""
_NATIONAL = {"country", "adjective", "demonym", "capital", "region", "seat"}


def dateline_of(text: str, start: int) -> tuple[str, int, int] | None:
    """The place named by a dateline near `start` ("SEOUL, July 12 (Yonhap) —"), and where the dateline begins and ends."""
    found = _DATELINE.match(text, start)
    # A note ("(Corrects ...)") or a headline may stand before it.
    line = text.find("\n", start)
    while found is None and 0 <= line < start + _NEAR:
        found = _DATELINE.match(text, line)
        line = text.find("\n", line + 1)
    if found is None:
        return None
    place = found["city"] or found["title"] or found["plain"]
    return place.title() if place.isupper() else place, found.start(), found.end()


def only_country(cover: Mapping[int, Match], toponyms: Sequence[Toponym]) -> str | None:
    """The one country that the text names from beginning to end, if it is one."""
    countries = {m.name.country for m in cover.values() if m.name.kind in _NATIONAL} | {t.country for t in toponyms}
    countries -= {None}
    return countries.pop() if len(countries) == 1 else None
