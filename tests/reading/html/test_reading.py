"""From a page to an article: what is read, what is told, what is refused. All pages are invented."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading import Failure, HtmlReader, Notice, Outcome, Source, article_from_html, read
from dragoman.records import Article
from dragoman.settings import ReadingSettings

PROSE = (
    "The ministers of Chad and Libya met by the lake on Tuesday and agreed on a date for their next meeting, officials said."
)
BODY = "".join(f"<p>{PROSE} It was their meeting number {number}.</p>" for number in range(5))


def outcomes(html: str | bytes, **known: str) -> list[Outcome]:
    return list(article_from_html(html if isinstance(html, bytes) else html.encode(), "page.html", ReadingSettings(), **known))


def article(html: str | bytes, **known: str) -> Article:
    (found,) = [one for one in outcomes(html, **known) if isinstance(one, Article)]
    return found


def page(head: str = "", before: str = "", body: str = BODY) -> str:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{before}<div>{body}</div></body></html>"


def failure(html: str | bytes, **known: str) -> str:
    (found,) = outcomes(html, **known)
    assert isinstance(found, Failure)
    return str(found)


# Files


def test_a_saved_page_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "saved.txt"
    path.write_text(page("<title>Talks by the lake</title>"), encoding="utf-8")
    (found,) = read([str(path)])
    assert isinstance(found, Article)
    assert (found.id, found.title, found.language) == ("saved", "Talks by the lake", "en")
    assert found.lead is not None
    assert found.text[found.lead.start : found.lead.end] == found.lead.text == f"{PROSE} It was their meeting number 0."


@pytest.mark.parametrize(
    "head", [b"\xef\xbb\xbf <!DOCTYPE html>", b"<?xml version='1.0'?>\n<!-- x --><html>", b"<p>a</p><p>b</p><div>c</div>"]
)
def test_what_is_known_for_a_page(head: bytes) -> None:
    assert HtmlReader().recognises(head, "x")


@pytest.mark.parametrize(
    "head", [b"<rss><channel>", b'{"text": "<p>a</p><p>b</p><p>c</p>"}', b"Lima < Bogot\xc3\xa1", b"a <b> c"]
)
def test_what_is_none(head: bytes) -> None:
    assert not HtmlReader().recognises(head, "x.html")


# Encodings


@pytest.mark.parametrize(
    ("encoding", "charset", "declared"),
    [
        ("utf-8", None, ""),
        ("utf-8", "iso-8859-1", '<meta charset="iso-8859-1">'),
        ("utf-16", None, ""),
        ("cp1252", "ISO-8859-1", ""),
        ("cp1252", None, '<meta charset="iso-8859-1">'),
        ("cp1251", None, '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("cp1251", "windows-1251", '<meta charset="koi8-r">'),
        ("gb18030", None, '<meta charset="gb2312">'),
        ("cp1252", "no-such-charset", ""),
    ],
)
def test_encodings(encoding: str, charset: str | None, declared: str) -> None:
    words = {"cp1251": "Киев", "gb18030": "北京"}.get(encoding, "Bogotá “now”")
    html = f"<html><head>{declared}</head><body><p>{PROSE} {words}</p>{BODY}</body></html>".encode(encoding)
    assert words in article(html, **({"charset": charset} if charset else {})).text


# Date of publication


@pytest.mark.parametrize(
    ("head", "before", "url", "published"),
    [
        ('<meta property="article:published_time" content="2031-03-05T08:30:00+02:00">', "", None, "2031-03-05T08:30:00+02:00"),
        (
            '<meta property="article:modified_time" content="2031-04-01">',
            "<h1>Talks</h1><p>5 March 2031</p>",
            None,
            "2031-03-05",
        ),
        ("", '<h1>Talks</h1><time datetime="2031-03-05T08:30Z">today</time>', None, "2031-03-05T08:30:00+00:00"),
        ("", "<h1>Talks</h1><div>Updated: 7 March 2031 | Published: 5 March 2031</div>", None, "2031-03-05"),
        ("", "<h1>Talks</h1><div>Wednesday, March 5th, 2031 at 8:30 a.m. EST</div>", None, "2031-03-05T08:30:00-05:00"),
        ("", "<h1>Talks</h1><div>05/03/2031</div>", "https://www.theguardian.com/x", "2031-03-05"),
        ("", "<h1>Talks</h1><div>05/03/2031</div>", "https://www.nytimes.com/x", "2031-05-03"),
        ("", "<h1>Talks</h1><div>05/03/2031</div>", "https://lake.example/x", None),
        ("", "<h1>Talks</h1><div>25/03/2031</div>", "https://lake.example/x", "2031-03-25"),
        ("", "<h1>Talks</h1><div>05.03.2031</div>", None, "2031-03-05"),
        ("", "<h1>Talks</h1><div>412-05-03-2031</div>", None, None),
        ("", "<h1>Talks</h1>", "https://lake.example/2031/mar/05/talks", "2031-03-05"),
        ("", "<h1>Talks</h1>", "https://lake.example/2031/13/45/talks", None),
        ("", '<nav><time datetime="2031-01-01">now</time></nav><h1>Talks</h1>', None, None),
        ("", "<h1>Talks</h1>", None, None),
    ],
)
def test_dates(head: str, before: str, url: str | None, published: str | None) -> None:
    assert article(page(head, before), **({"url": url} if url else {})).published == published


def test_what_a_feed_says_counts_where_the_page_says_nothing() -> None:
    known = {"title": "From the feed", "published": "2031-03-05", "outlet": "Lake Courier"}
    found = article(page(), **known)
    assert (found.title, found.published, found.outlet) == ("From the feed", "2031-03-05", "Lake Courier")
    dated = page('<meta name="date" content="2031-03-04"><title>From the page</title>')
    assert (article(dated, **known).title, article(dated, **known).published) == ("From the page", "2031-03-04")


# Outlet and address


@pytest.mark.parametrize(
    ("head", "url", "outlet", "country"),
    [
        ("", "https://news.bbc.co.uk/1/hi/1.stm", "BBC", "GBR"),
        ('<meta property="og:site_name" content="The Lake Courier">', "https://lake.example/1", "The Lake Courier", None),
        ('<meta property="og:site_name" content="guardian">', None, "The Guardian", "GBR"),
        ('<link rel="canonical" href="https://www.dawn.com/news/1">', None, "Dawn", "PAK"),
        ("<title>Talks</title>", "https://www.lake.example/1", "lake.example", None),
        ("<title>Talks</title>", None, None, None),
    ],
)
def test_outlets(head: str, url: str | None, outlet: str | None, country: str | None) -> None:
    found = article(page(head), **({"url": url} if url else {}))
    assert (found.outlet, found.outlet_country) == (outlet, country)


@pytest.mark.parametrize(
    ("head", "before", "url", "outlet"),
    [
        ('<link rel="canonical" href="https://www.dawn.com/news/1">', "", "https://www.msn.com/1", "Dawn"),
        ("", "<p>Source: Premium Times</p>", "https://allafrica.com/stories/1.html", "Premium Times"),
        ("", '<span class="provider-name">Lake Courier</span>', "https://news.yahoo.com/1", "Lake Courier"),
        ('<meta name="syndication-source" content="https://www.aljazeera.com/1">', "", "https://www.aol.com/1", "Al Jazeera"),
        ("", "", "https://web.archive.org/web/20310305000000/https://www.dawn.com/news/1", "Dawn"),
        ("", "", "https://news.yahoo.com/1", "Yahoo News"),
    ],
)
def test_an_aggregators_page_is_of_whom_it_copies(head: str, before: str, url: str, outlet: str) -> None:
    found = article(page(head, before), url=url)
    assert found.outlet == outlet
    assert (found.outlet_kind == "aggregator") is (outlet == "Yahoo News")


@pytest.mark.parametrize(
    ("canonical", "url", "address"),
    [
        ("https://lake.example/talks", "https://m.lake.example/talks?utm_source=x", "https://lake.example/talks"),
        ("/talks", "https://lake.example/talks?x=1", "https://lake.example/talks"),
        ("https://lake.example/", "https://lake.example/talks", "https://lake.example/talks"),
        ("https://other.example/talks", "https://lake.example/talks", "https://lake.example/talks"),
        ("https://lake.example/talks", None, "https://lake.example/talks"),
        ("javascript:alert(1)", None, None),
        ("http://[broken", "https://lake.example/talks", "https://lake.example/talks"),
    ],
)
def test_the_canonical_address(canonical: str, url: str | None, address: str | None) -> None:
    head = f'<link rel="canonical" href="{canonical}">'
    assert article(page(head), **({"url": url} if url else {})).url == address


# Title, byline, agency, notes


@pytest.mark.parametrize(
    ("head", "before", "title"),
    [
        ("<title>Talks by the lake | Lake Courier</title>", "<h1>Talks by the lake</h1>", "Talks by the lake"),
        ('<title>Lake Courier: Talks</title><meta property="og:site_name" content="Lake Courier">', "", "Talks"),
        ('<meta property="og:title" content="Talks &amp;amp; tea">', "", "Talks & tea"),
        ("", "", None),
    ],
)
def test_titles(head: str, before: str, title: str | None) -> None:
    assert article(page(head, before)).title == title


@pytest.mark.parametrize(
    ("before", "byline", "agency"),
    [
        ('<a rel="author" href="/a">Ann Arbour</a>', "Ann Arbour", None),
        ("<p>By Ann Arbour and Ben Nevis</p>", "Ann Arbour, Ben Nevis", None),
        ("<p>By Ann Arbour | Reuters</p>", "Ann Arbour", "Reuters"),
        ('<span class="byline">AFP</span>', None, "Agence France-Presse"),
        ("<p>(With inputs from PTI)</p>", None, "Press Trust of India"),
    ],
)
def test_bylines_and_agencies(before: str, byline: str | None, agency: str | None) -> None:
    found = article(page("", f"<h1>Talks by the lake in Chad</h1>{before}"))
    assert (found.byline, found.agency) == (byline, agency)
    assert "Arbour" not in found.text


def test_dateline_and_note_of_a_page() -> None:
    note = "(Corrects the name of the lake in the second paragraph)"
    found = article(page(body=f"<p>{note}</p><p>LIMA, March 5 (Reuters) - {PROSE}</p>{BODY}"))
    assert [one.text for one in found.notes] == [note]
    assert found.dateline is not None
    assert (found.dateline.place, found.agency) == ("Lima", "Reuters")
    assert found.lead is not None
    assert found.lead.text == PROSE


def test_json_ld_that_is_broken_or_strange_is_passed_over() -> None:
    scripts = [
        "{",
        "[" * 100_000,
        '"x"',
        "[null, 1]",
        '{"@graph": {"@type": "NewsArticle", "author": {"name": [1, null]}, "publisher": 7}}',
    ]
    head = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    assert article(page(head)).text.startswith(PROSE)


def test_the_text_in_json_ld_stands_in_for_a_page_that_programs_fill() -> None:
    data = {"@type": "NewsArticle", "headline": "Talks", "articleBody": f"<p>{PROSE}</p><p>{PROSE} Again &amp; again.</p>" * 2}
    found = article(
        f'<html><script type="application/ld+json">{json.dumps(data)}</script><body><div id=root></div></body></html>'
    )
    assert found.text.split("\n\n") == [PROSE, f"{PROSE} Again & again."]


# What is told and refused


def test_a_stub_is_read_and_told() -> None:
    html = page(
        body=f"<article><p>{PROSE}</p><p>{PROSE} Then they left.</p><p>Subscribe to continue reading</p><p>From 4 a month.</p></article>"
    )
    found = outcomes(html)
    assert [type(one) for one in found] == [Notice, Article]
    assert "subscribers" in str(found[0])
    assert isinstance(found[1], Article)
    assert found[1].text.endswith("Then they left.")


def front_page(count: int = 12) -> str:
    teasers = "".join(
        f'<div class="t{n}"><h3><a href="/{n}">The talks of day {n} by the lake</a></h3><p>{PROSE} {n}</p></div>'
        for n in range(count)
    )
    return page("<title>Lake Courier</title>", "", teasers)


def test_a_front_page_is_refused() -> None:
    assert "leads to articles and holds none" in failure(front_page(), url="https://lake.example/")
    assert "leads to articles" in failure(front_page())


def test_an_article_with_many_others_below_is_none() -> None:
    assert article(page(body=f"<main>{BODY}</main>{front_page(30)}")).text.count("meeting number") == 5


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><body><script>var a = 1;</script><img src=x></body></html>",
        "<!doctype html>",
        "<p></p><p></p><p></p>",
    ],
)
def test_a_page_without_text(html: str) -> None:
    assert "without the text of an article" in failure(html)


def test_a_page_that_is_too_long() -> None:
    (found,) = article_from_html(b"<p>" * 100, "x", ReadingSettings(max_article_bytes=100))
    assert "longer than an article may be" in str(found)


# Hostile pages: an answer within seconds, whatever it is

HOSTILE = {
    "a million nested divisions": "<div>" * 1_000_000 + PROSE,
    "nesting that ends before the report": f"<div>{'<span>' * 3000}x{'</span>' * 3000}{BODY}</div>",
    "tags that never end": "<a <b " * 500_000,
    "scripts that never end": "<script>" * 200_000,
    "two hundred thousand paragraphs": "<p>x" * 200_000,
    "comments that never end": "<!--" * 300_000,
    "many links": '<a href="/x">Somewhere else by the lake</a> ' * 100_000,
    "many pictures": "<div><img src=x>A lake</div>" * 50_000,
    "many tables": "<table><tr><td>" * 20_000 + PROSE,
    "many classes": f"<div class='{'related ' * 300_000}'>{BODY}</div>",
    "many attributes": "<p " + "a=1 " * 500_000 + ">x</p>",
    "one line of ten megabytes": "<p>" + "lake " * 2_000_000 + "</p>",
    "entities": "&#x" * 200_000 + "&lt;" * 200_000,
    "NUL, surrogates and marks of direction": f"<p>\0&#xD800;\u202e{PROSE}\u200f</p>" * 50,
    "lists in lists": "<ul><li>" * 30_000 + PROSE,
    "breaks": "x<br>" * 200_000,
    "preformatted": f"<pre>{'  x' * 500_000}</pre>",
    "deep JSON-LD": '<script type="application/ld+json">' + '{"a":' * 200_000 + "</script>" + BODY,
    "wide JSON-LD": '<script type="application/ld+json">[' + '{"@type":"NewsArticle"},' * 80_000 + "{}]</script>" + BODY,
    "dates": "<p>5 March 2031, " * 100_000,
    "headings that lead away": "<h2><a href=x>The talks by the lake</a></h2>" * 50_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_pages_have_an_answer_in_time(what: str) -> None:
    start = time.perf_counter()
    found = outcomes(f"<!doctype html><html><body>{HOSTILE[what]}</body></html>".encode("utf-8", "replace"))
    assert time.perf_counter() - start < 20
    assert found
    assert all(isinstance(one, Article | Notice | Failure) for one in found)


def test_what_lies_too_deep_does_not_hide_the_rest() -> None:
    html = f"<!doctype html><html><body>{HOSTILE['nesting that ends before the report']}</body></html>"
    assert article(html).text.count("meeting number") == 5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>",
                "<article class=body>",
                "<a href=x>",
                "</a>",
                "<table>",
                "<td>",
                "<pre>",
                "<h1>",
                "\0",
                "&",
                "<",
                PROSE,
                "By Ann",
                "<br>",
                "<script>",
                "]]>",
                "<!--",
            ]
        ),
        max_size=40,
    )
)
def test_no_page_raises_and_offsets_hold(parts: list[str]) -> None:
    source = Source("x", io.BytesIO(("<html>" + "".join(parts)).encode()))
    for outcome in HtmlReader().read(source, ReadingSettings()):
        if isinstance(outcome, Article):
            spans = [outcome.lead, outcome.dateline, *outcome.notes]
            assert all(outcome.text[one.start : one.end] == one.text for one in spans if one)


def test_the_same_page_gives_the_same_article() -> None:
    assert outcomes(page()) == outcomes(page())
