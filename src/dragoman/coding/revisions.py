"""Figures that an article puts right itself: "police have since corrected the figure to 130", "the death toll rose to 40"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from ..records import Evidence, Mention, Quantity
from .quantities import number_at

__all__ = ["revised"]

_FIGURE = r"(?:death toll|toll|figure|number|count|total|estimate|tally)s?"
_OF = r"(?: of (?:the )?(?:dead|killed|wounded|injured|arrested|detained|missing|casualties|victims))?"
_REVISED = (
    # "corrected the figure to 130", "put the toll at 40"
    re.compile(
        r"\b(?:correct|revis|rais|lower|cut|chang|amend|updat)\w* (?:the|its|that|their|this) (?:\w+ ){0,2}"
        rf"{_FIGURE}{_OF} (?:\w+ )?(?:to|from .{{1,30}} to) "
    ),
    re.compile(rf"\bput (?:the|its|their) {_FIGURE}{_OF} at "),
    # "the death toll rose to 40", "the figure now stands at 130"
    re.compile(
        rf"\b{_FIGURE}{_OF} (?:has |have |had |is |was )?(?:since |now )?"
        r"(?:rose|risen|climbed|grew|grown|fell|fallen|stood|stands|revised|corrected|raised|lowered|put)(?: up| down| sharply)? (?:to|at) "
    ),
)
# A toll is of violence, a count of those held of arrests; a mere figure may be any.
_KINDS = (
    (re.compile(r"death|dead|killed|wounded|injured|casualties|victims", re.IGNORECASE), "ASSAULT"),
    (re.compile(r"arrested|detained|held", re.IGNORECASE), "COERCE"),
)
_REACH = 3
"""sentences between a figure and what puts it right"""


def revised(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with the numbers that later sentences put right in place of the first ones, and those sentences as evidence."""
    found = list(mentions)
    for position, sentence in enumerate(doc.sents):
        number, figure = _new_number(doc, sentence)
        if number is None:
            continue
        kind = next((kind for words, kind in _KINDS if words.search(figure)), None)
        told = [
            place
            for place, mention in enumerate(found)
            if mention.evidence[0].start < sentence.start_char
            and position - mention.evidence[-1].sentence <= _REACH
            and kind in (None, mention.type)
            and any(quantity.noun for quantity in mention.quantities)
        ]
        if told:
            found[told[-1]] = _put_right(found[told[-1]], number, sentence, position)
    return found


def _new_number(doc: Doc, sentence: Span) -> tuple[Quantity | None, str]:
    """The number that a sentence puts in place of another, and the words that say of what it is."""
    for pattern in _REVISED:
        match = pattern.search(sentence.text)
        if match is None:
            continue
        span = doc.char_span(sentence.start_char + match.end(), sentence.end_char, alignment_mode="expand")
        if span is not None:
            for token in span[:4]:
                quantity = number_at(doc, token.i, sentence)
                if quantity is not None:
                    return quantity, match.group()
    return None, ""


def _put_right(mention: Mention, number: Quantity, sentence: Span, position: int) -> Mention:
    *others, old = [quantity for quantity in mention.quantities if quantity.noun]
    new = replace(number, noun=old.noun, unit=old.unit)
    words = sentence.text.strip()
    start = sentence.start_char + sentence.text.index(words)
    evidence = (*mention.evidence, Evidence(position, start, start + len(words), words))
    return replace(mention, quantities=(*others, new), evidence=evidence)
