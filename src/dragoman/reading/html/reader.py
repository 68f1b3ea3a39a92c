"""Saved web pages: one article a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dragoman.reading.html.page import looks_like_html
from dragoman.reading.html.reading import article_from_html
from dragoman.reading.protocol import Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["HtmlReader"]


class HtmlReader:
    """Reads a web page, as a browser or a program saved it."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By how it begins, whatever it is called."""
        return looks_like_html(head)

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The one article of `source`."""
        data = source.stream.read(settings.max_article_bytes + 1)
        yield from article_from_html(data, source.name, settings, id=source.stem)
