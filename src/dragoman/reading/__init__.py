"""Anything to articles: pages, feeds, texts, tables, documents, exports of press databases, archives of them, in any encoding.

A new format is a file with a class that keeps the `Reader` protocol, and a line in `PACKED` or `TEXTUAL`.
"""

from __future__ import annotations

import dataclasses
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import ReadingError
from dragoman.reading.archives import Bzip2Reader, GzipReader, MailboxReader, TarReader, XzReader, ZipReader
from dragoman.reading.bounds import TooMuch
from dragoman.reading.databases import DatabaseReader
from dragoman.reading.describing import described
from dragoman.reading.detecting import choose_reader
from dragoman.reading.documents import PdfReader, RtfReader
from dragoman.reading.download import Download
from dragoman.reading.feeds import FeedReader, SitemapReader, read_subscriptions
from dragoman.reading.html import HtmlReader, article_from_html
from dragoman.reading.json_document import JsonReader
from dragoman.reading.json_lines import JsonLinesReader
from dragoman.reading.mail import MailReader
from dragoman.reading.meter import Meter
from dragoman.reading.plain_text import PlainTextReader
from dragoman.reading.protocol import Failure, Notice, Outcome, Reader, Source
from dragoman.reading.sources import Addresses, Place, fetched_beside, find_places, open_source, size_of, why_not
from dragoman.reading.tables import DelimitedReader, ParquetReader
from dragoman.reading.web_archive import WarcReader
from dragoman.records import Article
from dragoman.settings import ReadingSettings, Settings

if TYPE_CHECKING:
    from dragoman.reading.fetching import Web

__all__ = [
    "READERS",
    "Failure",
    "Meter",
    "Notice",
    "Outcome",
    "Reader",
    "Source",
    "article_from_html",
    "fetched_beside",
    "open_web",
    "read",
    "read_subscriptions",
]

PACKED: tuple[Reader, ...] = (
    GzipReader(),
    Bzip2Reader(),
    XzReader(),
    ZipReader(),
    TarReader(),
    ParquetReader(),
    PdfReader(),
    RtfReader(),
    WarcReader(),
    MailboxReader(),
    MailReader(),
)
"""formats that are no text, or text around something else, in the order in which they are asked"""
TEXTUAL: tuple[Reader, ...] = (
    FeedReader(),
    SitemapReader(),
    HtmlReader(),
    JsonReader(),
    JsonLinesReader(),
    DatabaseReader(),
    DelimitedReader(),
    PlainTextReader(),
)
"""formats of text, in the order in which they are asked"""
READERS = (*PACKED, *TEXTUAL)


def read(
    paths: Iterable[str],
    settings: ReadingSettings | None = None,
    standard_input: BinaryIO | None = None,
    meter: Meter | None = None,
    web: Web | None = None,
) -> Iterator[Outcome]:
    """The articles in `paths` (files, folders, addresses, `-`), in order, with a failure for whatever could not be read.

    Articles in another language than the one that is coded are given too: their `language` says so. `meter` is told how far it is;
    addresses are fetched through `web` (see `open_web`).
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
        elif isinstance(place, Addresses):
            yield from _read_addresses(place, settings, seen, web)
        else:
            yield place


def _read_place(
    place: Place, settings: ReadingSettings, stream: BinaryIO, seen: dict[str, str], meter: Meter | None
) -> Iterator[Outcome]:
    try:
        with open_source(place, stream, settings, meter) as source:
            yield from _read_source(source, settings, seen)
    except ReadingError as error:
        yield Failure(error.source, error.reason)
    except OSError as error:
        yield Failure(place.name, why_not(error))


def _read_addresses(
    addresses: Addresses, settings: ReadingSettings, seen: dict[str, str], web: Web | None
) -> Iterator[Outcome]:
    if web is None:
        yield from (Failure(url, "is an address; nothing was given to fetch it with") for url in addresses.urls)
        return
    for found in web.read(addresses.urls):
        if isinstance(found, Download):
            source = Source(found.name, io.BytesIO(found.body), settings=settings)
            try:
                for outcome in map(found.sign, _read_source(source, settings, seen)):
                    # Once more: the address tells more of it.
                    yield described(outcome, settings) if isinstance(outcome, Article) else outcome
            except ReadingError as error:
                yield Failure(error.source, error.reason)
        elif not isinstance(found, Article):
            yield found
        elif found.id not in seen:
            # One that is there already is the same report, to which another address led.
            seen[found.id] = found.url or found.id
            yield described(found, settings)


@contextmanager
def open_web(settings: Settings, keep_at: Path | None = None, *, only_new: bool = False) -> Iterator[Web]:
    """The web, for `read`. What is fetched is kept in the file `keep_at`, or only until the end of the block.

    With `only_new` a page is given only where what it says was not marked as built before.
    Raises StoreBroken where the file cannot be used.
    """
    # Here and not above: most runs read files, and the libraries take their time to load.
    from dragoman.reading.fetching import open_web as opened

    with opened(settings, keep_at, only_new=only_new) as web:
        yield web


def _read_source(source: Source, settings: ReadingSettings, seen: dict[str, str]) -> Iterator[Outcome]:
    """The articles of `source`, and of all that is nested in it. Raises TooMuch, and ReadingError for what holds it."""
    try:
        reader = choose_reader(source, PACKED, TEXTUAL)
        for outcome in reader.read(source, settings):
            if isinstance(outcome, Article):
                yield from _told_apart(described(outcome, settings), source, seen, reader.id_from_name)
            elif isinstance(outcome, Source) and outcome.depth > settings.max_archive_depth:
                yield Failure(outcome.name, f"lies in more than {settings.max_archive_depth} archives; unpack them yourself")
            elif isinstance(outcome, Source):
                yield from _read_source(outcome, settings, seen)
            else:
                yield outcome
    except TooMuch:
        raise
    except ReadingError as error:
        if not error.source.startswith(source.name):
            raise
        yield Failure(error.source, error.reason)
    # One file that a reader, or a library of its, did not foresee must not end a run of thousands.
    except Exception as error:
        told = f"broke its reader ({type(error).__name__}: {' '.join(str(error).split())[:100]})"
        yield Failure(source.name, f"{told}; save its text as plain text, and report it if you may show the file")


def _told_apart(article: Article, source: Source, seen: dict[str, str], may_rename: bool) -> Iterator[Outcome]:
    """`article`, after a notice where its id is that of an earlier one."""
    if article.id in seen:
        earlier = "another article here" if seen[article.id] == source.name else seen[article.id]
        if may_rename:
            longer = _longer_id(article.id, source, seen)
            yield Notice(source.name, f"the id {article.id!r} is that of {earlier}, so this article's is {longer!r}")
            article = dataclasses.replace(article, id=longer)
        else:
            told = f"the id {article.id!r} is also that of {earlier}; their records cannot be told apart"
            yield Notice(source.name, told)
    seen[article.id] = source.name
    yield article


def _longer_id(stem: str, source: Source, seen: dict[str, str]) -> str:
    """The file's name with as many of the folders above it as make it the only one of the run; numbered where it is no file's name."""
    path = source.path if source.path and source.stem and stem.startswith(source.stem) else Path(stem)
    parents = [part for part in path.parts[:-1] if part not in ("/", ".", "..")]
    with_folders = ("/".join([*parents[-depth:], stem]) for depth in range(1, len(parents) + 1))
    numbered = (f"{stem}-{number}" for number in count(2))
    whole = [path.name] if path is source.path else []
    return next(name for name in chain(with_folders, whole, numbered) if name not in seen)
