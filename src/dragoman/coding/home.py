"""The country that a report is written from or about: whose police "the police" are.

Only where the text says so: by its dateline, or by naming a single country from beginning to end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from ..knowledge import Match
from .where import Toponym

__all__ = ["governed_country", "only_country", "tells_of", "towns_country"]

_GOVERNMENT = {"government", "parliament", "cabinet", "administration", "army"}
_FAR = 5
"""words between a country's name and its government: "South Sudan's transitional government", "the government of South Sudan" """
_NATIONAL = {"country", "adjective", "demonym", "capital", "region", "seat"}


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
