"""A page as it is made, and the truth of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Made"]


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a page, how it came, and what is to be read from it; None where the page does not tell."""

    data: bytes
    title: str
    paragraphs: tuple[str, ...]
    published: str | None
    outlet: str | None
    url: str | None = None
    charset: str | None = None
    byline: str | None = None
    agency: str | None = None
