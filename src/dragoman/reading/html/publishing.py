"""Who published a page, who wrote it, and where it is at home."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from dragoman.knowledge import Outlet, Outlets
from dragoman.reading.addresses import host_of, site_of
from dragoman.reading.describing import without_by
from dragoman.reading.html.blocks import Block
from dragoman.reading.html.head import Head
from dragoman.reading.html.titling import site_in_title

__all__ = ["byline_of", "canonical_url", "outlet_of", "site_names"]

_SOURCE_LINE = re.compile(
    r"(?:original )?(?:source|via|provided by|originally published (?:by|on|in)|courtesy of|from)\s*:?\s+(?P<name>[^.:]{2,60})\.?$",
    re.IGNORECASE,
)
_BYLINES = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|writer|reporter|by-?author)(?:[\s_-]*(?:name|names|line|link|list))?(?:$|\s)",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?i:©|\(c\)|copyright)\s*(?i:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?"
    r"(?P<name>[A-Z][\w&'’.\- ]{2,50}?)(?:\.|,|\s+(?:All|Ltd|Inc|LLC|Limited)\b|\s*[|]|$)"
)
_CACHES = ("ampproject.org", "googleusercontent.com", "archive.org", "archive.ph", "archive.is", "archive.today")
_LONGEST_CREDIT = 60
_NAMES = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}")


def canonical_url(head: Head, url: str | None) -> str | None:
    """The address that the page gives as its own, where that can be so; else the one that it came from."""
    stated = [*head.links.get("canonical", []), *head.metas.get("og:url", []), head.article.url]
    for address in filter(None, stated):
        whole = _absolute(address, url)
        if whole is None:
            continue
        # Some sites give their front page as that of every page.
        if urlsplit(whole).path in ("", "/") and (url is None or urlsplit(url).path not in ("", "/")):
            continue
        if url is None or _is_same_site(whole, url) or (host_of(url) or "").endswith(_CACHES):
            return whole
    return url


def site_names(head: Head, outlet: Outlet | None) -> Iterator[str]:
    """What the outlet is called on the page and elsewhere, so that it can be told from the headline."""
    if outlet:
        yield from (outlet.name, *outlet.credits)
    yield from head.all("sites")
    if head.article.publisher:
        yield head.article.publisher


def outlet_of(head: Head, root: HtmlElement, blocks: Sequence[Block], url: str | None, outlets: Outlets) -> str | None:
    """Who published it: whose the address is, else what the page calls its site; of an aggregator's page, whom it copies."""
    host = host_of(url)
    there = outlets.at(host) if host else None
    if there and there.kind == "aggregator":
        return _copied(head, root, blocks, there, outlets) or there.name
    if there:
        return there.name
    names = [*site_names(head, None), site_in_title(head), *head.properties.get("publisher", []), *_homes(head), _owner(blocks)]
    for name in filter(None, names):
        if name.strip() and len(name) <= 60:
            return _usual(name.strip(), outlets)
    return site_of(url)


def byline_of(head: Head, root: HtmlElement, blocks: Sequence[Block], outlets: Outlets) -> str | None:
    """The names of who wrote it, set apart by commas."""
    stated = [
        *head.article.authors,
        *head.all("authors"),
        *head.properties.get("author", []),
    ]
    if head.article.authors:
        stated = [", ".join(head.article.authors), *stated]
    for value in (*stated, *_visible_bylines(root, blocks)):
        names = without_by(value, outlets) if value and "://" not in value and len(value) <= 200 else None
        if names and all(_NAMES.fullmatch(name) for name in names.split(", ")):
            return names
    return None


def credited_lines(head: Head, root: HtmlElement, blocks: Sequence[Block]) -> Iterator[str]:
    """The words of a page in which an agency may be credited beside its report: authors, bylines, sources."""
    yield from (*head.article.organisations, *head.article.authors)
    yield from (*head.all("authors"), *head.all("sources"))
    yield from _visible_bylines(root, blocks)
    yield from (block.text for block in blocks if len(block.text) <= _LONGEST_CREDIT and not block.linked)


