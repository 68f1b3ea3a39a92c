"""RSS 0.9x, 1.0, 2.0 and Atom; the only import of feedparser, which is given bytes and never an address or a name."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser

from dragoman.errors import ReadingError
from dragoman.reading.dates import published_date
from dragoman.reading.feeds.entries import Entry, Feed, is_teaser
from dragoman.reading.feeds.markup import plain, root_name
from dragoman.reading.feeds.wellformed import mended
from dragoman.reading.protocol import HEAD_BYTES

__all__ = ["FEED_ROOTS", "parse_feed"]

FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
_MOST_ENTRIES = 10_000


def parse_feed(data: bytes, name: str, base: str | None = None, charset: str | None = None) -> Feed:
    """The feed in `data`, its links resolved against `base` (where it came from); `charset` is what a header of HTTP said of it.

    Raises ReadingError where it is no feed, or one that cannot be mended.
    """
    if root_name(data[:HEAD_BYTES]) not in FEED_ROOTS:
        raise ReadingError(name, "is no RSS or Atom feed; check the address or the file")
    document, faults = mended(data, name, charset, _MOST_ENTRIES)
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": base} if base else {})
    # Ours to escape, not to clean: what is kept of its markup is words.
    try:
        found = feedparser.parse(io.BytesIO(document), response_headers=headers, sanitize_html=False)
    except Exception as error:
        # It breaks on some addresses and dates that are none; the run must not.
        raise ReadingError(name, f"is a feed that cannot be read ({type(error).__name__}: {error})"[:300]) from error
    title = _text(found.feed.get("title"))
    return Feed(title, tuple(_entry(entry, found.feed, title) for entry in found.entries), tuple(faults))


def _entry(entry: Any, feed: Any, title: str | None) -> Entry:
    content = max((plain(str(part.get("value") or "")) for part in entry.get("content") or ()), key=len, default="")
    text = max(content, plain(str(entry.get("summary") or "")), key=len)
    source = entry.get("source") or {}
    return Entry(
        url=_link(entry),
        title=_text(entry.get("title")),
        published=_date(entry, "published") or _date(entry, "updated"),
        updated=_date(entry, "updated"),
        outlet=_text(source.get("title")),
        feed=title,
        language=_text(entry.get("language") or feed.get("language")),
        licence=_text(entry.get("rights") or feed.get("rights")),
        text=text,
        whole=not is_teaser(text, content=text == content),
    )


def _link(entry: Any) -> str | None:
    for link in entry.get("links") or ():
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link["href"]).strip()
    link = str(entry.get("link") or "").strip()
    return link or None


def _text(value: object) -> str | None:
    text = " ".join(plain(str(value)).split()) if value else ""
    return text or None


def _date(entry: Any, field: str) -> str | None:
    """As it was written, with its zone, where we can read that; else as feedparser understands it, which is in UTC."""
    # Asked for like this, since feedparser answers for `updated` with `published` where there is none.
    written = dict.get(entry, field)
    if written and (iso := published_date(str(written))):
        return iso
    parsed = dict.get(entry, f"{field}_parsed")
    if not isinstance(parsed, struct_time):
        return None
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat()
    except ValueError:
        return None
