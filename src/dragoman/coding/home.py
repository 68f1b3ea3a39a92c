"""The dateline of a report, and the country that it is written from or about: whose police "the police" are.

Only where the text says so: in its dateline, or by naming a single country from beginning to end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from ..knowledge import Match
from .where import Toponym

__all__ = ["dateline_of", "governed_country", "only_country", "tells_of", "towns_country"]

_LATIN = [chr(code) for code in range(0x41, 0x250)]
_UPPER = "".join(letter for letter in _LATIN if letter.isupper())
_LOWER = "".join(letter for letter in _LATIN if letter.islower())
_CAPITALS = rf"[{_UPPER}][{_UPPER}'’.\-]{{2,}}(?:[ /][{_UPPER}][{_UPPER}'’.\-]+){{0,3}}"
_TITLE = rf"[{_UPPER}][{_LOWER}]{{2,}}(?: [{_UPPER}][{_LOWER}]+){{0,2}}"
_DATELINE = re.compile(
    rf"\s*(?:(?P<city>{_CAPITALS})(?:,[^—–\n()]{{0,40}})?(?:\s*\([^)\n]{{1,40}}\))?\s*(?:—|–|--|-)\s"
    rf"|(?P<title>{_TITLE}),[^—–\n()]{{0,40}}\([^)\n]{{1,40}}\)\s*(?:—|–|--|-)\s"
    rf"|(?P<slashed>{_CAPITALS}),[^/\n()]{{0,40}}\s/[^/\n]{{1,40}}/[.:]?\s"
    rf"|(?P<plain>{_TITLE}):\s)"
)
_NEAR = 400
"""characters within which a dateline begins"""
_GOVERNMENT = {"government", "parliament", "cabinet", "administration", "army"}
_FAR = 5
"""words between a country's name and its government: "South Sudan's transitional government", "the government of South Sudan" """
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
    place = found["city"] or found["title"] or found["slashed"] or found["plain"]
    return place.title() if place.isupper() else place, found.start(), found.end()


def only_country(cover: Mapping[int, Match], toponyms: Sequence[Toponym]) -> str | None:
    """The one country that the text names from beginning to end, if it is one."""
    countries = {m.name.country for m in cover.values() if m.name.kind in _NATIONAL} | {t.country for t in toponyms}
    countries -= {None}
    return countries.pop() if len(countries) == 1 else None


def governed_country(doc: Doc, cover: Mapping[int, Match]) -> str | None:
    """The one country whose government, parliament or army the text names with it, if it is one."""
    countries = set()
    for i, match in cover.items():
        if match.name.kind not in {"country", "adjective"} or match.name.country is None or i != match.start:
            continue
        after = doc[match.end : match.end + _FAR]
        before = doc[max(0, match.start - 3) : match.start]
        possessed = len(after) > 0 and (after[0].text in {"'s", "’s"} or match.name.kind == "adjective")
        owned = any(token.lower_ in _GOVERNMENT for token in _until_stop(after)) if possessed else False
        of = [token.lower_ for token in before]
        if owned or (len(of) > 1 and "of" in of and of[of.index("of") - 1] in _GOVERNMENT):
            countries.add(match.name.country)
    return countries.pop() if len(countries) == 1 else None


def towns_country(cover: Mapping[int, Match], toponyms: Sequence[Toponym]) -> str | None:
    """The one state whose towns the text tells of, at least two of them and no capitals, if it names that state too."""
    towns = [
        town
        for town in toponyms
        if town.precision in {"city", "district"}
        and town.country
        and not cover.keys() & set(range(town.token_start, town.token_end))
    ]
    countries = {t.country for t in towns}
    named = {match.name.country for match in cover.values() if match.name.kind in {"country", "adjective"}}
    return countries.pop() if len({t.name for t in towns}) > 1 and len(countries) == 1 and countries <= named else None


def _until_stop(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.is_punct or token.pos_ in {"VERB", "ADP"}:
            return
        yield token


def tells_of(country: str, cover: Mapping[int, Match]) -> bool:
    """Whether no other country is named more often than this one, so that a dateline there is a home and not a posting."""
    counts = Counter(m.name.country for i, m in cover.items() if i == m.start and m.name.kind in _NATIONAL and m.name.country)
    return not counts or counts[country] == max(counts.values())
