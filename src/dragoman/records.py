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

__all__ = [
    "Article",
    "Assertion",
    "Coder",
    "Date",
    "Entity",
    "Evidence",
    "Mention",
    "Place",
    "Quantity",
    "Quote",
    "Span",
    "Status",
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


# The contract names the end of an interval `end`, which is also the name of an offset; the offsets of a date are
# therefore printed as they stand and the interval's end under its own name.
_RENAMED = {"end_value": "end_date"}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {_RENAMED.get(f.name, f.name): _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


def to_json(record: Article | Mention | Quote) -> str:
    """One line of JSON with `kind` first; the same record gives the same bytes."""
    return json.dumps({"kind": record.kind, **_plain(record)}, ensure_ascii=False, separators=(",", ":"))
