"""Labelled sentences, and how well a coder does on them."""

from __future__ import annotations

from dragoman.evaluating.calibration import calibration_error
from dragoman.evaluating.differing import Change, differences
from dragoman.evaluating.floors import Floors, digest_of, figures_of, read_floors, write_floors
from dragoman.evaluating.gold import Case, Expected, case_of, read_gold
from dragoman.evaluating.intervals import wilson
from dragoman.evaluating.markup import Label, Labelled, MarkupError, parse, read_markup
from dragoman.evaluating.reporting import as_html, as_json, as_lines
from dragoman.evaluating.scoring import Rate, Scores, Tried, score, tried

__all__ = [
    "Case",
    "Change",
    "Expected",
    "Floors",
    "Label",
    "Labelled",
    "MarkupError",
    "Rate",
    "Scores",
    "Tried",
    "as_html",
    "as_json",
    "as_lines",
    "calibration_error",
    "case_of",
    "differences",
    "digest_of",
    "figures_of",
    "parse",
    "read_floors",
    "read_gold",
    "read_markup",
    "score",
    "tried",
    "wilson",
    "write_floors",
]
