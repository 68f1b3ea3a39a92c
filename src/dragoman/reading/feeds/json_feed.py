"""JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urljoin

from dragoman.errors import ReadingError
from dragoman.reading.dates import published_date
from dragoman.reading.encodings import decode, without_surrogates
from dragoman.reading.feeds.entries import Entry, Feed, is_teaser
from dragoman.reading.feeds.markup import plain
from dragoman.reading.json_lines import json_fault

__all__ = ["is_json_feed", "parse_json_feed"]

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')


def is_json_feed(head: bytes) -> bool:
    """Whether a document that begins with `head` says that it is a JSON Feed."""
    text = decode(head).lstrip("\ufeff \t\r\n")
    return text.startswith("{") and _VERSION.search(text) is not None


def parse_json_feed(data: bytes, name: str, base: str | None = None) -> Feed:
    """The feed in `data`. Raises ReadingError where it is not JSON, or has no list of items."""
    try:
        document = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise ReadingError(name, json_fault(error)) from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise ReadingError(name, "is a JSON feed without a list `items`; check where it came from")
    base = base or _word(document, "feed_url") or _word(document, "home_page_url")
    title = _word(document, "title")
    language = _word(document, "language")
    entries = [_entry(item, title, language, base) for item in items if isinstance(item, dict)]
    odd = len(items) - len(entries)
    return Feed(title, tuple(entries), (f"has items that are no objects ({odd}); they were left out",) if odd else ())


def _entry(item: dict[str, Any], title: str | None, language: str | None, base: str | None) -> Entry:
    content = item.get("content_html")
    text = plain(content) if isinstance(content, str) else (_word(item, "content_text") or "")
    summary = _word(item, "summary") or ""
    url = _word(item, "url") or _word(item, "external_url") or _address(_word(item, "id"))
    published = published_date(_word(item, "date_published") or "")
    updated = published_date(_word(item, "date_modified") or "")
    return Entry(
        url=_joined(base, url),
        title=_word(item, "title"),
        published=published or updated,
        updated=updated,
        feed=title,
        language=_word(item, "language") or language,
        text=text or summary,
        whole=not is_teaser(text, content=True),
    )


def _joined(base: str | None, url: str | None) -> str | None:
    if not base or not url:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _address(id: str | None) -> str | None:
    return id if id and id.startswith(("http://", "https://")) else None


def _word(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    return without_surrogates(value).strip() or None if isinstance(value, str) else None
