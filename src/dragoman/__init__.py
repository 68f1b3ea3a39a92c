"""Dragoman reads press reports and writes PLOVER event records: who did what to whom, when, where, and who says so."""

from __future__ import annotations

from dragoman.errors import DragomanError
from dragoman.records import Article, Mention, Quote, Status, to_json

__all__ = ["Article", "DragomanError", "Mention", "Quote", "Status", "__version__", "to_json"]

__version__ = "0.1.0"
