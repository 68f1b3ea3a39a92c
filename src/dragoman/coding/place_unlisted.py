"""Places that are told otherwise than by a name on the map: "the village of Berkaber", "near Chandra crossing", "the Kenyan capital"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ..knowledge.gazetteer import Gazetteer, Location
from .place_spotting import PLACE_LABELS, Reader

__all__ = ["Unlisted", "capitals", "unlisted"]

_OF = {
    **dict.fromkeys(("village", "town", "hamlet", "settlement", "city"), "city"),
    **dict.fromkeys(("district", "suburb", "neighbourhood", "neighborhood"), "district"),
    **dict.fromkeys(("port", "crossing", "outpost", "checkpoint", "camp", "base", "airfield", "pass"), "site"),
}
"""What "the <noun> of X" says that X is."""
_SITES = frozenset(
    """crossing bridge square junction checkpoint camp base barracks airbase airport airfield port harbour harbor refinery dam prison
    garrison roundabout terminal shipyard mine quarry pass outpost""".split()
)
"""After a name these make a place of it, if a preposition of place stands before."""
_PLACING = frozenset(("in", "at", "near", "outside", "from", "off", "around", "on", "to", "by"))
_ACCESS = frozenset(
    "close closes closed closing shut shuts shutting open opens opened opening reopen reopens reopened reopening".split()
)
"""What is done to a crossing or port by its name: "reopened its Narobo land port"."""
_OWN = frozenset(("the", "The", "its", "their"))
_KINDS_OF = frozenset(("land", "border", "sea", "river", "rail", "air", "naval", "military", "refugee", "main"))
"""What may stand between the name and the noun."""
_MONEY = frozenset(
    ("gains", "controls", "flight", "markets", "punishment", "spending", "requirements", "investment", "letters")
)
_LONGEST = 3
_PEOPLE = frozenset(("PER", "PERSON"))


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Tokens [start, end) that name a place of which no more is known than its kind."""

    start: int
    end: int
    precision: str


def unlisted(reader: Reader, taken: Collection[int], gazetteer: Gazetteer) -> Iterator[Unlisted]:
    """The places that words beside them tell of, outside the tokens that are `taken`; in order. "The Georgian port" names none."""
    words: Sequence[str] = reader.words
    index = 0
    while index < len(words):
        found = _of_kind(reader, index) or _named_site(reader, index) or _beside(reader, index)
        own = range(found.start, found.end) if found is not None else range(0)
        if found is not None and not any(i in taken or gazetteer.country_of_people(reader.words[i]) for i in own):
            yield found
            index = found.end
        else:
            index += 1


def capitals(reader: Reader, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Location]]:
    """The capitals that are named by their state, with their tokens: "the Kenyan capital", "Kenya's capital", "the capital of Kenya"."""
    for index, word in enumerate(reader.words):
        if word != "capital" or reader.word(index + 1) in _MONEY:
            continue
        for start, end, name in _states_beside(reader, index):
            country = gazetteer.country_of_people(name) or _state(gazetteer, name)
            capital = gazetteer.capital_of(country) if country else None
            if capital is not None:
                yield start, end, capital
                break


def _states_beside(reader: Reader, index: int) -> Iterator[tuple[int, int, str]]:
    """What may name the state of the capital at `index`, the longer first, with the tokens of the whole."""
    before = index - 1 if index and reader.words[index - 1] not in ("'s", "’s") else index - 2
    for length in (2, 1):
        start = before - length + 1
        if start >= 0 and all(reader.capital[start : before + 1]):
            yield start, index + 1, " ".join(reader.words[start : before + 1])
    if reader.word(index + 1) == "of":
        for length in (2, 1):
            end = index + 2 + length
            if end <= len(reader.words) and all(reader.capital[index + 2 : end]):
                yield index, end, " ".join(reader.words[index + 2 : end])


def _state(gazetteer: Gazetteer, name: str) -> str | None:
    return next((place.country for place in gazetteer.find(name) if place.kind == "country"), None)


def _of_kind(reader: Reader, index: int) -> Unlisted | None:
    """ "the village of Berkaber": the name, from the noun at `index`."""
    kind = _OF.get(reader.words[index])
    if kind is None or reader.word(index + 1) != "of":
        return None
    end = _name_end(reader, index + 2)
    return Unlisted(index + 2, end, kind) if end > index + 2 else None


def _named_site(reader: Reader, index: int) -> Unlisted | None:
    """ "near Chandra crossing", "closed its Narobo land port": the name with its noun, from the word at `index` that leads to it."""
    out = reader.words[index] == "of" and reader.word(index - 1) == "out"
    if reader.words[index] not in _PLACING and reader.words[index] not in _ACCESS and not out:
        return None
    start = index + 1 + (reader.word(index + 1) in _OWN)
    end = _name_end(reader, start)
    noun = end + (reader.word(end) in _KINDS_OF)
    if end == start or reader.word(noun) not in _SITES:
        return None
    return Unlisted(start, noun + 1, "site")


def _beside(reader: Reader, index: int) -> Unlisted | None:
    """ "near Berkaber": what things happen near is a place."""
    if reader.words[index] != "near":
        return None
    end = _name_end(reader, index + 1)
    label = reader.labels[index + 1] if end > index + 1 else None
    return Unlisted(index + 1, end, "site") if end > index + 1 and (label is None or label[2] in PLACE_LABELS) else None


def _name_end(reader: Reader, start: int) -> int:
    """Where the capitalised words that begin at `start` end; `start` itself where there are none, or they are a person's."""
    end = start
    while end < len(reader.words) and end - start < _LONGEST and reader.capital[end] and reader.words[end][:1].isalpha():
        end += 1
    label = reader.labels[start] if start < len(reader.words) else None
    return start if label is not None and label[2] in _PEOPLE and label[1] - label[0] > 1 else end
