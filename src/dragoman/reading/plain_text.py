"""Plain text: one article a file, with or without a header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dragoman.reading.encodings import decode, has_text, without_surrogates
from dragoman.reading.headers import read_header
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Notice, Outcome, Source
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["PlainTextReader"]


class PlainTextReader:
    """Reads anything that is text; the last one to be asked.

    The article's text is the whole file as decoded, header included and newlines as they are, so that offsets hold in the
    file; `body_start` says where the report begins.
    """

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """Whatever the detector lets through is taken as text."""
        return True

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The one article of `source`."""
        data = source.stream.read(settings.max_article_bytes + 1)
        if len(data) > settings.max_article_bytes:
            limit = f"{settings.max_article_bytes:,} bytes"
            yield Failure(source.name, f"is longer than an article may be ({limit}); split it or raise max_article_bytes")
            return
        text = without_surrogates(decode(data))
        header = read_header(text)
        if not has_text(text[header.body_start :]):
            what = "a header but no text after it" if header.body_start and text.strip() else "no text"
            yield Failure(source.name, f"holds {what}; there is nothing to code")
            return
        for complaint in header.complaints:
            yield Notice(source.name, complaint)
        known = dict(header.known)
        language = detect_language(text, header.body_start, settings, known.pop("language", None))
        yield Article.of(text, id=source.stem, language=language, body_start=header.body_start, **known)
