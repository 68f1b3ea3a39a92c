"""Finds known names in tokens: leftmost, longest, never overlapping.

A token is cut into pieces before it is looked up, so that "al-Qaeda" is found as one token or as three, "Côte d’Ivoire"
with either apostrophe and with or without its accent, and "U.S." as well as "US". A match always covers whole tokens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

__all__ = ["Match", "Matcher", "Name", "pieces_of"]


@dataclass(frozen=True, slots=True)
class Name:
    """What a name means."""

    kind: str
    """country, adjective, demonym, capital, seat, region, organisation, agency, outlet, office, role, person or vague"""
    name: str
    """the canonical name: "Russia" for "Moscow" and "Russian"; "NATO"; "foreign minister" """
    country: str | None
    """ISO 3166 alpha-3, or one of PLOVER's IGO UNO EUR NGO ISM IMG MNC"""
    sectors: tuple[str, ...]
    entity_kind: str
    """state, organisation, person, group or unnamed"""
    wikidata: str | None = None
    since: date | None = None
    until: date | None = None

    def held_on(self, day: date | None) -> bool:
        """Whether the name was in force on `day`; a day that is not known is no objection."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))


@dataclass(frozen=True, slots=True)
class Match:
    """A name found at tokens `start` to `end`, end exclusive; `others` is what else it can mean."""

    start: int
    end: int
    name: Name
    others: tuple[Name, ...] = ()


_SEPARATORS = re.compile(r"[-\u2010\u2011'’‘ʼʻ`\s]+")
_MARKS = re.compile(r"([(),/&]|(?<=\w)\+(?=\w))")
_LETTERS = str.maketrans({"ı": "i", "İ": "I", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"})

# Acronyms that are also English words: not read as names where everything is in capitals.
_WORDS_IN_CAPITALS = frozenset(
    "ACT AID ALBA APP CAR ETA FACT FED FIS ICE IS IT LET MAP MAS MAY MEND PA PACE PAN PAP SAFE SPA TAK TAP UNI US WHO".split()
)

_CACHE_WORDS = 200_000


def pieces_of(word: str) -> tuple[str, ...]:
    """A token cut at hyphens and apostrophes, without accents and without the dots of an abbreviation."""
    if word.isascii() and word.isalpha():
        return (word,)
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple(_without_dots(part) for part in _SEPARATORS.split(plain) if part)


def _without_dots(part: str) -> str:
    if "." in part and any(character.isalpha() for character in part):
        return part.replace(".", "")
    return part


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A token's pieces as they stand and in small letters."""

    pieces: tuple[str, ...]
    small: tuple[str, ...]
    begins: bool
    """whether a name can begin with it: most words need no further look"""


class Matcher:
    """Two tries: proper names, which heed capitals, and common ones, which do not.

    `derived` are common names that count only where no other is spelled so: the plurals.
    """

    def __init__(
        self,
        proper: Iterable[tuple[str, Name]],
        common: Iterable[tuple[str, Name]] = (),
        derived: Iterable[tuple[str, Name]] = (),
    ) -> None:
        exact: dict[tuple[str, ...], list[Name]] = {}
        for text, name in proper:
            for key in _spellings(text):
                _add(exact, key, name)
        for key, names in list(exact.items()):
            exact.setdefault(tuple(piece.upper() for piece in key), names)
        small: dict[tuple[str, ...], list[Name]] = {}
        for text, name in common:
            for key in _cuts(text):
                _add(small, _lower(key), name)
        plural: dict[tuple[str, ...], list[Name]] = {}
        for text, name in derived:
            for key in _cuts(text):
                _add(plural, _lower(key), name)
        small = plural | small
        self._proper = _trie(exact)
        self._common = _trie(small)
        self._known: dict[str, _Word] = {}

    def match(self, words: Sequence[str]) -> list[Match]:
        """The names in `words`, in order."""
        exact: list[str] = []
        small: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        places: list[int] = []
        for index, word in enumerate(words):
            known = self._known.get(word) or self._cut(word)
            if known.begins:
                places.append(len(exact))
            if len(known.pieces) == 1:
                starts.append(index)
                ends.append(index + 1)
            elif known.pieces:
                inside = [-1] * (len(known.pieces) - 1)
                starts += [index, *inside]
                ends += [*inside, index + 1]
            exact += known.pieces
            small += known.small
        found: list[Match] = []
        after = 0
        for position in places:
            if position < after:
                continue
            start = starts[position]
            stop, names = _longest(self._proper, exact, ends, position)
            other_stop, others = _longest(self._common, small, ends, position)
            if other_stop > stop:
                stop, names = other_stop, others
            if stop > position and not _shouted_word(words, exact, position, stop, start):
                found.append(Match(start, ends[stop - 1], names[0], names[1:]))
            after = stop
        return found

    def _cut(self, word: str) -> _Word:
        pieces = pieces_of(word)
        small = _lower(pieces)
        begins = bool(pieces) and (pieces[0] in self._proper.next or small[0] in self._common.next)
        known = _Word(pieces, small, begins)
        if len(self._known) >= _CACHE_WORDS:
            self._known.clear()
        self._known[word] = known
        return known


