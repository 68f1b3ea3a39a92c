"""Which words of a report may be a place's name, and what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..knowledge.gazetteer import Gazetteer, Location
from . import place_words as words

__all__ = ["PLACE_LABELS", "Candidate", "Reader", "spot"]

_LONGEST = 7
_JOINS = frozenset("of de la el al le les du des da do dos del di and the en sur am upon & - – ' ’ d' l' 's kwa y".split())
_BEGIN_A_NAME = frozenset("New San Santa St St. Fort Port Mount El La Los Las Racing Birds".split())
_PLACE_NOUNS = frozenset("mosque camp refugee crossing nuclear region corridor island peninsula".split())
_INSIDE = frozenset(("in", "at", "near", "outside"))
_HYPHENS = frozenset("-–‑")
_ARTICLES = frozenset(("al", "el", "an", "as", "ad", "ash", "at", "az"))
_PERSON_LABELS = frozenset(("PER", "PERSON"))
PLACE_LABELS = frozenset(("LOC", "GPE", "FAC"))
_BIG = 500_000
_STATES_IN_SHORT = frozenset(("US", "U.S.", "U.S", "UK", "U.K."))
_WELL_KNOWN = frozenset(("country", "province", "region", "continent", "water", "island", "site"))


@dataclass(slots=True)
class Candidate:
    """Tokens that may name a place. `evidence` is how much else but the name speaks for it."""

    start: int
    end: int
    text: str
    places: tuple[Location, ...]
    evidence: float = 0.0
    wanted: str | None = None
    """the kind that a noun beside the name says it is"""
    label: str | None = None
    """what the recogniser of names takes it for"""


class Reader:
    """The tokens of a report as plain lists, which are many times faster to walk than spaCy's."""

    def __init__(self, doc: Doc, entities: Sequence[tuple[int, int, str]]) -> None:
        self.text = doc.text
        self.words = [token.text for token in doc]
        self.starts = [token.idx for token in doc]
        self.capital = [_is_capital(word) for word in self.words]
        self.labels: list[tuple[int, int, str] | None] = [None] * len(self.words)
        for entity in entities:
            self.labels[entity[0] : entity[1]] = [entity] * (entity[1] - entity[0])
        self.titled, self.surnames = self._surnames()

    def span(self, start: int, end: int) -> str:
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.words[end - 1])]

    def word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def begins_sentence(self, index: int) -> bool:
        before = self.word(index - 1)
        return index == 0 or before in {".", "!", "?", '"', "“", "”", ":", "''", "``", "—"} or before.isspace()

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return index > 0 and self.starts[index] == self.starts[index - 1] + len(self.words[index - 1])

    def _surnames(self) -> tuple[frozenset[str], frozenset[str]]:
        """Words that follow a title somewhere in the report, and words that follow what may be a given name."""
        titled, surnames = set(), set()
        for index in range(1, len(self.words)):
            before, word = self.words[index - 1], self.words[index]
            if not (self.capital[index] and self.capital[index - 1] and word.isalpha()):
                continue
            if before in words.TITLES and before.endswith("."):
                titled.add(word)
            elif before.isalpha() and not _leads_a_place(before) and word not in words.ORGANISATION:
                surnames.add(word)
        for entity in {label for label in self.labels if label and label[2] in _PERSON_LABELS}:
            titled.add(self.words[entity[1] - 1])
        return frozenset(titled), frozenset(surnames)


def _leads_a_place(word: str) -> bool:
    small = word.lower()
    return word in words.DIRECTIONS or word in words.ORGANISATION or small in words.EVERYDAY or small in words.BEFORE


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (len(word) > 2 and word[:3].lower() in ("al-", "el-") and word[3:4].isupper())


