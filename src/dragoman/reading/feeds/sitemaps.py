"""Sitemaps: a list of a site's pages, or of such lists; and what news sitemaps say of each page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from dragoman.errors import ReadingError
from dragoman.reading.dates import published_date
from dragoman.reading.feeds.entries import Entry
from dragoman.reading.feeds.markup import root_name
from dragoman.reading.protocol import HEAD_BYTES

__all__ = ["SITEMAP_ROOTS", "Sitemap", "parse_sitemap"]

SITEMAP_ROOTS = frozenset({"urlset", "sitemapindex"})
_MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names, in its order, each address once."""

    pages: tuple[Entry, ...]
    sitemaps: tuple[Entry, ...]
    """further sitemaps, of an index"""
    faults: tuple[str, ...] = ()


def parse_sitemap(data: bytes, name: str, base: str | None = None, most: int = 50_000) -> Sitemap:
    """The sitemap in `data`; at most `most` addresses of it. Raises ReadingError where it is none."""
    if root_name(data[:HEAD_BYTES]) not in SITEMAP_ROOTS:
        raise ReadingError(name, "is no sitemap; check the address or the file")
    pages: dict[str, Entry] = {}
    sitemaps: dict[str, Entry] = {}
    faults: list[str] = []
    try:
        for kind, known in _locations(data):
            entry = _entry(known, base)
            if entry.url:
                (sitemaps if kind == "sitemap" else pages).setdefault(entry.url, entry)
            if len(pages) + len(sitemaps) >= most:
                faults.append(f"names more than {most:,} addresses; the first {most:,} were taken")
                break
    except etree.XMLSyntaxError as error:
        faults.append(f"is a damaged sitemap ({error.msg}); what could be read of it was")
    if faults and not pages and not sitemaps:
        raise ReadingError(name, faults[0].replace("; what could be read of it was", "; mend it or fetch it anew"))
    return Sitemap(tuple(pages.values()), tuple(sitemaps.values()), tuple(faults))


def _locations(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `url` or `sitemap` element with the words of what is in it; elements are let go as soon as they are read."""
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    known: dict[str, str] = {}
    for _, element in events:
        if not isinstance(element.tag, str):
            continue
        local = etree.QName(element).localname.lower()
        inside_image = element.getparent() is not None and _is_media(element.getparent())
        if local in ("url", "sitemap"):
            yield local, known
            known = {}
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif element.text and not inside_image:
            known.setdefault(local, element.text.strip()[:_MOST_CHARACTERS])


def _is_media(element: etree._Element) -> bool:
    """Pictures and films of a page have titles and addresses of their own."""
    return isinstance(element.tag, str) and etree.QName(element).localname.lower() in ("image", "video")


def _entry(known: dict[str, str], base: str | None) -> Entry:
    changed = published_date(known.get("lastmod", ""))
    return Entry(
        url=_joined(base, known.get("loc")),
        title=known.get("title") or None,
        # The day of a change is no day of publication.
        published=published_date(known.get("publication_date", "")),
        updated=changed,
        outlet=known.get("name") or None,
        language=known.get("language") or None,
    )


def _joined(base: str | None, url: str | None) -> str | None:
    if not base or not url:
        return url or None
    try:
        return urljoin(base, url)
    except ValueError:
        return url
