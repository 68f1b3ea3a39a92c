"""One JSON object to one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.reading.dates import published_date
from dragoman.reading.encodings import without_surrogates
from dragoman.reading.headers import unreadable_date
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Notice, Outcome
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["article_from"]

_KEPT = ("id", "published", "outlet", "title", "url", "language", "licence")


def article_from(record: Any, name: str, settings: ReadingSettings) -> Iterator[Outcome]:
    """The article that a JSON object holds, after notices of what in it cannot be used; or the failure.

    The text is taken exactly as it was given, so that offsets hold; only lone surrogates are replaced, one for one.
    """
    if not isinstance(record, dict):
        yield Failure(name, f"is {_called(record)}, not an object with a field `text`")
        return
    fault = _fault(record)
    if fault:
        yield Failure(name, fault)
        return
    known: dict[str, str] = {}
    for field in _KEPT:
        value = record.get(field)
        if isinstance(value, str) and value.strip():
            known[field] = without_surrogates(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            known[field] = str(value)
        elif value is not None and value != "":
            yield Notice(name, f"`{field}` is {_called(value)}, not text, and was left out")
    if "published" in known:
        stated = known.pop("published")
        iso = published_date(stated)
        if iso:
            known["published"] = iso
        else:
            yield Notice(name, unreadable_date(stated))
    text = without_surrogates(record["text"])
    known["language"] = detect_language(text, 0, settings, known.get("language"))
    yield Article.of(text, **known)


def _fault(record: dict[str, Any]) -> str | None:
    if "text" not in record:
        near = next((key for key in ("body", "content", "article", "story", "Text", "TEXT") if key in record), None)
        advice = f"; is it the one called `{near}`? Then rename it" if near else ""
        return f"has no field `text`{advice}"
    if not isinstance(record["text"], str):
        return f"`text` is {_called(record['text'])}, not text"
    if not record["text"].strip():
        return "`text` is empty"
    return None


def _called(value: Any) -> str:
    if value is None:
        return "null"
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)
