"""Where the list of articles is in a JSON object that holds one, as the answers of news services do."""

from __future__ import annotations

from typing import Any

from dragoman.reading.field_names import find_column, value_at
from dragoman.settings import ReadingSettings

__all__ = ["wrapped"]

_LISTS = ("articles", "docs", "documents", "items", "results", "data", "hits", "response", "records", "news", "stories", "rows")
"""what the list of articles is called in an object that holds it, at most three such names down"""


def wrapped(document: Any, settings: ReadingSettings) -> tuple[list[Any] | None, str | None]:
    """The list of articles in a document that is none itself, None where it is one; and what is wrong with it, if anything is."""
    place = settings.fields.get("articles")
    if place and isinstance(document, dict):
        entries = value_at(document, place)
        if not isinstance(entries, list):
            return None, f"has no list `{place}`, where the setting `fields` says that the articles are"
        return [_bare(entry) for entry in entries], None
    for _ in range(3):
        if not isinstance(document, dict) or _has_text(document, settings):
            return None, None
        document = next((document[key] for key in _LISTS if isinstance(document.get(key), list | dict)), None)
        if isinstance(document, list):
            return [_bare(entry) for entry in document], None
    return None, None


def _has_text(record: dict[str, Any], settings: ReadingSettings) -> bool:
    place = settings.fields.get("text") or find_column("text", record)
    return place is not None and isinstance(value_at(record, place), str)


def _bare(entry: Any) -> Any:
    """A record without what a search engine puts around it."""
    return entry["_source"] if isinstance(entry, dict) and isinstance(entry.get("_source"), dict) else entry