def _longest(root: _Node, pieces: list[str], ends: list[int], start: int) -> tuple[int, tuple[Name, ...]]:
    """Where the longest name that begins at `start` stops, and what it means; `start` itself where there is none."""
    node = root.next.get(pieces[start])
    best = start
    names: tuple[Name, ...] = ()
    position = start
    while node is not None:
        if node.names and ends[position] >= 0:
            best, names = position + 1, node.names
        position += 1
        node = node.next.get(pieces[position]) if position < len(pieces) else None
    return best, names


def _shouted_word(words: Sequence[str], pieces: list[str], start: int, stop: int, token: int) -> bool:
    """Whether a match is an everyday word among words that are all in capitals, as "US" in "TELL US MORE"."""
    if stop - start > 1 or pieces[start] not in _WORDS_IN_CAPITALS or "." in words[token]:
        return False
    around = [word for word in words[max(0, token - 3) : token + 4] if word.isalpha() and len(word) > 1]
    return len(around) > 1 and all(word.isupper() for word in around)


def _spellings(text: str) -> Iterator[tuple[str, ...]]:
    """How a proper name is looked up: "the X" as "X", "The X" with either article, "al-X" also as "Al-X"."""
    for pieces in _cuts(text.removeprefix("the ")):
        yield pieces
        first, *rest = pieces
        if first == "The":
            yield ("the", *rest)
        elif first[0].islower():
            yield (first[0].upper() + first[1:], *rest)


def _cuts(text: str) -> Iterator[tuple[str, ...]]:
    """How a name can be cut into pieces: "Lt. Gen." with the dot of "Lt." as part of the word or as a token of its own."""
    if text.isascii() and text.replace(" ", "").isalnum():
        yield tuple(text.split())
        return
    words = _MARKS.sub(r" \1 ", text).split()
    ways = [
        (pieces_of(word), (*pieces_of(word), ".")) if word.endswith(".") and position < len(words) - 1 else (pieces_of(word),)
        for position, word in enumerate(words)
    ]
    for way in product(*ways):
        pieces = tuple(piece for part in way for piece in part)
        if pieces:
            yield pieces


def _lower(pieces: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(piece.lower() for piece in pieces)


def _add(names: dict[tuple[str, ...], list[Name]], key: tuple[str, ...], name: Name) -> None:
    """Adds a meaning, unless it is one already: the same thing of the same state, as an adjective that is also a demonym."""
    known = names.setdefault(key, [])
    if all((other.name, other.country) != (name.name, name.country) for other in known):
        known.append(name)


def _trie(names: dict[tuple[str, ...], list[Name]]) -> _Node:
    root = _Node()
    for key, meanings in names.items():
        node = root
        for piece in key:
            if piece not in node.next:
                node.next[piece] = _Node()
            node = node.next[piece]
        node.names = tuple(meanings)
    return root
