"""Finds time expressions: the rules of times.toml, tried wherever an expression may begin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from .time_absolute import ABSOLUTE
from .time_anchors import Anchors
from .time_eras import ERAS
from .time_found import Found
from .time_relative import RELATIVE
from .time_values import TimeValue
from .time_words import load_grammar

__all__ = ["TimeExpression", "find_times"]

_MEANINGS = ABSOLUTE | ERAS | RELATIVE


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, how long or how often. `first` and `last` are the days they span, where they name any."""

    text: str
    start: int
    end: int
    token_start: int
    token_end: int
    type: str
    """DATE, TIME, DURATION or SET"""
    value: str | None
    """TIMEX3: 2025-07-11, 2025-W28, 2003-SU, P2D, PAST_REF"""
    first: date | None
    last: date | None
    precision: str
    """day, week, month, year or none"""


def read_times(text: str, published: date | None) -> Iterator[tuple[int, int, TimeValue]]:
    """The spans and values of a text's time expressions, in order."""
    grammar = load_grammar()
    words, codes = grammar.scan(text)
    anchors = Anchors(words, published)
    at = 0
    while at < len(words):
        begin = len(words)
        for begin, end, means in grammar.readings(codes, at):
            value = _MEANINGS[means](Found(words, begin, end, anchors))
            if value is not None:
                yield words[begin].start, words[end - 1].end, value
                begin = end - 1
                break
        at = begin + 1


def find_times(doc: Doc, published: date | None) -> list[TimeExpression]:
    """The time expressions of a text, anchored on its day of publication and on its own dates."""
    text = doc.text
    starts = [token.idx for token in doc]
    found = []
    for start, end, value in read_times(text, published):
        first_token = max(bisect_right(starts, start) - 1, 0)
        found.append(
            TimeExpression(
                text[start:end],
                start,
                end,
                first_token,
                max(bisect_left(starts, end), first_token + 1),
                value.type,
                value.value,
                value.first,
                value.last,
                value.precision,
            )
        )
    return found
