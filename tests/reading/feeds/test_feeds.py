"""Feeds and sitemaps as files: what they hold becomes articles, and what they lack is said."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ReadingError
from dragoman.reading import Failure, Notice, read
from dragoman.reading.feeds import parse_feed, parse_json_feed, parse_sitemap, read_subscriptions
from dragoman.records import Article
from dragoman.settings import ReadingSettings

REPORT = "<p>Chad expelled two Libyan diplomats.</p><p>The ministry said so on <i>Friday</i>.</p>"
WORDS = "Chad expelled two Libyan diplomats.\n\nThe ministry said so on Friday."


def rss(*items: str, head: str = "") -> bytes:
    """RSS 2.0 with these items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    channel = f"<title>Lake Courier</title><language>en-gb</language>{head}{inside}"
    return f'<?xml version="1.0"?>\n<rss version="2.0" {namespace}><channel>{channel}</channel></rss>'.encode()


def outcomes(data: bytes, **limits: int) -> list[Article | Failure | Notice]:
    return list(read(["-"], ReadingSettings(**limits), io.BytesIO(data)))


def test_an_entry_with_its_content_is_an_article() -> None:
    item = "<title>Envoys &amp; others</title><link>https://lake.example/1</link><pubDate>Sat, 12 Jul 2025 23:30:00 -0400</pubDate>"
    (article,) = outcomes(rss(f"{item}<content:encoded><![CDATA[{REPORT}<figure>A photo</figure>]]></content:encoded>"))
    assert isinstance(article, Article)
    assert article.text == WORDS
    assert (article.title, article.outlet, article.url) == ("Envoys & others", "Lake Courier", "https://lake.example/1")
    # In the zone of the report: in London it was the thirteenth already.
    assert article.published == "2025-07-12T23:30:00-04:00"


def test_a_teaser_is_taken_and_said() -> None:
    article, notice = outcomes(rss("<title>Envoys</title><description>Chad expelled two …</description>"))
    assert isinstance(article, Article)
    assert article.text == "Chad expelled two …"
    assert "holds a teaser, and not the whole report, in 1 of 1 entries" in str(notice)


def test_an_entry_without_words_is_named() -> None:
    (failure,) = outcomes(rss("<title>Envoys</title><link>https://lake.example/1</link>"))
    assert str(failure).startswith("standard input, entry 1: has no text (https://lake.example/1)")


def test_the_same_entry_twice_is_one_article() -> None:
    item = f"<title>Envoys</title><content:encoded><![CDATA[{REPORT}]]></content:encoded>"
    assert len(outcomes(rss(item, item))) == 1


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake Courier</title><entry><title>Envoys</title>
<link rel="self" href="https://lake.example/self"/><link href="/1"/><updated>2025-07-12T10:00:00+02:00</updated>
<content type="html">&lt;p&gt;Chad expelled two envoys.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lake Courier</title></channel><item><title>Envoys</title>
<link>/1</link><dc:date>2025-07-12T10:00:00+02:00</dc:date><description>Chad expelled two envoys.</description></item></rdf:RDF>"""
RSS_091 = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd">
<rss version="0.91"><channel><title>Lake Courier</title><item><title>Envoys</title><link>/1</link>
<pubDate>12 Jul 2025 10:00:00 +0200</pubDate><description>Chad expelled two envoys.</description></item></channel></rss>"""


@pytest.mark.parametrize("document", [ATOM, RDF, RSS_091], ids=["atom", "rss-1.0", "rss-0.91"])
def test_every_kind_of_feed(document: str) -> None:
    (entry,) = parse_feed(document.encode(), "feed", "https://lake.example/feed.xml").entries
    assert (entry.title, entry.text, entry.feed) == ("Envoys", "Chad expelled two envoys.", "Lake Courier")
    assert entry.url == "https://lake.example/1"
    assert entry.published == "2025-07-12T10:00:00+02:00"


