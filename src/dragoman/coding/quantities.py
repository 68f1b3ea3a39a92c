"""How many: the numbers that belong to a happening, with what they count and their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from ..records import Entity, Quantity
from .happenings import Happening
from .slots import Slots
from .syntax import children, clause_subject, object_of, prepositions_of, universal

__all__ = ["number_at", "quantities_of"]

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
_SIDES = {
    "country",
    "state",
    "nation",
    "ally",
    "side",
    "party",
    "government",
    "capital",
    "neighbour",
    "neighbor",
    "power",
    "republic",
}
"""nouns whose number only says how many states take part"""
_ARGUMENTS = ("obj", "nsubj", "obl", "nmod", "iobj", "appos")
_ASIDE = {"according", "after", "before", "since", "despite", "because", "unlike", "until"}
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_TIME_UNITS = {"day", "hour", "minute", "week", "month", "year", "decade", "o'clock", "second"}


def quantities_of(happening: Happening, sentence: Span, slots: Slots) -> tuple[Quantity, ...]:
    """The numbers that belong to the happening's parties, its object and what it moves, with their bounds.

    What only counts the states that take part ("the two countries", "three allies") says nothing of the happening.
    """
    near = _near(happening, slots)
    own = _own_number(happening.token)
    parties = (*happening.actors, *happening.recipients)
    found = []
    numbers = list(_numbers(sentence))
    for k, number in enumerate(numbers):
        first, end, counted, _, _ = number
        head = _nominal(sentence.doc[end - 1], counted)
        noun = counted if counted is not None and counted.pos_ != "PRON" else _antecedent(head, counted, numbers[:k], slots)
        if (noun or head).lemma_.lower() in _TIME_UNITS | _SIDES or (noun is None and head.pos_ != "NUM"):
            continue
        start = sentence.doc[first].idx
        inside = [e for e in parties if e.start <= start < e.end]
        if any(e.refers_to is not None and e.country for e in inside):
            continue
        if counted is not None and counted.pos_ == "PRON" and noun is not None:
            head = noun if noun.i in near else head
        told = own is None or head.i == own.i or head.head.i == happening.token.i
        if told and (inside or _belongs(head, near)):
            found.append(_quantity((first, end, noun, *number[3:]), sentence))
    return tuple(sorted(dict.fromkeys(found), key=lambda q: q.start))


def _near(happening: Happening, slots: Slots) -> set[int]:
    """Heads of the noun phrases that take part in the happening, and the words that they hang from."""
    words = [happening.token, *([happening.inner] if happening.inner is not None else [])]
    for word in tuple(words):
        if word.pos_ in {"NOUN", "PROPN"} and universal(word) in {"nsubj", "obj", "obl"}:
            # "held a drill with 300 men", "the drill involves 300 men", "twelve were killed in the raid".
            words.append(word.head)
        if word.pos_ == "VERB":
            words += _continued(word, happening, slots, 0)
            if universal(word) == "xcomp":
                words.append(word.head)
    near = {word.i for word in words}
    for word in words:
        if word.pos_ in {"VERB", "AUX"}:
            near |= {t.i for t in (*clause_subject(word), *object_of(word))}
        near |= {c.i for c in children(word, *_ARGUMENTS) if not prepositions_of(c) & _ASIDE}
    return near


def _own_number(verb: Token) -> Token | None:
    """The bare number that is a coordinated verb's subject: "25 workers were injured and *up to 300* were arrested"."""
    if verb.pos_ != "VERB" or universal(verb) != "conj":
        return None
    for child in verb.children:
        quantified = universal(child) == "obl" and "up to" in prepositions_of(child)
        if child.pos_ == "NUM" and child.i < verb.i and (universal(child) == "nsubj" or quantified):
            return child
    return None


def _continued(verb: Token, happening: Happening, slots: Slots, depth: int) -> list[Token]:
    """Verbs that go on telling of the same deed: "attacked a convoy and *killed* 12", "shelled a village, *wounding* 30"."""
    found = []
    for child in children(verb, "conj", "advcl", "xcomp") if depth < 3 else ():
        told = any(t.type == happening.type for t in slots.ontology.triggers.get(("verb", child.lemma_.lower()), ()))
        if child.pos_ == "VERB" and told and not children(child, "nsubj", "mark"):
            found += [child, *_continued(child, happening, slots, depth + 1)]
    return found


