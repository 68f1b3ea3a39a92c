"""Feeds and sitemaps: RSS, Atom, JSON Feed, sitemaps, and lists of feeds."""

from __future__ import annotations

from dragoman.reading.feeds.entries import Entry, Feed
from dragoman.reading.feeds.json_feed import is_json_feed, parse_json_feed
from dragoman.reading.feeds.markup import feeds_named, root_name
from dragoman.reading.feeds.readers import FeedReader, SitemapReader, article_of_entry, articles_of_feed
from dragoman.reading.feeds.sitemaps import SITEMAP_ROOTS, Sitemap, parse_sitemap
from dragoman.reading.feeds.subscriptions import read_subscriptions
from dragoman.reading.feeds.syndication import FEED_ROOTS, parse_feed

__all__ = [
    "FEED_ROOTS",
    "SITEMAP_ROOTS",
    "Entry",
    "Feed",
    "FeedReader",
    "Sitemap",
    "SitemapReader",
    "article_of_entry",
    "articles_of_feed",
    "feeds_named",
    "is_json_feed",
    "parse_feed",
    "parse_json_feed",
    "parse_sitemap",
    "read_subscriptions",
    "root_name",
]
