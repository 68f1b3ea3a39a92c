"""Exports of press databases as text: every article in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dragoman.reading.databases import factiva, nexis
from dragoman.reading.databases.draft import Draft
from dragoman.reading.describing import known_outlets, without_by
from dragoman.reading.encodings import decode, without_surrogates
from dragoman.reading.headers import unreadable_date
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Notice, Outcome, Source
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["DatabaseReader", "articles_in"]


class DatabaseReader:
    """Reads what was exported from Nexis or Factiva as plain text."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By the layout of the first article."""
        return _drafts(decode(head)) is not None

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`."""
        data = source.read_whole(settings.max_document_bytes, "export fewer articles at a time")
        text = without_surrogates(decode(data)).replace("\r\n", "\n").replace("\r", "\n")
        yield from articles_in(text, source, settings) or iter(())


def articles_in(text: str, source: Source, settings: ReadingSettings) -> Iterator[Outcome] | None:
    """The articles of an export of a press database, whatever file its `text` was in; None where it is none."""
    drafts = _drafts(text)
    return None if drafts is None else _articles(drafts, source, settings)


def _drafts(text: str) -> Iterator[Draft] | None:
    if nexis.is_nexis(text):
        return nexis.drafts_in(text)
    return factiva.drafts_in(text) if factiva.is_factiva(text) else None


def _articles(drafts: Iterator[Draft], source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
    number = 0
    for number, draft in enumerate(drafts, 1):
        name = f"{source.name}, article {number}"
        fault = draft.fault or (None if draft.text.strip() else "has a head but no text after it")
        if fault is None and len(draft.text) > settings.max_article_bytes:
            fault = f"is longer than an article may be ({settings.max_article_bytes:,} characters); raise max_article_bytes"
        if fault:
            yield Failure(name, fault)
            continue
        if draft.published is None:
            yield Notice(
                name, unreadable_date(draft.stated_date) if draft.stated_date else "has no date, so none is known of it"
            )
        yield Article.of(
            draft.text,
            id=draft.accession or (f"{source.stem}#{number}" if source.stem else None),
            language=detect_language(draft.text, 0, settings, draft.language),
            title=draft.title,
            outlet=draft.outlet,
            published=draft.published,
            byline=without_by(draft.byline, known_outlets(settings)) if draft.byline else None,
        )
    if not number:
        yield Failure(source.name, "looks like an export of a press database, but no article was found in it; save them singly")