def _homes(head: Head) -> list[str]:
    """What links to the front page are called, where the page's title has it or several are called so: a logo, and the name beside it."""
    counts = Counter(head.homes)
    in_title = [name for name in counts if name.casefold() in head.title.casefold()]
    return in_title or [name for name, count in counts.most_common(1) if count > 1]


def _copied(head: Head, root: HtmlElement, blocks: Sequence[Block], there: Outlet, outlets: Outlets) -> str | None:
    """Whose article an aggregator's page carries; None where it does not say."""
    addresses = [*head.links.get("canonical", []), *head.all("source_links")]
    for address in addresses:
        host = host_of(address)
        owner = outlets.at(host) if host else None
        if owner and owner.kind != "aggregator":
            return owner.name
    for name in _sources(head, root, blocks):
        found = _usual(name, outlets)
        if name.strip() and found != there.name and not outlets_alike(found, there, outlets):
            return found
    return None


def outlets_alike(name: str, there: Outlet, outlets: Outlets) -> bool:
    """Whether a name is that of the aggregator, or of another."""
    named = outlets.named(name)
    return name.casefold().startswith(there.name.casefold()) or (named is not None and named.kind == "aggregator")


def _sources(head: Head, root: HtmlElement, blocks: Sequence[Block]) -> Iterator[str]:
    yield from head.article.organisations
    yield head.article.publisher
    yield from head.all("sources")
    yield from (value for key in ("provider", "sourceorganization", "publisher") for value in head.properties.get(key, []))
    for element in root.iterfind(".//*[@class]"):
        if re.search(
            r"(?:^|[\s_-])(?:provider|source|publisher|attribution)(?:[\s_-]?(?:name|logo|link))?(?:$|\s)",
            element.get("class"),
            re.IGNORECASE,
        ):
            text = " ".join(element.text_content().split()) or (element.get("alt") or "").strip()
            if 2 <= len(text) <= 60:
                yield re.sub(r"^(?:source|provider|via|by)\s*:?\s+", "", text, flags=re.IGNORECASE)
    for block in blocks:
        if len(block.text) <= 80 and (match := _SOURCE_LINE.match(block.text)):
            yield match["name"].strip()


def _visible_bylines(root: HtmlElement, blocks: Sequence[Block]) -> Iterator[str]:
    for element in root.iter("a", "span", "p", "div", "address", "li", "strong", "em", "h4", "h5"):
        if _BYLINES.search(element.get("class", "")) or "author" in element.get("rel", "").split():
            text = " ".join(element.text_content().split())
            if 4 <= len(text) <= 120:
                yield re.split(r"\s(?=(?:[A-Z][a-z]{2,8}\.? )?\d)|\s*(?:Published|Updated|Posted)\b", text)[0]
    for block in blocks:
        if len(block.text) <= 90 and re.match(r"(?:By|BY)[: ]\s*[^\W\d_]", block.text) and not block.text.endswith("."):
            yield re.split(r"\s(?=(?:[A-Z][a-z]{2,8}\.? )?\d)", block.text)[0]


def _owner(blocks: Sequence[Block]) -> str | None:
    """Who the copyright line at the foot of the page names."""
    found = None
    for block in blocks:
        if len(block.text) <= 200 and (match := _OWNER.search(block.text)):
            found = match["name"].strip()
    return found


def _usual(name: str, outlets: Outlets) -> str:
    """The usual name of a known outlet; the name as it stands of another."""
    known = outlets.named(name) or (outlets.at(name) if " " not in name else None)
    return known.name if known else name


def _absolute(address: str, url: str | None) -> str | None:
    try:
        whole = urljoin(url or "", address.strip())
        return whole if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).hostname else None
    except ValueError:
        return None


def _is_same_site(a: str, b: str) -> bool:
    return site_of(a) == site_of(b)
