"""One web page to one article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace

from dragoman.knowledge import Outlets, credited
from dragoman.reading.addresses import can_be_taken_apart
from dragoman.reading.describing import described, known_outlets
from dragoman.reading.html.blocks import blocks_of
from dragoman.reading.html.body import body_of
from dragoman.reading.html.boilerplate import is_walled
from dragoman.reading.html.clearing import clear
from dragoman.reading.html.dating import published_of
from dragoman.reading.html.head import Head, head_of
from dragoman.reading.html.listing import is_listing
from dragoman.reading.html.page import parse_page
from dragoman.reading.html.publishing import byline_of, canonical_url, credited_lines, outlet_of, site_names
from dragoman.reading.html.tidying import Said
from dragoman.reading.html.titling import site_in_title, title_of
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Notice, Outcome
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["article_from_html"]

_CREDIT_WORDS = re.compile(
    r"^\W*(?:by|source|via|credit|agency|from|with (?:agency )?inputs? from|additional reporting by|reporting by)\b[\s:]*",
    re.IGNORECASE,
)
_STUB = 1_500
"""characters below which a page that asks for payment holds only the beginning"""


def article_from_html(
    data: bytes,
    name: str,
    settings: ReadingSettings,
    *,
    id: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    fetched: str | None = None,
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Iterator[Outcome]:
    """The article that a web page holds, after notices of what to know of it; or the failure, which `name` begins.

    `url` is the address that the page came from, `charset` what the HTTP header said of its encoding, `fetched` when it was fetched (ISO
    8601). `title`, `published` and `outlet` are what a feed or an archive says of the article; they count where the page itself says
    nothing. The article's id is a hash where no `id` is given.
    """
    if len(data) > settings.max_article_bytes:
        limit = f"{settings.max_article_bytes:,} bytes"
        yield Failure(name, f"is longer than an article may be ({limit}); raise max_article_bytes if it is one")
        return
    url = url if url and can_be_taken_apart(url) else None
    root = parse_page(data, charset)
    if root is None:
        yield Failure(name, "is a web page without the text of an article; there is nothing to code")
        return
    outlets = known_outlets(settings)
    head = head_of(root)
    address = canonical_url(head, url)
    page = deepcopy(root)
    clear(page)
    if is_listing(head, page, address):
        yield Failure(
            name, "is a page that leads to articles and holds none, such as a front page; give the articles' own pages"
        )
        return
    blocks = tuple(blocks_of(root))
    publisher = outlet_of(head, root, blocks, url or address, outlets) or outlet
    country = _country(publisher, outlets)
    headline = _title(head, publisher, outlets) or title
    byline = byline_of(head, root, blocks, outlets)
    text = "\n\n".join(body_of(root, page, Said(headline, byline, head.article.body)))
    if not text.strip():
        yield Failure(name, "is a web page without the text of an article; there is nothing to code")
        return
    if len(text) < _STUB and (not head.article.is_free or any(is_walled(block.text) for block in blocks)):
        yield Notice(name, "is only the beginning of an article; its publisher keeps the rest for subscribers")
    article = Article.of(
        text,
        id=id,
        language=detect_language(text, 0, settings, head.language),
        url=address,
        fetched=fetched,
        title=headline,
        published=published_of(head, root, blocks, title=headline, url=url or address, country=country) or published,
        outlet=publisher,
    )
    article = described(replace(article, byline=byline), settings)
    yield replace(article, agency=article.agency or _agency(credited_lines(head, root, blocks), outlets))


def _country(publisher: str | None, outlets: Outlets) -> str | None:
    known = outlets.named(publisher) if publisher else None
    return known.country if known else None


def _title(head: Head, publisher: str | None, outlets: Outlets) -> str | None:
    known = outlets.named(publisher) if publisher else None
    names = [*site_names(head, known), *filter(None, (publisher, site_in_title(head)))]
    return title_of(head, names)


def _agency(lines: Iterable[str], outlets: Outlets) -> str | None:
    """The agency that the page credits beside the report: as its author, in its byline, in a line of its own."""
    for line in dict.fromkeys(lines):
        for part in (line, *re.split(r"[|/,]|\s[-–—]\s", line)):
            name = _CREDIT_WORDS.sub("", part).strip(" ()—–-.:")
            named = outlets.credited(name)
            if named and named.kind in ("agency", "state media"):
                return credited(name, outlets)
    return None
