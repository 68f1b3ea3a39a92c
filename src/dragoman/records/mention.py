"""What one article says: mentions and quotes, and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from dragoman.records.article import Span
from dragoman.records.review import Verdict

__all__ = ["Assertion", "Coder", "Date", "Entity", "Evidence", "Mention", "Place", "Quantity", "Quote", "Status"]


class Status(StrEnum):
    """What the report says of a happening."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    THREATENED = "threatened"
    REQUESTED = "requested"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Entity:
    """Who: a state, organisation, person, group or unnamed people, as one article names them."""

    text: str
    name: str
    kind: str
    """state, organisation, person, group or unnamed"""
    country: str | None
    """ISO 3166 alpha-3, or one of PLOVER's IGO UNO EUR NGO ISM IMG MNC; None where unknown"""
    sectors: tuple[str, ...]
    """PLOVER sector codes, the primary one first"""
    office: str | None
    wikidata: str | None
    start: int
    end: int
    refers_to: Span | None = None
    """for a pronoun or "the two countries": the words that it was resolved to"""


@dataclass(frozen=True, slots=True)
class Date:
    """When. `source` is `text` (then `text`, `start`, `end` are its words) or `published`."""

    value: str | None
    end_value: str | None
    precision: str
    """day, week, month, year or none"""
    source: str
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where, with its GeoNames id. `role`: event, host or mentioned."""

    text: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    precision: str
    """site, city, district, province, country or region"""
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assertion:
    """Who says so. `kind`: outlet, agency, speaker or unnamed."""

    kind: str
    name: str | None
    entity: Entity | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that the record was read from; `sentence` is its index in the article, from 0."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many. `bound`: exact, at_least, at_most or about."""

    value: float
    unit: str | None
    noun: str | None
    bound: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coder:
    """Which version of the coder and which of its rules made a record."""

    version: str
    rule: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One article's account of one happening."""

    kind: ClassVar[str] = "mention"
    id: str
    article_id: str
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
    trigger: Span
    evidence: tuple[Evidence, ...]
    quantities: tuple[Quantity, ...]
    confidence: float
    coder: Coder
    event_id: str | None = None
    objects: tuple[Span, ...] = ()
    """the things given, sent, seized or dealt with, one span each: "arms", "ammunition"; not the people, states and numbers"""
    review: str = "machine"
    """machine, or reviewed: somebody has accepted, rejected or corrected it"""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that the article gives as somebody's. `form`: direct, partial or indirect."""

    kind: ClassVar[str] = "quote"
    id: str
    article_id: str
    text: str
    start: int
    end: int
    form: str
    speaker: Entity | None
    cue: Span | None
    addressee: Entity | None
    medium: Entity | None
    date: Date
    coder: Coder
