"""How many: the numbers that belong to a happening, with what they count and their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ..records import Quantity
from .happenings import Happening
from .syntax import children, prepositions_of, universal

__all__ = ["quantities_of"]

_BOUNDS = {
    **dict.fromkeys(
        (
            "more than",
            "over",
            "at least",
            "no fewer than",
            "no less than",
            "not less than",
            "as many as or more",
            "upwards of",
            "above",
            "exceeding",
        ),
        "at_least",
    ),
    **dict.fromkeys(
        (
            "up to",
            "at most",
            "as many as",
            "no more than",
            "not more than",
            "fewer than",
            "less than",
            "under",
            "below",
            "a maximum of",
        ),
        "at_most",
    ),
    **dict.fromkeys(
        (
            "about",
            "around",
            "some",
            "roughly",
            "nearly",
            "almost",
            "approximately",
            "an estimated",
            "close to",
            "estimated",
            "circa",
        ),
        "about",
    ),
}
_NUMBER_WORDS = {
    **{
        w: n
        for n, w in enumerate(
            [
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
            ]
        )
    },
    **dict(
        zip(
            ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
            range(20, 100, 10),
            strict=True,
        )
    ),
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_VAGUE = {
    "dozens": (24, "at_least"),
    "scores": (40, "at_least"),
    "hundreds": (200, "at_least"),
    "thousands": (2_000, "at_least"),
    "dozen": (12, "about"),
    "millions": (2_000_000, "at_least"),
}
_UNITS = {
    "ton",
    "tonne",
    "kilometre",
    "kilometer",
    "km",
    "mile",
    "dollar",
    "euro",
    "percent",
    "%",
    "kg",
    "litre",
    "barrel",
    "pound",
    "yen",
    "yuan",
    "rouble",
    "ruble",
    "day",
    "hour",
    "minute",
    "week",
    "month",
    "year",
}
_TIME_UNITS = {"day", "hour", "minute", "week", "month", "year", "decade", "o'clock", "second"}


def quantities_of(happening: Happening, sentence: Span) -> tuple[Quantity, ...]:
    """The numbers that belong to the happening's parties, its object and what it moves, with their bounds."""
    heads = {happening.token.i, happening.token.head.i}
    near = set(heads)
    for token in sentence:
        if token.head.i in near and universal(token) in {"obj", "nsubj", "obl", "nmod", "xcomp", "conj", "iobj"}:
            near.add(token.i)
    found = []
    numbers = list(_numbers(sentence))
    for number in numbers:
        noun = number[2]
        if noun is not None and (noun.i in near or noun.head.i in near) and noun.lemma_.lower() not in _TIME_UNITS:
            found.append(_quantity(number, sentence))
    for entity in (*happening.actors, *happening.recipients):
        for number in numbers:
            quantity = _quantity(number, sentence)
            if entity.start <= quantity.start < entity.end and quantity not in found and quantity.noun is not None:
                found.append(quantity)
    return tuple(sorted(found, key=lambda q: q.start))


def _numbers(sentence: Span) -> Iterator[tuple[int, int, Token | None, float, str]]:
    """(first token, end token, counted noun, value, bound) of each number in the sentence."""
    doc, i = sentence.doc, sentence.start
    while i < sentence.end:
        value, end, bound = _read_number(doc, i, sentence.end)
        if end == i:
            i += 1
            continue
        last = doc[end - 1]
        noun: Token | None = last.head if universal(last) in {"nummod", "compound", "det"} and last.head.i >= end else None
        if noun is None and end < sentence.end:
            follows = doc[end]
            if follows.lower_ == "of" and end + 1 < sentence.end:
                noun = follows.head if follows.head.i > end else None
            elif follows.pos_ == "NOUN":
                noun = follows
            elif follows.pos_ in {"ADJ", "PROPN"}:
                noun = follows.head if follows.head.i > follows.i and follows.head.pos_ == "NOUN" else None
        if doc[i].ent_type_ not in {"DATE", "TIM", "TIME"}:
            yield i, end, noun, value, bound
        i = end


def _read_number(doc: Doc, i: int, limit: int) -> tuple[float, int, str]:
    """(value, end token, bound) of the number that begins at token `i`; the end is `i` where none does."""
    word = doc[i].lower_
    if word in _VAGUE:
        value, bound = _VAGUE[word]
        return float(value), i + 1, bound
    total, current, end, seen = 0.0, 0.0, i, False
    while end < limit:
        word = doc[end].lower_
        if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", word):
            if seen:
                break
            current, seen = float(word.replace(",", "")), True
        elif word in _NUMBER_WORDS:
            current, seen = current + _NUMBER_WORDS[word], True
        elif word in _SCALES and seen:
            if word == "hundred":
                current *= 100
            else:
                total, current = total + current * _SCALES[word], 0.0
        elif word == "-" and seen and end + 1 < limit and doc[end + 1].lower_ in _NUMBER_WORDS:
            pass
        else:
            break
        end += 1
    if (
        not seen
        or (end - i == 1 and doc[i].lower_ == "one")
        or (doc[i].text.isdigit() and len(doc[i].text) == 4 and 1900 <= float(doc[i].text) <= 2100)
    ):
        return 0.0, i, "exact"
    return total + current, end, "exact"


def _quantity(number: tuple[int, int, Token | None, float, str], sentence: Span) -> Quantity:
    first, end, noun, value, bound = number
    doc = sentence.doc
    for size in (3, 2, 1):
        begin = first - size
        if begin >= sentence.start:
            before = doc[begin:first].text.lower()
            if before in _BOUNDS:
                bound, first = _BOUNDS[before], begin
                break
    lemma = noun.lemma_ if noun is not None else None
    unit = lemma if lemma in _UNITS else None
    counted = lemma
    if unit is not None and noun is not None:
        for child in children(noun, "nmod"):
            if "of" in prepositions_of(child):
                counted = child.lemma_
    words = doc[first:end]
    return Quantity(value, unit, counted, bound, words.text, words.start_char, words.end_char)
