"""Anything to articles: web pages, feeds, plain text, JSON lines, JSON, folders and standard input, in any encoding.

A new format is a file with a class that keeps the `Reader` protocol, and a line in `READERS`.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import ReadingError
from dragoman.reading.describing import described
from dragoman.reading.detecting import choose_reader
from dragoman.reading.feeds import FeedReader, SitemapReader
from dragoman.reading.html import HtmlReader, article_from_html
from dragoman.reading.json_document import JsonReader
from dragoman.reading.json_lines import JsonLinesReader
from dragoman.reading.meter import Meter
from dragoman.reading.plain_text import PlainTextReader
from dragoman.reading.protocol import Failure, Notice, Outcome, Reader, Source
from dragoman.reading.sources import Place, find_places, open_source, size_of, why_not
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["READERS", "Failure", "Meter", "Notice", "Outcome", "Reader", "Source", "article_from_html", "read"]

READERS: tuple[Reader, ...] = (
    FeedReader(),
    SitemapReader(),
    HtmlReader(),
    JsonReader(),
    JsonLinesReader(),
    PlainTextReader(),
)
"""in the order in which they are asked"""


def read(
    paths: Iterable[str],
    settings: ReadingSettings | None = None,
    standard_input: BinaryIO | None = None,
    meter: Meter | None = None,
) -> Iterator[Outcome]:
    """The articles in `paths` (files, folders, `-`), in order, with a failure for whatever could not be read.

    Articles in another language than the one that is coded are given too: their `language` says so. `meter` is told how far it is.
    """
    settings = settings or ReadingSettings()
    stream = standard_input or sys.stdin.buffer
    seen: dict[str, str] = {}
    paths = list(paths)
    if meter is not None:
        meter.expect([size_of(place) for place in find_places(paths) if isinstance(place, Place)])
    for place in find_places(paths):
        if isinstance(place, Place):
            yield from _read_place(place, settings, stream, seen, meter)
        else:
            yield place


def _read_place(
    place: Place, settings: ReadingSettings, stream: BinaryIO, seen: dict[str, str], meter: Meter | None
) -> Iterator[Outcome]:
    try:
        with open_source(place, stream, meter) as source:
            reader = choose_reader(source, READERS)
            for outcome in reader.read(source, settings):
                if isinstance(outcome, Article):
                    yield from _told_apart(described(outcome, settings), place, seen, reader.id_from_name)
                else:
                    yield outcome
    except ReadingError as error:
        yield Failure(error.source, error.reason)
    except OSError as error:
        yield Failure(place.name, why_not(error))


def _told_apart(article: Article, place: Place, seen: dict[str, str], may_rename: bool) -> Iterator[Outcome]:
    """`article`, after a notice where its id is that of an earlier one."""
    if article.id in seen:
        earlier = "another article here" if seen[article.id] == place.name else seen[article.id]
        if may_rename:
            longer = _longer_id(article.id, place, seen)
            yield Notice(place.name, f"the id {article.id!r} is that of {earlier}, so this article's is {longer!r}")
            article = dataclasses.replace(article, id=longer)
        else:
            told = f"the id {article.id!r} is also that of {earlier}; their records cannot be told apart"
            yield Notice(place.name, told)
    seen[article.id] = place.name
    yield article


def _longer_id(stem: str, place: Place, seen: dict[str, str]) -> str:
    """The file's name with as many of the folders above it as make it the only one of the run."""
    path = place.path or Path(stem)
    parents = [part for part in path.parts[:-1] if part not in ("/", ".", "..")]
    with_folders = ("/".join([*parents[-depth:], stem]) for depth in range(1, len(parents) + 1))
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(name for name in chain(with_folders, [path.name], numbered) if name not in seen)
