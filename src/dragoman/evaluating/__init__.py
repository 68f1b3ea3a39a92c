"""Labelled sentences, and how well a coder does on them."""

from __future__ import annotations

from dragoman.evaluating.differing import Change, differences
from dragoman.evaluating.gold import Case, Expected, read_gold
from dragoman.evaluating.markup import Label, Labelled, MarkupError, parse, read_markup
from dragoman.evaluating.reporting import as_html, as_json, as_lines
from dragoman.evaluating.scoring import Rate, Scores, Tried, score, tried

__all__ = [
    "Case",
    "Change",
    "Expected",
    "Label",
    "Labelled",
    "MarkupError",
    "Rate",
    "Scores",
    "Tried",
    "as_html",
    "as_json",
    "as_lines",
    "differences",
    "parse",
    "read_gold",
    "read_markup",
    "score",
    "tried",
]
