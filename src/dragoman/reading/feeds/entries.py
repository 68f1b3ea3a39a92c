"""What feeds and sitemaps hold, whatever their format: entries that link to a report, and some of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Entry", "Feed", "is_teaser"]

_TEASER_CHARACTERS = 1000
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more|continue reading|more\s*[»>]+)\W*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One report that a feed or a news sitemap names, with what it says of it."""

    url: str | None
    title: str | None = None
    published: str | None = None
    """ISO date or datetime; None where it states none or an ambiguous one"""
    updated: str | None = None
    outlet: str | None = None
    """whose report it is, where the entry itself says so"""
    feed: str | None = None
    """what the feed is called: an outlet, or "World news" and the like"""
    language: str | None = None
    licence: str | None = None
    text: str = ""
    """the report's words as plain text, or a teaser, or nothing"""
    whole: bool = False
    """whether `text` is the whole report as far as one can tell"""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read: its title and its entries in its order, each once."""

    title: str | None
    entries: tuple[Entry, ...]
    faults: tuple[str, ...] = ()
    """what is wrong with it, in words for its reader; its entries are what could be saved"""


def is_teaser(text: str, content: bool) -> bool:
    """Whether a text is the beginning of a report and not the report: it says itself that it goes on, or is a short summary.

    `content` says that the feed gave it as the report's content and not as a summary of it.
    """
    return not text or _CUT_OFF.search(text[-80:]) is not None or (not content and len(text) < _TEASER_CHARACTERS)
