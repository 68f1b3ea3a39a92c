"""Where a happening was, how many it touched, and which contexts its sentence shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from ..records import Entity, Place, Quantity
from .happenings import Happening
from .syntax import children, object_of, prepositions_of, universal
from .where import Toponym

__all__ = ["contexts_of", "place_of", "quantities_of"]

_LOCATIVE = {
    "in",
    "at",
    "near",
    "on",
    "off",
    "outside",
    "around",
    "inside",
    "across",
    "over",
    "along",
    "to",
    "into",
    "from",
    "through",
    "within",
}
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


def place_of(happening: Happening, toponyms: Sequence[Toponym], sentence: Span) -> Place | None:
    """The place that the text ties to the happening: `event` where it happened, `host` where somebody was received."""
    here = [t for t in toponyms if sentence.start <= t.token_start < sentence.end]
    if not here:
        return None
    chain = _chain(happening.token)
    best: tuple[int, int, Toponym] | None = None
    order = {"site": 0, "city": 0, "district": 1, "province": 2, "region": 3, "country": 4}
    for toponym in here:
        head = _head_of(toponym, sentence)
        distance = _attached(head, chain)
        if distance is None:
            continue
        key = (distance, order.get(toponym.precision, 5), toponym)
        if best is None or key[:2] < best[:2]:
            best = key
    if best is None:
        return None
    toponym = best[2]
    parties = {(e.start, e.end) for e in (*happening.actors, *happening.recipients)}
    inside = any(start <= toponym.start_char and toponym.end_char <= end for start, end in parties)
    if inside and not (happening.type in {"CONSULT", "AGREE"} and happening.mode == "visit"):
        if toponym.precision == "country":
            return None
    role = "host" if happening.type == "CONSULT" and (happening.mode == "visit" or inside) else "event"
    return Place(
        toponym.text,
        toponym.name,
        toponym.country,
        toponym.latitude,
        toponym.longitude,
        toponym.geonames_id,
        toponym.precision,
        role,
        toponym.start_char,
        toponym.end_char,
    )


def _head_of(toponym: Toponym, sentence: Span) -> Token:
    inside = range(toponym.token_start, toponym.token_end)
    for i in inside:
        if sentence.doc[i].head.i not in inside or sentence.doc[i].head.i == i:
            return sentence.doc[i]
    return sentence.doc[toponym.token_end - 1]


def _chain(trigger: Token) -> dict[int, int]:
    """The trigger, its light verb or clause, and its objects: what a place may hang from, with the distance."""
    chain = {trigger.i: 0}
    for child in object_of(trigger) if trigger.pos_ == "VERB" else ():
        chain[child.i] = 1
    for child in children(trigger, "xcomp", "obj", "obl", "nmod"):
        chain.setdefault(child.i, 1 if universal(child) in {"xcomp", "obj"} else 2)
    node = trigger
    for distance in (2, 3, 4):
        if universal(node) in {"ccomp", "parataxis", "acl", "root"} or node.head.i == node.i:
            break
        node = node.head
        chain.setdefault(node.i, distance)
    return chain


def _attached(head: Token, chain: Mapping[int, int]) -> int | None:
    node = head
    for _ in range(4):
        if prepositions_of(node) & _LOCATIVE and node.head.i in chain:
            return chain[node.head.i]
        if universal(node) == "obj" and node.head.i in chain and chain[node.head.i] == 0:
            return 1
        if universal(node) not in {"nmod", "compound", "appos", "flat", "conj"} or node.head.i == node.i:
            return None
        node = node.head
    return None


def quantities_of(happening: Happening, sentence: Span) -> tuple[Quantity, ...]:
    """The numbers that belong to the happening's parties, its object and what it moves, with their bounds."""
    heads = {happening.token.i, happening.token.head.i}
    near = set(heads)
    for token in sentence:
        if token.head.i in near and universal(token) in {"obj", "nsubj", "obl", "nmod", "xcomp", "conj", "iobj"}:
            near.add(token.i)
    found = []
    for number in _numbers(sentence):
        noun = number[2]
        if noun is not None and (noun.i in near or noun.head.i in near) and noun.lemma_.lower() not in _TIME_UNITS:
            found.append(_quantity(number, sentence))
    for entity in (*happening.actors, *happening.recipients):
        for number in _numbers(sentence):
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
        noun: Token | None = (
            last.head if universal(last) in {"nummod", "compound", "det"} and last.head.i >= end else None
        )
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


def _read_number(doc: object, i: int, limit: int) -> tuple[float, int, str]:
    from spacy.tokens import Doc

    assert isinstance(doc, Doc)
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
            words = doc[begin:first].text.lower()
            if words in _BOUNDS:
                bound, first = _BOUNDS[words], begin
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


def contexts_of(sentence: Span, own: Sequence[str], words: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The PLOVER contexts that the words of the sentence show, with those that the trigger implies."""
    found = set(own)
    lowered = [t.lower_ for t in sentence]
    lemmas = [t.lemma_.lower() for t in sentence]
    for i in range(len(lowered)):
        for size in (1, 2, 3):
            for tokens in (lowered, lemmas):
                found |= set(words.get(" ".join(tokens[i : i + size]), ()))
    return tuple(sorted(found))


def all_parties(happening: Happening) -> tuple[Entity, ...]:
    """Actors, then recipients."""
    return (*happening.actors, *happening.recipients)
