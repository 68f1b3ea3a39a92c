"""What the mentions of one happening come to, and how they compare."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from dragoman.records.article import Citation, Span
from dragoman.records.mention import Assertion, Date, Entity, Place, Quantity, Status

__all__ = ["Event", "Finding", "Relation", "Sensitivity", "Value"]


class Relation(StrEnum):
    """How what one report says of a field stands to what another says of it."""

    AGREES = "agrees"
    """the same value"""
    REFINES = "refines"
    """one value says the same more precisely: Wonsan within North Korea, 212 within "hundreds" """
    DIFFERS = "differs"
    """not the same, and both may be true"""
    CONTRADICTS = "contradicts"
    """not the same, and not both can be true"""
    CORRECTED = "corrected"
    """a later report of the same outlet, or a marked correction, replaces the value"""


@dataclass(frozen=True, slots=True)
class Event:
    """A happening, made from its mentions by a named rule: one row where the world had one happening.

    The spans in a field are those of the first mention that `sources` names for it.
    """

    kind: ClassVar[str] = "event"
    id: str
    story_id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    intensity: float
    status: Status
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    date: Date
    place: Place | None
    asserted_by: Assertion
    quantities: tuple[Quantity, ...]
    objects: tuple[Span, ...]
    evidence: tuple[Citation, ...]
    confidence: float
    mention_ids: tuple[str, ...]
    sources: dict[str, tuple[str, ...]]
    """field -> ids of the mentions that say what stands in it"""
    articles: int
    outlets: int
    origins: int
    corroborated: bool
    """two origins or more"""
    agreement: dict[str, str]
    """field -> id of the finding that weighs most in it"""
    rule: str
    version: str
    review: str = "machine"
    """machine, or reviewed: somebody has reviewed a mention of it, or said which mentions it is made of"""
    reviewed_mentions: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values that a finding sets side by side, and who says it."""

    value: str
    article_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What comparing the accounts of one event, or the wordings of one quotation, shows of one field."""

    kind: ClassVar[str] = "finding"
    id: str
    story_id: str
    event_id: str | None
    quote_id: str | None
    field: str
    relation: Relation
    values: tuple[Value, ...]
    explanation: str
    version: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A field of an event that another rule would fill otherwise."""

    kind: ClassVar[str] = "sensitivity"
    id: str
    event_id: str
    story_id: str
    field: str
    rule: str
    """the other rule"""
    value: str
    """what stands in the field, by the default rule, in words"""
    instead: str
    """what `rule` would put there, in words"""
    mention_ids: tuple[str, ...]
    """the mentions that say `instead`"""
    version: str
