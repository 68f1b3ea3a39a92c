"""The people of one article, as the article itself introduces them.

"Russian Foreign Minister Sergey Lavrov" makes every later "Lavrov" RUS GOV in that article. Introductions are read off the tokens,
without a parse, so that people introduced in sentences which hold no event are known too. Nothing is carried between articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from ..knowledge import Match

__all__ = ["Introduction", "name_run", "read_introductions"]

_FAMILY_NAME_FIRST = {"PRK", "KOR", "CHN", "TWN", "VNM", "KHM", "HKG", "MMR", "SGP"}
_TITLES = {
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "sir",
    "lord",
    "lady",
    "madame",
    "herr",
    "prof.",
    "sheikh",
    "shaikh",
    "maulana",
}
_BETWEEN = {
    "de",
    "al",
    "bin",
    "ibn",
    "von",
    "van",
    "der",
    "da",
    "dos",
    "del",
    "el",
    "ben",
    "la",
    "le",
    "abu",
    "-",
    "ul",
    "ur",
    "bint",
    "di",
}
_PLACES = {"country", "adjective", "demonym", "region", "capital", "organisation", "seat"}
_POSSESSIVE = {"'s", "’s", "'", "’"}
_NO_NAME = {"in", "on", "at", "of", "the", "and", "for", "to", "by", "with", "from", "as", "after", "over"}
"""Words that a headline writes large, and that no name goes on with."""
_CLAUSE = {"who", "whom", "which", "that", "told", "said", "as", "when", "where"}


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the article says of a person: tokens of the name [start, end), country, sectors, office."""

    name: str
    start: int
    end: int
    country: str | None
    sectors: tuple[str, ...]
    office: str | None

    def merged(self, other: Introduction) -> Introduction:
        """This introduction, with what it lacks taken from another one of the same person."""
        return replace(
            self,
            name=max(self.name, other.name, key=len),
            country=self.country or other.country,
            sectors=self.sectors or other.sectors,
            office=self.office or other.office,
        )

    def names(self) -> Iterator[str]:
        """The names by which later sentences may call the person."""
        words = self.name.split()
        yield self.name.casefold()
        yield words[-1].casefold()
        if len(words) > 1 and self.country in _FAMILY_NAME_FIRST:
            yield words[0].casefold()
        if len(words) > 2 and "-" not in words:
            yield " ".join(words[-2:]).casefold()


def _capitalised(token: Token) -> bool:
    return token.text[:1].isupper() and any(c.isalpha() for c in token.text)


def name_run(doc: Doc, start: int, cover: Mapping[int, Match], limit: int) -> int:
    """The end of the run of capitalised words that begins at token `start`: a person's name as printed."""
    i = start
    while i < limit and doc[i].lower_ in _TITLES:
        i += 1
    first = i
    while i < limit:
        token = doc[i]
        match = cover.get(i)
        if match is not None and match.name.kind not in {"person", "region", "capital", "demonym"}:
            break
        if token.lower_ in _NO_NAME and token.text.istitle():
            break
        if _capitalised(token) or (
            i > first and (token.lower_ in _BETWEEN) and i + 1 < limit and (_capitalised(doc[i + 1]) or doc[i + 1].text == "-")
        ):
            i += 1
        else:
            break
    return i if i > first else start


def _country_before(doc: Doc, office: Match, cover: Mapping[int, Match]) -> tuple[str | None, tuple[str, ...]]:
    """Country (and sectors of a party or body) named in front of an office: "Russian", "Syria's", "UN", "US Defense Secretary"."""
    i = office.start - 1
    steps = 0
    while i >= 0 and steps < 6:
        token = doc[i]
        match = cover.get(i)
        if match is not None and match.name.kind in _PLACES and (match.name.country or match.name.kind == "organisation"):
            return match.name.country, match.name.sectors if match.name.kind == "organisation" else ()
        if match is not None and match.name.kind in {"office", "role"}:
            i, steps = match.start - 1, steps + 1
            continue
        plain = (
            token.text in _POSSESSIVE
            or token.text == "-"
            or (token.is_alpha and token.lower_ not in {"and", "the", "a", "an", "of", "by", "with", "to"})
        )
        if not plain or (
            _capitalised(token)
            and match is None
            and not token.is_sent_start
            and token.text not in _POSSESSIVE
            and doc[i + 1].text not in _POSSESSIVE
            and steps > 2
        ):
            return None, ()
        if token.lower_ in {"said", "told", "by", "and", "met", "with", "that", "as", "for", "in", "on", "at", "from"}:
            return None, ()
        i -= 1
        steps += 1
    return None, ()


