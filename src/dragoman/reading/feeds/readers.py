"""Feeds and sitemaps as files: they give what they hold; the linked pages are not fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dragoman.errors import ReadingError
from dragoman.reading.addresses import host_of
from dragoman.reading.describing import known_outlets
from dragoman.reading.feeds.entries import Entry, Feed
from dragoman.reading.feeds.json_feed import is_json_feed, parse_json_feed
from dragoman.reading.feeds.markup import root_name
from dragoman.reading.feeds.sitemaps import SITEMAP_ROOTS, parse_sitemap
from dragoman.reading.feeds.subscriptions import LIST_ROOTS
from dragoman.reading.feeds.syndication import FEED_ROOTS, parse_feed
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Notice, Outcome, Source
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["FeedReader", "SitemapReader", "article_of_entry", "articles_of_feed"]


class FeedReader:
    """Reads RSS, Atom and JSON Feed. An entry's content is its article's text, or its summary where there is no more."""

    id_from_name: ClassVar[bool] = False

    def recognises(self, head: bytes, name: str) -> bool:
        """By the root element, or by what a JSON Feed says that it is."""
        return root_name(head) in FEED_ROOTS or is_json_feed(head)

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`; an entry without words gives a failure with its number, from 1."""
        data = _whole(source, settings)
        if isinstance(data, Failure):
            yield data
            return
        try:
            parse = parse_json_feed if is_json_feed(source.head) else parse_feed
            feed = parse(data, source.name)
        except ReadingError as error:
            yield Failure(error.source, error.reason)
            return
        yield from articles_of_feed(feed, source.name, settings)


class SitemapReader:
    """Knows sitemaps and lists of feeds, which hold addresses and no text, and says what to do with them."""

    id_from_name: ClassVar[bool] = False

    def recognises(self, head: bytes, name: str) -> bool:
        """By the root element."""
        return root_name(head) in SITEMAP_ROOTS | LIST_ROOTS

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """A failure that says how its pages can be had."""
        if root_name(source.head) in LIST_ROOTS:
            yield Failure(source.name, f"is a list of feeds, without text; give it to: dragoman watch {source.name}")
            return
        data = _whole(source, settings)
        if isinstance(data, Failure):
            yield data
            return
        try:
            found = parse_sitemap(data, source.name)
        except ReadingError as error:
            yield Failure(error.source, error.reason)
            return
        count = len(found.pages) + len(found.sitemaps)
        advice = "give the address that it has on the web, and its pages are fetched"
        yield Failure(source.name, f"is a sitemap of {count:,} addresses, without text; {advice}")


def _whole(source: Source, settings: ReadingSettings) -> bytes | Failure:
    data = source.stream.read(settings.max_feed_bytes + 1)
    if len(data) > settings.max_feed_bytes:
        limit = f"{settings.max_feed_bytes:,} bytes"
        return Failure(source.name, f"is larger than a feed or sitemap may be ({limit}); split it or raise max_feed_bytes")
    return data


def articles_of_feed(feed: Feed, name: str, settings: ReadingSettings, fetched: str | None = None) -> Iterator[Outcome]:
    """What the entries of a feed hold by themselves; a failure for an entry without words, and a notice of teasers."""
    for fault in feed.faults:
        yield Notice(name, fault)
    if not feed.entries:
        yield Failure(name, "is a feed without entries; there is nothing to code")
    seen: set[Entry] = set()
    teasers = 0
    for number, entry in enumerate(feed.entries, 1):
        if entry in seen:
            continue
        seen.add(entry)
        if entry.text and len(entry.text) > settings.max_article_bytes:
            limit = f"{settings.max_article_bytes:,} characters"
            yield Failure(
                f"{name}, entry {number}", f"is longer than an article may be ({limit}); raise max_article_bytes if it is one"
            )
        elif entry.text:
            teasers += not entry.whole
            yield article_of_entry(entry, settings, fetched)
        else:
            at = f" ({entry.url})" if entry.url else ""
            yield Failure(f"{name}, entry {number}", f"has no text{at}; fetch the page that it links to")
    if teasers:
        told = f"holds a teaser, and not the whole report, in {teasers:,} of {len(feed.entries):,} entries"
        yield Notice(name, f"{told}; give the feed's address on the web to fetch the reports")


def article_of_entry(entry: Entry, settings: ReadingSettings, fetched: str | None = None) -> Article:
    """The article that an entry holds by itself."""
    return Article.of(
        entry.text,
        url=entry.url,
        title=entry.title,
        published=entry.published,
        outlet=_outlet(entry, settings),
        licence=entry.licence,
        language=detect_language(entry.text, 0, settings, entry.language),
        fetched=fetched,
    )


def _outlet(entry: Entry, settings: ReadingSettings) -> str | None:
    """Whose report it is, as far as the entry says, or its feed; None where that is better known from its address."""
    host = host_of(entry.url)
    known = known_outlets(settings).at(host) if host else None
    return entry.outlet or (entry.feed if known is None else None)
