"""The text of a document to the article that it is, or the articles that were exported into it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.databases import articles_in
from dragoman.reading.encodings import without_surrogates
from dragoman.reading.headers import read_header
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Notice, Outcome, Source
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["from_document"]


def from_document(text: str, source: Source, settings: ReadingSettings, what: str, **known: str | None) -> Iterator[Outcome]:
    """The articles that a document's `text` holds; `what` the document is called, `known` what it says of itself."""
    text = without_surrogates(text).replace("\0", "").strip()
    exported = articles_in(text, source, settings)
    if exported is not None:
        yield from exported
        return
    header = read_header(text)
    if not text[header.body_start :].strip():
        yield Failure(source.name, f"is {what} without text; there is nothing to code")
        return
    if len(text) > settings.max_article_bytes:
        limit = f"{settings.max_article_bytes:,} characters"
        yield Failure(source.name, f"is longer than an article may be ({limit}); split it or raise max_article_bytes")
        return
    for complaint in header.complaints:
        yield Notice(source.name, complaint)
    fields = {**known, **header.known}
    language = detect_language(text, header.body_start, settings, fields.pop("language", None))
    yield Article.of(text, id=source.stem, language=language, body_start=header.body_start, **fields)