def test_json_feed() -> None:
    items = [{"id": "1", "url": "/1", "title": "Envoys", "content_html": REPORT, "date_published": "2025-07-12T10:00:00Z"}, 5]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Lake Courier",
        "feed_url": "https://lake.example/f",
        "items": items,
    }
    notice, article = outcomes(json.dumps(feed).encode())
    assert "no objects (1)" in str(notice)
    assert isinstance(article, Article)
    assert (article.text, article.url, article.outlet) == (WORDS, "https://lake.example/1", "Lake Courier")
    with pytest.raises(ReadingError, match="without a list"):
        parse_json_feed(b'{"version": "https://jsonfeed.org/version/1"}', "feed")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_feeds_in_any_encoding(encoding: str) -> None:
    text = rss("<title>Nuñez</title><description>“We go,” Mr Nuñez said.</description>").decode()
    (article, _) = outcomes(text.encode(encoding))
    assert isinstance(article, Article)
    assert article.text == "“We go,” Mr Nuñez said."


# Feeds as they are in the wild


def test_entities_of_html_and_loose_ampersands_are_mended() -> None:
    feed = parse_feed(rss("<title>Envoys &ndash; Q&A</title><link>https://a.example/?a=1&b=2</link>"), "feed")
    assert feed.entries[0].title == "Envoys – Q&A"
    assert feed.entries[0].url == "https://a.example/?a=1&b=2"
    assert feed.faults == ()


def test_a_feed_that_was_cut_off_gives_what_is_there() -> None:
    notice, first, *_ = outcomes(rss("<title>One</title><description>Chad left.</description>", "<title>Two</title>")[:-60])
    assert "damaged feed" in str(notice)
    assert isinstance(first, Article)


