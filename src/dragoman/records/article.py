"""One report, and words of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, ClassVar

__all__ = ["Article", "Citation", "Dateline", "Note", "Quarantine", "Span", "stable_id"]


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
class Citation:
    """Words of one article: `text == article.text[start:end]`."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report says that it was written: `text == article.text[start:end]`, and the report goes on at `end`."""

    text: str
    place: str
    day: str | None
    """as it stands: "July 12" """
    agency: str | None
    """as it stands: "Yonhap" """
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """What an article says of itself: that it corrects or updates an earlier one. `text == article.text[start:end]`."""

    sort: str
    """`correction`, `update`, `clarification` or `editor`"""
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
    outlet_country: str | None = None
    """ISO 3166 alpha-3, where the outlet is known"""
    outlet_kind: str | None = None
    """what the outlet is: see `dragoman.knowledge.OUTLET_KINDS`"""
    agency: str | None = None
    """the agency or outlet that dateline, byline or last lines credit for the account"""
    byline: str | None = None
    """who wrote it, several names set apart by commas"""
    dateline: Dateline | None = None
    lead: Span | None = None
    """the first paragraph after the dateline"""
    notes: tuple[Note, ...] = ()
    coding: str | None = None
    """in a store: `done`, or why it was not coded: `language`, `quarantine`"""

    @classmethod
    def of(cls, text: str, *, id: str | None = None, **known: Any) -> Article:
        """An article from its text; the id is a hash of the text (and outlet, url, day) where none is given."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        identity = (known.get("url") or "", known.get("outlet") or "", known.get("published") or "", digest)
        return cls(id=id or stable_id("article", *identity), text=text, text_sha256=digest, **known)


@dataclass(frozen=True, slots=True)
class Quarantine:
    """An article on which coding failed: it is kept, and left alone until another version of the coder comes to it."""

    kind: ClassVar[str] = "quarantine"
    id: str
    article_id: str
    reason: str
    coder: str
    """version of the coder that failed"""
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None

    @classmethod
    def of(cls, article: Article, reason: str, coder: str) -> Quarantine:
        """What is told of `article`."""
        id = stable_id("quarantine", article.id)
        return cls(id, article.id, reason, coder, article.outlet, article.published, article.title, article.url)
