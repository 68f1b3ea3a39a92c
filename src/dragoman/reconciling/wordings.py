"""The words of a quotation as they are compared: numbers in figures, shortened words at full length, one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from dragoman.reconciling.accounts import content_words, fold

__all__ = ["Wording", "letters_of"]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:['’][^\W\d_]+)*|\[(?:…|\.\.\.)\]|…|\.{3}|[.!?]")
_ELLIPSES = frozenset(("[…]", "[...]", "…", "..."))
_STOPS = frozenset(".!?")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_ORDERED = """zero one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"""
_TH = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_SMALL = {word: number for number, word in enumerate(_ORDERED.split())} | {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
_ORDINALS = {word: f"{number}{'rd' if number == 3 else 'th'}" for number, word in enumerate(_TH.split(), 3)}
_NOT = {"won't": "will", "can't": "can", "shan't": "shall", "cannot": "can"}
_SHORTENED = {"ll": "will", "re": "are", "ve": "have", "m": "am"}
_WITH_IS = frozenset("it that he she there here what who where".split())
_EMPTY = frozenset("one i me my mine we us our ours you your yours let".split())
"""words that mean nothing by themselves in what somebody says, beside those that mean nothing anywhere"""
# The same word as it is spelt on the two sides of the Atlantic: labour, organise, centre, defence.
_SPELLINGS = (
    (re.compile(r"(?<=..)our(?='?s?$|ed$|ing$)"), "or"),
    (re.compile(r"is(?=(?:e[ds]?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=[bt])re(?='?s?$)"), "er"),
    (re.compile(r"(?<=en)c(?=e'?s?$)"), "s"),
)

_SLIGHT = 0.25
"""weight of a word that means nothing by itself, beside 1 for one that does"""


@dataclass(frozen=True, slots=True)
class Wording:
    """Quoted words, as one report gives them: in one piece, or with the reporter's words between the pieces."""

    text: str
    words: tuple[str, ...]
    """without case and punctuation; numbers in figures, shortened words at full length"""
    shown: tuple[str, ...]
    """each of `words` as it stands in the report; empty for the second of two that were written as one"""
    stems: tuple[str, ...] = field(repr=False)
    """what they are aligned by: "keeps" like "keep" """
    weights: tuple[float, ...] = field(repr=False)
    joints: frozenset[int]
    """places in `words` before which the reporter cut or broke in"""
    breaks: frozenset[int]
    """places in `words` before which a sentence begins"""

    @classmethod
    def of(cls, pieces: Sequence[str]) -> Wording:
        """A wording from its pieces, in order."""
        words: list[tuple[str, str]] = []
        joints, breaks = set(), set()
        for piece in pieces:
            joints.add(len(words))
            for word, shown in _read(piece):
                if word in _ELLIPSES:
                    joints.add(len(words))
                elif word in _STOPS:
                    breaks.add(len(words))
                else:
                    words.append((word, shown))
        edge = {0, len(words)}
        return cls(
            text=" […] ".join(pieces),
            words=tuple(word for word, _ in words),
            shown=tuple(shown for _, shown in words),
            stems=tuple(_stem(word) for word, _ in words),
            weights=tuple(_weight(word) for word, _ in words),
            joints=frozenset(joints - edge),
            breaks=frozenset((breaks | joints) - edge),
        )

    @property
    def sentences(self) -> list[frozenset[str]]:
        """The stems that mean something, sentence by sentence."""
        bounds = pairwise([0, *sorted(self.breaks), len(self.words)])
        return [frozenset(self.stems[i] for i in range(*bound) if self.weights[i] == 1) for bound in bounds]

    @property
    def letters(self) -> str:
        """All of it without spaces and apostrophes: the same for "oil fields" and "oilfields"."""
        return letters_of("".join(self.words))

    @property
    def content(self) -> tuple[str, ...]:
        """The stems of those words that mean something by themselves."""
        return tuple(stem for stem, weight in zip(self.stems, self.weights, strict=True) if weight == 1)


def letters_of(words: str) -> str:
    """Words without apostrophes, as far as they are compared letter by letter."""
    return words.replace("'", "")


def _read(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text as they are compared and as they stand; also marks of a cut and of a sentence's end."""
    tokens = [(found.start(), found.end(), fold(found[0]).replace("’", "'")) for found in _TOKEN.finditer(text)]
    place = 0
    while place < len(tokens):
        end, number = _number([word for _, _, word in tokens[place : place + 12]])
        if end:
            yield number, text[tokens[place][0] : tokens[place + end - 1][1]]
            place += end
            continue
        start, stop, word = tokens[place]
        first, *rest = _full(word)
        yield first, text[start:stop]
        yield from ((more, "") for more in rest)
        place += 1


def _number(words: Sequence[str]) -> tuple[int, str]:
    """How many of the first words are a number, and that number in figures: "forty thousand", "2.5 million", "40,000"."""
    end = int(words[0] == "a" and len(words) > 1 and words[1] in _SCALES)
    total, current = 0.0, float(end)
    seen = figures = False
    for word in words[end:]:
        if _FIGURES.fullmatch(word) and not seen:
            current, figures = float(_figure(word)), True
        elif word in _SCALES:
            scaled = (current or 1) * _SCALES[word]
            total, current = (total, scaled) if word == "hundred" else (total + scaled, 0.0)
        elif word in _SMALL and not figures and _may_follow(_SMALL[word], current % 100):
            current += _SMALL[word]
        else:
            break
        seen = True
        end += 1
    if not seen or words[:end] == ["one"]:
        return 0, ""
    return end, f"{total + current:.15g}"


def _may_follow(small: int, rest: float) -> bool:
    """Whether a small number goes on with one that ends in `rest`: "forty-five", "hundred twelve", not "five five"."""
    return rest == 0 or (rest >= 20 and rest % 10 == 0 and 0 < small < 10)


def _figure(word: str) -> str:
    """Figures without marks of thousands: "40,000", "40.000" and "40000" are one number, "2.5" another."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", word) or len(re.findall(r"[.,]", word)) > 1:
        return re.sub(r"[.,]", "", word)
    return word.replace(",", ".")


@lru_cache(maxsize=50_000)
def _full(word: str) -> tuple[str, ...]:
    """A word at full length and in one spelling: "don't" is "do not", "labour" "labor"."""
    if word in _NOT:
        return _NOT[word], "not"
    if word.endswith("n't") and len(word) > 3:
        return word[:-3], "not"
    stem, mark, ending = word.partition("'")
    if mark and ending in _SHORTENED:
        return stem, _SHORTENED[ending]
    if mark and ending == "s" and stem in _WITH_IS:
        return stem, "is"
    if word in _ORDINALS:
        return (_ORDINALS[word],)
    for spelling, one in _SPELLINGS:
        word = spelling.sub(one, word) if len(word) > 4 else word
    return (word,)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    word = re.sub(r"'s?$", "", word)
    for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending) + instead
    return word


@lru_cache(maxsize=50_000)
def _weight(word: str) -> float:
    return 1.0 if word not in _EMPTY and (_FIGURES.match(word) or content_words(word)) else _SLIGHT