BOMB = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
HOSTILE = {
    "entities": f'<!DOCTYPE rss [<!ENTITY a "x">{BOMB}]><rss><channel><title>&i;</title></channel></rss>'.encode(),
    "file": b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>',
    "deep": b"<rss>" + b"<a>" * 1_000_000,
    "deep in an entry": rss("<description>" + "&lt;div&gt;" * 100_000 + "</description>"),
    "less than": b"<rss><channel><item><title>" + b"<" * 1_000_000,
    "sections": b"<rss>" + b"<![CDATA[" * 300_000,
    "comments": b"<rss>" + b"<!--" * 300_000,
    "attribute": b"<rss " + b"a" * 1_000_000,
    "quotes": b"<rss><channel><item><description>" + b'&lt;a href="' * 100_000,
    "urls": b"<urlset>" + b"<url>" * 1_000_000,
    "nothing": b"<rss/>",
    "NUL": rss("<title>a\0b</title>"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_feeds_end_soon_and_in_words(kind: str) -> None:
    start = time.perf_counter()
    found = outcomes(HOSTILE[kind])
    assert time.perf_counter() - start < 10
    assert any(isinstance(one, Failure) for one in found)
    assert all("root:" not in str(one) and len(str(one)) < 400 for one in found)


@given(st.binary(max_size=200))
def test_no_feed_raises_anything_else(data: bytes) -> None:
    for parse in (parse_feed, parse_sitemap):
        for root in (b"<rss>", b"<urlset>"):
            try:
                parse(root + data, "feed")
            except ReadingError as error:
                assert str(error).startswith("feed: ")


def test_limits() -> None:
    assert "raise max_feed_bytes" in str(outcomes(rss("<title>a</title>"), max_feed_bytes=50)[0])
    items = ["<title>a</title><description>b</description>"] * 10_001
    assert "the first 10,000 were taken" in parse_feed(rss(*items), "feed").faults[0]


# Sitemaps

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://lake.example/1?a=1&amp;b=2 </loc><lastmod>2025-07-13</lastmod>
<image:image><image:loc>https://lake.example/photo.jpg</image:loc><image:title>A photo</image:title></image:image>
<news:news><news:publication><news:name>Lake Courier</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-07-12T10:00:00Z</news:publication_date><news:title>Envoys</news:title></news:news></url>
<url><loc>/2</loc></url><url><loc>/2</loc></url></urlset>"""


def test_a_news_sitemap() -> None:
    found = parse_sitemap(NEWS, "sitemap", "https://lake.example/sitemap.xml")
    first, second = found.pages
    assert (first.url, first.title, first.outlet) == ("https://lake.example/1?a=1&b=2", "Envoys", "Lake Courier")
    assert (first.published, first.updated, first.language) == ("2025-07-12T10:00:00+00:00", "2025-07-13", "en")
    assert (second.url, second.title) == ("https://lake.example/2", None)


def test_an_index_of_sitemaps() -> None:
    found = parse_sitemap(b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>", "index")
    assert [entry.url for entry in found.sitemaps] == ["https://a.example/s.xml"]
    assert found.pages == ()


def test_a_damaged_sitemap_gives_what_is_there_and_no_more_than_it_may() -> None:
    found = parse_sitemap(NEWS[:-20], "sitemap")
    assert len(found.pages) == 2
    assert "damaged" in found.faults[0]
    assert "the first 1 were taken" in parse_sitemap(NEWS, "sitemap", most=1).faults[0]


def test_a_sitemap_as_a_file_says_what_to_do() -> None:
    (failure,) = outcomes(NEWS)
    assert "is a sitemap of 2 addresses, without text; give the address that it has on the web" in str(failure)


# Lists of feeds

OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="Press">
<outline text="Lake" type="rss" xmlUrl="https://lake.example/feed"/><outline xmlURL="feed://sea.example/rss"/>
<outline text="again" xmlUrl="https://lake.example/feed"/>
<outline text="odd" xmlUrl="javascript:alert(1)"/></outline></body></opml>"""


def test_a_list_of_feeds(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_bytes(OPML)
    addresses, failures = read_subscriptions(path)
    assert addresses == ["https://lake.example/feed", "http://sea.example/rss"]
    assert str(failures[0]).startswith(f"{path}:4: is no address of the web ('javascript:alert(1)')")


def test_a_list_of_addresses(tmp_path: Path) -> None:
    path = tmp_path / "feeds.txt"
    path.write_text("# mine\nhttps://lake.example/feed#top\n\n  http://sea.example/rss  \nfile:///etc/passwd\n")
    addresses, failures = read_subscriptions(path)
    assert addresses == ["https://lake.example/feed#top", "http://sea.example/rss"]
    assert str(failures[0]).startswith(f"{path}:5: ")


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"<opml><body/></opml>", b"<opml><body><outline"])
def test_a_list_without_addresses(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_bytes(data)
    with pytest.raises(ReadingError, match="lists no address"):
        read_subscriptions(path)
    with pytest.raises(ReadingError, match="no such file"):
        read_subscriptions(tmp_path / "none")


def test_a_list_of_feeds_given_as_reports_says_what_to_do(tmp_path: Path) -> None:
    assert "dragoman watch" in str(outcomes(OPML)[0])


ODD = "http://[ http://[::1 // # 99999-99-99 &#0; &#xD800; &x; ]]> <![CDATA[ <b> % -1 1e999 <link/> <img/src='//['>".split()
PIECES = st.sampled_from([*ODD, "Sat, 99 Foo 99999", "\u202e", "\ud800", "x" * 300])
NAMES = (
    "title link pubDate description guid dc:date content:encoded media:content georss:point itunes:duration enclosure source"
)
FIELDS = st.sampled_from([*NAMES.split(), "author", "category"])


@given(st.lists(st.tuples(FIELDS, PIECES, PIECES), max_size=8), st.booleans())
def test_whatever_stands_in_the_fields_of_a_feed_no_feed_breaks_the_run(fields: list[tuple[str, str, str]], atom: bool) -> None:
    inside = "".join(f"<{name} href='{one}' url='{one}' length='{other}'>{one}{other}</{name}>" for name, one, other in fields)
    item = f"<entry>{inside}</entry>" if atom else f"<item>{inside}</item>"
    document = f"<feed xml:base='http://['>{item}</feed>" if atom else f"<rss><channel>{item}</channel></rss>"
    for outcome in outcomes(document.encode("utf-8", "surrogatepass")):
        assert isinstance(outcome, Article | Failure | Notice)
