"""From an address to articles: pages, feeds and the pages that they name, sitemaps and whatever else a server gives."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from dragoman.reading import Failure, Notice, read
from dragoman.records import Article
from dragoman.settings import Settings


def articles(found: list[Any]) -> list[Article]:
    return [one for one in found if isinstance(one, Article)]


def test_a_page(press: Any, surf: Any, make: Any) -> None:
    (article,) = surf.read(press.on("/1", make.answer(make.page())))
    assert article.url == press.url("/1")
    assert article.text.count("expelled two Libyan diplomats") >= 1
    assert article.fetched.endswith("+00:00")


def test_a_feed_leads_to_its_pages(press: Any, surf: Any, make: Any) -> None:
    for number in (1, 2):
        press.on(f"/{number}", make.answer(make.page(title=f"Number {number}")))
    items = [
        f"<title>N</title><link>/{n}</link><pubDate>Sat, 12 Jul 2025 10:00:00 +0200</pubDate><description>Chad …</description>"
        for n in (1, 2)
    ]
    press.on("/feed", make.answer(make.feed(*items), kind="text/plain"))
    found = surf.read(press.url("/feed"))
    assert [one.url for one in articles(found)] == [press.url("/1"), press.url("/2")]
    # The pages say no day; the feed does.
    assert {one.published for one in articles(found)} == {"2025-07-12T10:00:00+02:00"}


def test_without_following_a_feed_gives_what_it_holds(press: Any, surf: Any, make: Any) -> None:
    press.on(
        "/feed", make.answer(make.feed("<title>Envoys</title><link>/1</link><description>Chad expelled two …</description>"))
    )
    article, notice = surf.read(press.url("/feed"), follow=False)
    assert (article.text, article.url, article.outlet) == ("Chad expelled two …", press.url("/1"), "Lake Courier")
    assert article.fetched
    assert "holds a teaser" in str(notice)
    assert press.paths() == ["/feed"]


def test_the_same_page_named_twice_is_fetched_once(press: Any, surf: Any, make: Any) -> None:
    press.on("/1", make.answer(make.page()))
    press.on("/short", b"HTTP/1.1 301 Moved\r\nLocation: /1\r\nContent-Length: 0\r\n\r\n")
    items = [f"<link>{link}</link>" for link in ("/1", "/1", "/1#comments", "/short")]
    feeds = [press.on(f"/feed{number}", make.answer(make.feed(*items))) for number in (1, 2)]
    assert len(articles(surf.read(*feeds))) == 1
    assert press.paths().count("/1") == 1


def test_whichever_way_leads_to_a_page_it_is_the_same_article(press: Any, surf: Any, make: Any) -> None:
    press.on("/1", make.answer(make.page()))
    dated = "<title>N</title><link>/1</link><pubDate>Sat, 12 Jul 2025 10:00:00 +0200</pubDate>"
    press.on("/feed", make.answer(make.feed(dated)))
    press.on("/sitemap", make.answer(f"<urlset><url><loc>{press.url('/1')}</loc></url></urlset>".encode()))
    ways = [articles(surf.read(press.url(path))) for path in ("/feed", "/sitemap", "/1")]
    assert len({one.id for way in ways for one in way}) == 1


def test_the_feeds_own_text_where_the_page_cannot_be_had_for_good(press: Any, surf: Any, make: Any) -> None:
    press.on("/robots.txt", make.answer(b"User-agent: *\nDisallow: /1\n"))
    long = make.REPORT * 4
    press.on(
        "/feed",
        make.answer(
            make.feed(f"<link>/1</link><description>{long}</description>", "<link>/2</link><description>Chad …</description>")
        ),
    )
    notice, article, failure = surf.read(press.url("/feed"))
    assert "the text that the feed holds is taken instead" in str(notice)
    assert article.text == long.strip()
    assert isinstance(failure, Failure)


def test_a_page_that_may_come_back_is_not_replaced(press: Any, surf: Any, make: Any) -> None:
    press.on("/1", make.answer(b"", 503))
    press.on("/feed", make.answer(make.feed(f"<link>/1</link><description>{make.REPORT * 4}</description>")))
    (failure,) = surf.read(press.url("/feed"))
    assert "fails at the server (503)" in str(failure)


def test_sitemaps_and_indexes_of_them(press: Any, surf: Any, make: Any) -> None:
    for number in (1, 2):
        press.on(f"/{number}", make.answer(make.page(title=f"Number {number}")))
    plain = f"<urlset><url><loc>{press.url('/1')}</loc></url></urlset>".encode()
    packed = gzip.compress(f"<urlset><url><loc>{press.url('/2')}</loc></url></urlset>".encode())
    press.on("/a.xml", make.answer(plain, kind="application/xml"))
    press.on("/b.xml.gz", make.answer(packed, kind="application/gzip"))
    inside = "".join(f"<sitemap><loc>{press.url(path)}</loc></sitemap>" for path in ("/a.xml", "/b.xml.gz", "/index"))
    press.on("/index", make.answer(f"<sitemapindex>{inside}</sitemapindex>".encode()))
    found = surf.read(press.url("/index"))
    assert [one.url for one in articles(found)] == [press.url("/1"), press.url("/2")]


def test_indexes_without_end(press: Any, surf: Any, make: Any) -> None:
    for number in range(9):
        inside = f"<sitemapindex><sitemap><loc>{press.url(f'/{number + 1}')}</loc></sitemap></sitemapindex>"
        press.on(f"/{number}", make.answer(inside.encode()))
    (failure,) = surf.read(press.url("/0"))
    assert "indexes down" in str(failure)
    assert len(press.paths()) < 6


def test_only_so_many_pages(press: Any, surf: Any, make: Any) -> None:
    press.on("/feed", make.answer(make.feed(*(f"<link>/{number}</link>" for number in range(50)))))
    found = surf.read(press.url("/feed"), max_pages=3)
    assert "names 50 pages; the first 3 are fetched" in str(found[0])
    assert len(press.paths()) == 4


def test_a_sitemap_that_unpacks_to_too_much(press: Any, surf: Any, make: Any) -> None:
    packed = gzip.compress(b"<urlset>" + b" " * 2_000_000)
    told = surf.failure(press.on("/s.xml.gz", make.answer(packed)), reading={"max_feed_bytes": 1_000_000})
    assert "unpacks to more than 1,000,000 bytes" in told


def test_articles_as_json_lines(press: Any, surf: Any, make: Any) -> None:
    lines = "\n".join(json.dumps({"id": f"a{number}", "text": make.REPORT}) for number in range(2)).encode()
    found = surf.read(press.on("/dump", make.answer(lines, kind="application/octet-stream")))
    assert [one.id for one in articles(found)] == ["a0", "a1"]
    assert {one.url for one in articles(found)} == {press.url("/dump")}


def test_addresses_and_files_in_the_order_in_which_they_are_given(press: Any, surf: Any, make: Any, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(make.REPORT)
    address = press.on("/1", make.answer(make.page()))
    with surf.open() as web:
        found = list(read([str(file), address, "https://10.0.0.1/"], Settings().reading, web=web))
    first, second, third = found
    assert isinstance(first, Article)
    assert first.id == "one"
    assert isinstance(second, Article)
    assert isinstance(third, Failure)


def test_only_what_is_new(press: Any, surf: Any, make: Any) -> None:
    press.on("/feed", make.answer(make.feed("<link>/1</link>")), make.answer(make.feed("<link>/2</link>", "<link>/1</link>")))
    for number in (1, 2):
        press.on(f"/{number}", make.answer(make.page(title=f"Number {number}")))

    def once(*, built: bool) -> list[str]:
        with surf.open(only_new=True) as web:
            found = [str(one.url) for one in web.read([press.url("/feed")]) if isinstance(one, Article)]
            if built:
                web.mark_built()
            return found

    # What was given and not built, since the run broke off, is given again.
    assert once(built=False) == [press.url("/1")]
    assert once(built=True) == [press.url("/2"), press.url("/1")]
    assert once(built=True) == []
    with surf.open(only_new=True) as web:
        web.forget_built()
    assert once(built=True) == [press.url("/2"), press.url("/1")]


def test_notices_of_a_damaged_feed(press: Any, surf: Any, make: Any) -> None:
    press.on("/1", make.answer(make.page()))
    press.on("/feed", make.answer(make.feed("<link>/1</link>", "<link>/2")[:-40]))
    found = surf.read(press.url("/feed"))
    assert isinstance(found[0], Notice)
    assert "damaged feed" in str(found[0])
    assert len(articles(found)) == 1


def test_a_front_page_names_its_feed(press: Any, surf: Any, make: Any) -> None:
    link = "<link title='News' href='/feed?a=1&amp;b=2' type=\"application/rss+xml\" rel=alternate>"
    told = surf.failure(press.on("/", make.answer(make.page("", "", link))))
    assert told.endswith(f"it names a feed, which you may give instead: {press.url('/feed?a=1&b=2')}")
