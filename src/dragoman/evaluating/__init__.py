"""Labelled sentences, and how well a coder does on them."""

from __future__ import annotations

from dragoman.evaluating.markup import Label, Labelled, MarkupError, parse, read_markup

__all__ = ["Label", "Labelled", "MarkupError", "parse", "read_markup"]
