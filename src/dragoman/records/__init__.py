"""The records that flow through Dragoman, one frozen dataclass each.

Offsets (`start`, `end`) are Python string indices into `Article.text`, end exclusive, so that `text[start:end]` is what the
field was read from. Dates are ISO 8601 strings. `to_json` gives the line that is printed; `kind` says which record it is.
The meaning of every field is in docs/records.md.
"""

from __future__ import annotations

from dragoman.records.article import Article, Citation, Dateline, Note, Quarantine, Span, stable_id
from dragoman.records.as_json import Record, as_plain, from_json, to_json
from dragoman.records.event import Event, Finding, Relation, Sensitivity, Value
from dragoman.records.mention import Assertion, Coder, Date, Entity, Evidence, Mention, Place, Quantity, Quote, Status
from dragoman.records.review import Review, Target, Verdict
from dragoman.records.story import Link, Origin, Sketch, Story
from dragoman.records.tie import Tie

__all__ = [
    "Article",
    "Assertion",
    "Citation",
    "Coder",
    "Date",
    "Dateline",
    "Entity",
    "Event",
    "Evidence",
    "Finding",
    "Link",
    "Mention",
    "Note",
    "Origin",
    "Place",
    "Quantity",
    "Quarantine",
    "Quote",
    "Record",
    "Relation",
    "Review",
    "Sensitivity",
    "Sketch",
    "Span",
    "Status",
    "Story",
    "Target",
    "Tie",
    "Value",
    "Verdict",
    "as_plain",
    "from_json",
    "stable_id",
    "to_json",
]