def _belongs(head: Token, near: set[int]) -> bool:
    """Whether a counted noun is one of the parties, or hangs from one: "a patrol *of 25 men*", "12 soldiers *and three clerks*"."""
    if head.i in near:
        return True
    return head.head.i in near and universal(head) in {"nmod", "conj", "appos", "nummod", "compound"}


def _nominal(number: Token, counted: Token | None) -> Token:
    """The head of the phrase that a number stands in: the counted noun, or the number itself ("up to 300 were held")."""
    if counted is not None and counted.pos_ != "PRON":
        return counted
    while universal(number) in {"compound", "flat", "nummod"} and number.head.i != number.i and number.head.pos_ == "NUM":
        number = number.head
    return number


def _antecedent(
    number: Token, counted: Token | None, earlier: Sequence[tuple[int, int, Token | None, float, str]], slots: Slots
) -> Token | None:
    """What a number without a noun counts: "25 workers were hurt and *300* arrested", "thirty-five *of them*"."""
    if counted is not None:
        before = [t for t in reversed(number.doc[number.sent.start : number.i]) if t.tag_ == "NNS"]
        if universal(number) in {"appos", "nmod", "dep", "parataxis"} and number.head.tag_ == "NNS":
            return number.head
        subject = clause_subject(number.head) if number.head.pos_ == "VERB" else ()
        if universal(number) != "obj":
            # "The trucks carried food, thirty-five of them nose to tail": of what the sentence is about.
            about = [t for t in reversed(before) if universal(t) == "nsubj"]
            nouns = [t for t in (*about, *subject, *before) if t.tag_ == "NNS"]
        else:
            # "wounded 25 of them" are not those who wounded.
            nouns = [t for t in before if t not in subject and universal(t) in {"obj", "obl"}]
        if nouns:
            return nouns[0]
        return next(filter(None, (_referent(entity, number.doc) for entity in slots.cast.resolve(counted))), None)
    if universal(number) not in {"nsubj", "obj", "conj", "root", "obl"} or prepositions_of(number) - {"up", "to", "up to"}:
        return None
    return next((n[2] for n in reversed(earlier) if n[2] is not None and n[2].tag_ in {"NNS", "NNPS"}), None)


def _referent(entity: Entity, doc: Doc) -> Token | None:
    """The noun that a pronoun was resolved to."""
    words = doc.char_span(entity.refers_to.start, entity.refers_to.end) if entity.refers_to is not None else None
    return words.root if words is not None and words.root.pos_ == "NOUN" else None


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
                # "Two of Quito's" are two of what was counted before.
                noun = follows.head if follows.head.i > end and follows.head.tag_ != "NNP" else None
            elif follows.pos_ == "NOUN":
                noun = follows
            elif follows.pos_ in {"ADJ", "PROPN"}:
                noun = follows.head if follows.head.i > follows.i and follows.head.pos_ == "NOUN" else None
        if noun is not None and end < noun.i and doc[end].lemma_ in _UNITS and universal(doc[end]) == "compound":
            noun = doc[end]  # "a 900 million dollar loan" is so many dollars
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
    if word in {"a", "an"} and i + 1 < limit and doc[i + 1].lower_ in _SCALES:
        current, end, seen = 1.0, i + 1, True
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


def number_at(doc: Doc, i: int, sentence: Span) -> Quantity | None:
    """The number that begins at token `i`, with its bound; None where none does."""
    value, end, bound = _read_number(doc, i, sentence.end)
    return _quantity((i, end, None, value, bound), sentence) if end > i else None


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
    if first > sentence.start and doc[first - 1].text in _CURRENCIES:
        first -= 1
        lemma = _CURRENCIES[doc[first].text]
    unit = lemma if lemma in _UNITS else None
    counted = lemma
    if unit is not None and noun is not None:
        for child in children(noun, "nmod"):
            if "of" in prepositions_of(child):
                counted = child.lemma_
    words = doc[first:end]
    return Quantity(value, unit, counted, bound, words.text, words.start_char, words.end_char)
