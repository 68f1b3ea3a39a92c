"""From addresses to articles: a page, or a feed or sitemap and the pages that it names."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from email.message import Message

from dragoman.errors import FetchError, ReadingError
from dragoman.reading.download import Download
from dragoman.reading.feeds import (
    FEED_ROOTS,
    SITEMAP_ROOTS,
    Entry,
    Feed,
    article_of_entry,
    articles_of_feed,
    feeds_named,
    is_json_feed,
    parse_feed,
    parse_json_feed,
    parse_sitemap,
    root_name,
)
from dragoman.reading.fetching.crawling import Crawl, Got, Wanted
from dragoman.reading.fetching.keeping import Keeper, Response
from dragoman.reading.fetching.unpacking import GZIP, TooLong, bounded, unpacked
from dragoman.reading.html import article_from_html, looks_like_html
from dragoman.reading.protocol import HEAD_BYTES, Failure, Notice, Outcome
from dragoman.records import Article, stable_id
from dragoman.settings import Settings

__all__ = ["Web"]

_DEEPEST_INDEX = 3


class Web:
    """Fetches addresses and gives what they hold. What was given can be marked as built, and is then not given again.

    With `only_new` a page is given only where it, or what it says, was not built before.
    """

    def __init__(self, crawl: Crawl, keeper: Keeper, settings: Settings, *, only_new: bool = False) -> None:
        self._crawl = crawl
        self._keeper = keeper
        self._settings = settings
        self._only_new = only_new
        self._given: dict[str, str] = {}
        self._seen: set[str] = set()

    def read(self, addresses: Iterable[str]) -> Iterator[Outcome | Download]:
        """What the addresses hold, in their order: first what they hold themselves, then the pages that they name."""
        links: dict[str, Entry] = {}
        sitemaps: list[str] = []
        for got in self._crawl.run(Wanted(address, self._settings.fetching.feed_fresh_seconds) for address in addresses):
            yield from self._root(got, links, sitemaps)
        for _ in range(_DEEPEST_INDEX):
            below, sitemaps = sitemaps, []
            for got in self._crawl.run(Wanted(one, self._settings.fetching.feed_fresh_seconds) for one in below):
                yield from self._root(got, links, sitemaps)
        for one in sitemaps:
            yield Failure(one, f"is a sitemap more than {_DEEPEST_INDEX} indexes down; give its address by itself")
        wanted = [Wanted(url, self._settings.fetching.page_fresh_seconds, entry.updated) for url, entry in links.items()]
        for got in self._crawl.run(wanted):
            yield from self._linked(got, links[got.wanted.url])

    def mark_built(self) -> None:
        """All that was given so far is in the store now."""
        self._keeper.tell(self._given.items())
        self._given.clear()

    def forget_built(self) -> None:
        """The store is a new one, with nothing in it."""
        self._keeper.forget_told()

    def _root(self, got: Got, links: dict[str, Entry], sitemaps: list[str]) -> Iterator[Outcome | Download]:
        """What an address that the user named, or an index of sitemaps, holds."""
        name = got.wanted.url
        if got.moved:
            yield Notice(name, f"has moved for good; put this into your list instead: {got.moved}")
        if got.response is None:
            assert got.fault is not None
            yield _failure(name, got.fault)
            return
        try:
            body = self._plain(got.response, name)
            head = body[:HEAD_BYTES]
            if root_name(head) in FEED_ROOTS or is_json_feed(head):
                yield from self._feed(self._parsed(got.response, body, name), got.response, name, links)
            elif root_name(head) in SITEMAP_ROOTS:
                yield from self._sitemap(got.response, body, name, links, sitemaps)
            else:
                for outcome in self._page(got.response, body, name, None):
                    yield _with_advice(outcome, feeds_named(body, got.response.url))
        except ReadingError as error:
            yield Failure(name, error.reason)

    def _parsed(self, response: Response, body: bytes, name: str) -> Feed:
        if is_json_feed(body[:HEAD_BYTES]):
            return parse_json_feed(body, name, response.url)
        return parse_feed(body, name, response.url, _charset(response))

    def _feed(self, feed: Feed, response: Response, name: str, links: dict[str, Entry]) -> Iterator[Outcome]:
        if not self._settings.fetching.follow:
            if self._is_new(name, response.digest):
                yield from articles_of_feed(feed, name, self._settings.reading, response.fetched)
            return
        for fault in feed.faults:
            yield Notice(name, fault)
        if not feed.entries:
            yield Notice(name, "is a feed without entries just now")
        without = [entry for entry in feed.entries if not entry.url]
        for entry in without:
            if entry.text and self._is_new(f"{name}#{stable_id('entry', entry.title, entry.text)}", "entry"):
                yield article_of_entry(entry, self._settings.reading, response.fetched)
        yield from self._take(name, [entry for entry in feed.entries if entry.url], links)

    def _sitemap(
        self, response: Response, body: bytes, name: str, links: dict[str, Entry], sitemaps: list[str]
    ) -> Iterator[Outcome]:
        found = parse_sitemap(body, name, response.url)
        for fault in found.faults:
            yield Notice(name, fault)
        if not self._settings.fetching.follow:
            yield Failure(name, "is a sitemap, which holds no text; its pages are fetched without --no-follow")
            return
        sitemaps.extend(entry.url for entry in found.sitemaps if entry.url and entry.url not in self._seen)
        self._seen.update(sitemaps)
        yield from self._take(name, found.pages, links)

    def _take(self, name: str, entries: Sequence[Entry], links: dict[str, Entry]) -> Iterator[Notice]:
        """Note the pages that are to be fetched; the same page is fetched once, whoever names it."""
        most = self._settings.fetching.max_pages
        for entry in entries[:most]:
            assert entry.url is not None
            links.setdefault(entry.url.partition("#")[0], entry)
        if len(entries) > most:
            yield Notice(name, f"names {len(entries):,} pages; the first {most:,} are fetched (max_pages)")

    def _linked(self, got: Got, entry: Entry) -> Iterator[Outcome | Download]:
        """The page that a feed or sitemap names; what the feed holds of it, where that is all and the page cannot be had."""
        name = got.wanted.url
        if got.response is None:
            assert got.fault is not None
            if not entry.whole or got.fault.passing:
                yield _failure(name, got.fault)
            elif self._is_new(f"{name}#{stable_id('entry', entry.title, entry.text)}", "entry"):
                yield Notice(name, f"{got.fault.reason}; the text that the feed holds is taken instead")
                yield article_of_entry(entry, self._settings.reading)
            return
        if not self._is_new(got.response.url, got.response.digest):
            return
        try:
            outcomes = list(self._page(got.response, self._plain(got.response, name), name, entry))
        except ReadingError as error:
            outcomes = [Failure(name, error.reason)]
        if entry.whole and not any(isinstance(one, Article | Download) for one in outcomes):
            yield Notice(name, "holds no report that can be read; the text that the feed holds is taken instead")
            yield article_of_entry(entry, self._settings.reading, got.response.fetched)
        else:
            yield from outcomes

    def _page(self, response: Response, body: bytes, name: str, entry: Entry | None) -> Iterator[Outcome | Download]:
        """What an answer holds that is neither feed nor sitemap: a web page, or anything else that our readers know."""
        if entry is None and not self._is_new(response.url, response.digest):
            return
        reading = self._settings.reading
        if looks_like_html(body[:HEAD_BYTES]):
            said = (entry.title, entry.published, entry.outlet) if entry else (None, None, None)
            title, published, outlet = self._keeper.named(response.url, *said)
            yield from article_from_html(
                body,
                name,
                reading,
                url=response.url,
                charset=_charset(response),
                fetched=response.fetched,
                title=title,
                published=published,
                outlet=outlet,
            )
            return
        yield Download(name, response.body, response.url, response.fetched)

    def _is_new(self, url: str, digest: str) -> bool:
        """Whether a page was not given in this run, nor, where only that is wanted, built before."""
        if url in self._seen:
            return False
        self._seen.add(url)
        if self._only_new and self._keeper.was_told(url, digest):
            return False
        self._given[url] = digest
        return True

    def _plain(self, response: Response, name: str) -> bytes:
        """The body, unpacked where it is a .gz, as sitemaps are."""
        if not response.body.startswith(GZIP):
            return response.body
        limit = self._settings.reading.max_feed_bytes
        try:
            return bounded(unpacked([response.body]), limit)
        except TooLong:
            raise ReadingError(name, f"unpacks to more than {limit:,} bytes (max_feed_bytes)") from None
        except zlib.error as error:
            raise ReadingError(name, f"is damaged ({error})") from error


def _with_advice(outcome: Outcome | Download, feeds: Sequence[str]) -> Outcome | Download:
    """A page that is no report, such as a front page, may name the feed that was meant."""
    if not isinstance(outcome, Failure) or not feeds:
        return outcome
    return Failure(outcome.source, f"{outcome.reason}; it names a feed, which you may give instead: {feeds[0]}")


def _failure(name: str, fault: FetchError) -> Failure:
    where = "" if fault.source == name else f"leads to {fault.source}, which "
    return Failure(name, f"{where}{fault.reason}")


def _charset(response: Response) -> str | None:
    message = Message()
    message["content-type"] = response.content_type or ""
    return message.get_content_charset()