def spot(reader: Reader, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Names that can be places, longest first, never overlapping."""
    index, total = 0, len(reader.words)
    while index < total:
        if not (reader.capital[index] or (reader.words[index] in _ARTICLES and reader.word(index + 1) in _HYPHENS)):
            index += 1
            continue
        found = _longest(reader, gazetteer, index)
        if found is None:
            index += 1
        else:
            if _judge(reader, found):
                yield found
            index = found.end


def _longest(reader: Reader, gazetteer: Gazetteer, start: int) -> Candidate | None:
    ends = []
    for end in range(start + 1, min(start + _LONGEST, len(reader.words)) + 1):
        word = reader.words[end - 1]
        if reader.capital[end - 1] or (end > start + 1 and _goes_on(reader.words[end - 2], word)):
            ends.append(end)
        elif not (word in _JOINS or word in _ARTICLES):
            break
    for end in reversed(ends):
        text = reader.span(start, end)
        if "\n" in text or (end - start == 1 and text.lower() in words.EVERYDAY and not text.isupper()):
            continue
        places = gazetteer.find(text)
        if _is_direction(text) or (gazetteer.country_of_people(text) and not any(place.curated for place in places)):
            return None
        if not places and text.endswith(tuple(_ENDINGS)):
            stem, _, noun = text.rpartition(" ")
            wanted = words.AREA_NOUNS[noun.lower()]
            places = tuple(place for place in gazetteer.find(stem) if place.kind == wanted)
        if places:
            return Candidate(start, end, text, places)
    return None


def _goes_on(before: str, word: str) -> bool:
    """Whether a word in small letters can end a place's name: "Port-au-prince", "Rafah crossing"."""
    if word[0] in "'’-":
        return len(word) > 1 and word not in ("'s", "’s")
    return word in _PLACE_NOUNS or (before in _HYPHENS and word[0].isalpha())


def _is_direction(text: str) -> bool:
    return all(part.capitalize() in words.DIRECTIONS for part in text.split("-"))


_ENDINGS = [f" {noun.title()}" for noun in words.AREA_NOUNS]


def _judge(reader: Reader, found: Candidate) -> bool:
    """Whether the words around allow a place; sets the evidence."""
    start, end = found.start, found.end
    before, after = reader.word(start - 1), reader.word(end)
    if reader.glued(start) and before not in {"(", '"', "“", "'", "‘", "[", "—", "-", "–", "/"}:
        return False
    if after and reader.glued(end) and (after[0] in "$£€" or after[0].isdigit()):
        return False
    hyphened = (before in _HYPHENS and reader.glued(start)) or (after in _HYPHENS and reader.glued(end))
    if hyphened and not _well_known(found):
        return False
    if after.lower() in words.DISEASES and not _is_state(found):
        return False
    if before in ("$", "@", "#") or before.endswith("$"):
        return False
    if end - start == 1 and found.text.isupper() and len(found.text) > 4 and not _well_known(found):
        found.evidence -= 1
    found.wanted = _wanted(reader, start, end)
    found.evidence += _evidence(reader, start, end)
    return _entity_allows(reader, found) and _neighbours_allow(reader, found) and not _is_person(reader, found)


def _well_known(found: Candidate) -> bool:
    return any(place.kind in _WELL_KNOWN or place.population >= _BIG for place in found.places)


def _wanted(reader: Reader, start: int, end: int) -> str | None:
    after = words.AREA_NOUNS.get(reader.word(end))
    if after:
        return after
    last = words.AREA_NOUNS.get(reader.word(end - 1).lower()) if end - start > 1 else None
    if last:
        return last
    if reader.word(start - 1) == "of":
        return words.AREA_NOUNS.get(reader.word(start - 2))
    return words.AREA_NOUNS.get(reader.word(start - 1))


def _evidence(reader: Reader, start: int, end: int) -> float:
    before, after, two = reader.word(start - 1), reader.word(end), reader.word(start - 2).lower()
    found = 0.0
    if before.lower() in words.BEFORE:
        found += 1
    if before.lower() in ("the", "a", "an"):
        found -= 1
    if (before == "of" and two in words.NOUNS) or before in words.NOUNS or after.lower() in words.NOUNS:
        found += 1
    if after in (",", "(") and reader.word(end + 1)[:1].isupper():
        found += 0.5
    if before in (",", "and", "or", "(") and reader.word(start - 2)[:1].isupper():
        found += 0.5
    return found


def _entity_allows(reader: Reader, found: Candidate) -> bool:
    over = [label for label in reader.labels[found.start : found.end] if label]
    if not over:
        return True
    entity = over[0]
    inside = entity[0] <= found.start and found.end <= entity[1]
    longer = entity[1] - entity[0] > found.end - found.start
    found.label = entity[2]
    if entity[2] in PLACE_LABELS:
        found.evidence += 1
        return True
    if entity[2] in _PERSON_LABELS and inside:
        return not longer and (found.evidence >= 1 or (found.text not in words.GIVEN_NAMES and _is_state(found)))
    if inside and longer:
        # "Paris court" stays a place, "Bank of Jordan" does not.
        return False
    return _well_known(found) or found.evidence >= 1


def _is_state(found: Candidate) -> bool:
    return any(place.kind == "country" for place in found.places)


def _neighbours_allow(reader: Reader, found: Candidate) -> bool:
    """Whether the name stands alone, and not inside a longer one: "Bank of Jordan", "the Washington Post", "Paris Hilton"."""
    start, end = found.start, found.end
    if len(found.text) == 2 and found.text.isupper() and found.text not in _STATES_IN_SHORT:
        # "Albany, NY", but not any two capitals.
        return reader.word(start - 1) == ","
    if found.text in _STATES_IN_SHORT:
        # "US Army" and "UK government" name the state.
        return True
    after = end
    while after < len(reader.words) and reader.capital[after] and after < end + 5:
        if reader.words[after] in words.TITLES:
            break
        if reader.words[after].rstrip(".") in words.ORGANISATION and reader.words[after - 1] != ",":
            return False
        after += 1
    of = start - 2 if reader.word(start - 1) == "the" else start - 1
    if reader.word(of) == "of" and reader.word(of - 1) in words.ABOUT and not _is_own_name(reader, of + 1):
        return False
    doubtful = not _well_known(found) or found.text in words.GIVEN_NAMES
    if doubtful and after > end and reader.word(end) not in words.TITLES and found.label not in PLACE_LABELS:
        return reader.word(start - 1) in _INSIDE and found.text not in words.GIVEN_NAMES
    previous = reader.word(start - 1)
    if previous and reader.capital[start - 1] and not reader.begins_sentence(start):
        if previous in words.DIRECTIONS or previous.lower() in words.EVERYDAY or previous.lower() in words.BEFORE:
            return previous not in _BEGIN_A_NAME
        if previous in words.ORGANISATION and found.label not in PLACE_LABELS:
            return False
        if found.label not in PLACE_LABELS:
            return _well_known(found) and reader.begins_sentence(start - 1) and found.text not in words.GIVEN_NAMES
    return True


def _is_own_name(reader: Reader, start: int) -> bool:
    return reader.word(start - 2) in ("Republic", "Kingdom") and not reader.capital[start - 3]


def _is_person(reader: Reader, found: Candidate) -> bool:
    start, end = found.start, found.end
    before = reader.word(start - 1)
    if before in words.TITLES and (before.endswith(".") or found.label not in PLACE_LABELS) and not _is_state(found):
        return True
    if before in words.TITLES and before.endswith("."):
        return True
    surname = found.text in reader.titled or (found.text in reader.surnames and not _well_known(found))
    if surname and end - start == 1 and found.evidence < 1:
        return True
    return (
        end - start == 1
        and found.text in words.GIVEN_NAMES
        and reader.word(end) in words.SAYING
        and found.evidence < 1
        and not (_is_state(found) and reader.words.count(found.text) > 1)
    )