def _country_after(doc: Doc, i: int, cover: Mapping[int, Match]) -> tuple[str | None, int]:
    """Country after an office: "president of Mali", "minister for foreign affairs of the Kyrgyz Republic"."""
    if i < len(doc) and doc[i].lower_ in {"of", "for", "from", "in"}:
        j = i + 1
        while j < len(doc) and j < i + 5:
            match = cover.get(j)
            if match is not None and match.name.kind in _PLACES and match.name.country:
                return match.name.country, match.end
            if doc[j].is_punct:
                break
            j += 1
    return None, i


def read_introductions(
    doc: Doc, matches: list[Match], cover: Mapping[int, Match], body_of: Callable[[Match], str | None]
) -> list[Introduction]:
    """All introductions of people with an office or a known name, in order of the text. `body_of` tells the body or state that an
    office itself names: "UN spokesman"."""
    found: list[Introduction] = []
    for match in matches:
        if match.name.kind == "person":
            # A known name alone; its office on the day is asked for by the caller.
            end = max(match.end, name_run(doc, match.start, cover, min(len(doc), match.end + 2)))
            begin = match.start
            found.append(Introduction(doc[begin:end].text, begin, end, match.name.country, match.name.sectors, None))
        if match.name.kind not in {"office", "role"} or match.name.name == "counterpart":
            continue
        country, sectors = _country_before(doc, match, cover)
        country = body_of(match) or country
        after = match.end
        if country is None:
            country, after = _country_after(doc, match.end, cover)
        start = after
        if start < len(doc) and doc[start].text == "," and start + 1 < len(doc) and _capitalised(doc[start + 1]):
            start += 1
        limit = min(len(doc), start + 6)
        sentence_end = next((i for i in range(match.end, limit) if doc[i].is_sent_start), limit)
        end = name_run(doc, start, cover, sentence_end)
        single = end - start == 1 and start != after
        if end > start and not (cover.get(start) and cover[start].name.kind in _PLACES and end - start == 1) and not single:
            while start < end and doc[start].lower_ in _TITLES:
                start += 1
            if end > start:
                if country is None:
                    # "Defence Minister Boris Orlov of Latvia".
                    country, _ = _country_after(doc, end, cover)
                found.append(
                    Introduction(doc[start:end].text, start, end, country, match.name.sectors or sectors, match.name.name)
                )
                continue
        # "Choe Son Hui, the North Korean foreign minister,": the name stands before.
        found.extend(_before(doc, match, country, cover))
    return found


def _before(doc: Doc, office: Match, country: str | None, cover: Mapping[int, Match]) -> Iterator[Introduction]:
    i = office.start - 1
    while i >= 0 and office.start - i < 8 and doc[i].text != ",":
        if (doc[i].is_punct and doc[i].text != "-") or doc[i].lower_ in _CLAUSE or doc[i].pos_ == "VERB":
            return
        i -= 1
    if i <= 0 or doc[i].text != ",":
        return
    end = i
    start = end
    while (
        start > 0
        and not doc[start].is_sent_start
        and end - start < 5
        and (_capitalised(doc[start - 1]) or doc[start - 1].lower_ in _BETWEEN)
    ):
        match = cover.get(start - 1)
        if match is not None and match.name.kind not in {"person", "region", "capital", "demonym"}:
            break
        start -= 1
    if end - start >= 2:
        yield Introduction(doc[start:end].text, start, end, country, office.name.sectors, office.name.name)
