"""The records that flow through Dragoman, one frozen dataclass each.

Offsets (`start`, `end`) are Python string indices into `Article.text`, end exclusive, so that `text[start:end]` is what the
field was read from. Dates are ISO 8601 strings. `to_json` gives the line that is printed; `kind` says which record it is.
The meaning of every field is in docs/records.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Article",
    "Assertion",
    "Citation",
    "Coder",
    "Date",
    "Entity",
    "Event",
    "Evidence",
    "Finding",
    "Link",
    "Mention",
    "Origin",
    "Place",
    "Quantity",
    "Quote",
    "Record",
    "Relation",
    "Sketch",
    "Span",
    "Status",
    "Story",
    "Tie",
    "Value",
    "stable_id",
    "to_json",
]


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


def stable_id(prefix: str, *parts: object) -> str:
    """An id that depends on `parts` alone: the same on every run and machine."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:16]}"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the article: `text == article.text[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One report by one outlet."""

    kind: ClassVar[str] = "article"
    id: str
    text: str
    text_sha256: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    fetched: str | None = None
    licence: str | None = None
    body_start: int = 0
    """where the report itself begins in `text`: after a first-line date, a header block or front matter"""

    @classmethod
    def of(cls, text: str, *, id: str | None = None, **known: Any) -> Article:
        """An article from its text; the id is a hash of the text (and outlet, url, day) where none is given."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        identity = (known.get("url") or "", known.get("outlet") or "", known.get("published") or "", digest)
        return cls(id=id or stable_id("article", *identity), text=text, text_sha256=digest, **known)


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


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of one article: `text == article.text[start:end]`."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where accounts first came from: an outlet, an agency whose dispatch others carry, or one article of an unnamed outlet."""

    origin: str
    article_ids: tuple[str, ...]
    basis: str
    """`own` (the outlet's own reports alone), or how the others depend on it: `reprint`, `update`, `credit`"""


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What grouping needs to know of an article, made once from its text: small, and enough to compare it with any other."""

    article_id: str
    outlet: str | None
    published: str | None
    day: int | None
    """of publication, as `date.toordinal` counts; None where unknown"""
    credit: str | None
    """the agency or outlet whose account the article says it carries"""
    fingerprints: NDArray[np.uint64]
    """hashes of runs of its words, sorted, each once: texts that share many share words in the same order"""
    terms: NDArray[np.uint64]
    """hashes of the words that tell it from others, sorted, each once"""
    weights: NDArray[np.float32]
    """of `terms`; the vector has length 1"""


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles that belong together, and how much: the share of the shorter one's fingerprints, or the cosine of the terms."""

    a: str
    b: str
    weight: float


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that report the same happenings, across outlets and days."""

    kind: ClassVar[str] = "story"
    id: str
    title: str
    article_ids: tuple[str, ...]
    first: str | None
    last: str | None
    event_ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    countries: tuple[str, ...]
    articles: int
    outlets: int
    version: str


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
class Tie:
    """Two states, or organisations, in one period. `a` stands before `b` in the alphabet."""

    kind: ClassVar[str] = "tie"
    id: str
    a: str
    b: str
    period: str
    """2031-03-05, 2031-W10 or 2031-03"""
    events: int
    by_type: dict[str, int]
    by_quad: dict[str, int]
    a_to_b: int
    b_to_a: int
    mutual: int
    score: float
    """mean of the PLOVER scores of its events, -10 (conflict) to 10 (cooperation)"""
    score_sum: float
    trend: float | None
    """slope of the score by period up to this one, in points a period; None with fewer than three periods"""
    event_ids: tuple[str, ...]
    version: str


# The contract names the end of an interval `end`, which is also the name of an offset; the offsets of a date are
# therefore printed as they stand and the interval's end under its own name.
_RENAMED = {"end_value": "end_date"}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {_RENAMED.get(f.name, f.name): _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


Record = Article | Mention | Quote | Story | Event | Finding | Tie
"""Whatever stands on a line of its own."""


def to_json(record: Record) -> str:
    """One line of JSON with `kind` first; the same record gives the same bytes."""
    return json.dumps({"kind": record.kind, **_plain(record)}, ensure_ascii=False, separators=(",", ":"))
