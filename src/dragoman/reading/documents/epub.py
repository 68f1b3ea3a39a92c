"""Electronic books (EPUB), as newspapers and their readers make them: one article a chapter."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from dragoman.errors import ReadingError
from dragoman.reading.dates import leading_date, published_date
from dragoman.reading.documents.docx import part_of
from dragoman.reading.html import article_from_html
from dragoman.reading.protocol import Failure, Notice, Outcome, Source
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["read_epub"]

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_LOCKED = b"http://www.w3.org/2001/04/xmlenc#"
_FONTS = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
_LARGEST_LIST = 20_000_000


@dataclass(slots=True)
class _Book:
    """What a book says of itself, and its chapters in their order."""

    chapters: list[str] = field(default_factory=list)
    known: dict[str, str | None] = field(default_factory=dict)


def read_epub(archive: zipfile.ZipFile, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
    """The articles of a book that is opened. Raises ReadingError where it is damaged."""
    if _is_locked(archive, source):
        yield Failure(source.name, "is locked by its publisher's rights management; only a book without it can be read")
        return
    try:
        book = _book(archive, source)
    except (etree.LxmlError, ValueError) as error:
        reason = str(error).splitlines()[0][:100] if str(error) else "its list of contents is no XML"
        yield Failure(source.name, f"is a damaged electronic book ({reason}); get it anew")
        return
    left, number = 0, 0
    for number, chapter in enumerate(book.chapters, 1):
        name = f"{source.name}!{chapter}"
        if chapter not in archive.NameToInfo:
            yield Failure(name, "is named in the book's contents but is not in it; get the book anew")
            continue
        try:
            data = part_of(archive, chapter, name, settings.max_article_bytes)
        except ReadingError as error:
            yield Failure(error.source, error.reason)
            continue
        stem = f"{source.stem}#{number}" if source.stem else None
        outcomes = list(article_from_html(data, name, settings, id=stem, **book.known))
        # Covers, sections' front pages and the list of contents are chapters too.
        left += not any(isinstance(outcome, Article) for outcome in outcomes)
        yield from (outcome for outcome in outcomes if not isinstance(outcome, Failure))
    if left == number:
        yield Failure(source.name, "is an electronic book without a chapter that is an article; there is nothing to code")
    elif left:
        yield Notice(source.name, f"has {left:,} of {number:,} chapters without the text of an article, which were left out")


def _is_locked(archive: zipfile.ZipFile, source: Source) -> bool:
    if "META-INF/encryption.xml" not in archive.NameToInfo:
        return False
    data = part_of(archive, "META-INF/encryption.xml", source.name, _LARGEST_LIST)
    # Fonts alone may be veiled in a book that is open otherwise.
    return data.count(_LOCKED) > 0 and data.count(b"EncryptionMethod") > sum(map(data.count, _FONTS))


def _book(archive: zipfile.ZipFile, source: Source) -> _Book:
    """Raises lxml's errors, ValueError and ReadingError."""
    container = _xml(part_of(archive, "META-INF/container.xml", source.name, _LARGEST_LIST))
    paths = container.xpath("//*[local-name()='rootfile']/@full-path")
    if not paths:
        raise ValueError("it names no list of contents")
    package = _xml(part_of(archive, str(paths[0]), source.name, _LARGEST_LIST))
    folder = posixpath.dirname(str(paths[0]))
    items = {
        str(item.get("id")): item
        for item in package.iter("{*}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    book = _Book(known=_known(package))
    seen = set()
    for entry in package.iter("{*}itemref"):
        item = items.get(str(entry.get("idref")))
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or ""))) if item is not None else None
        if path and path not in seen:
            seen.add(path)
            book.chapters.append(path)
    return book


def _known(package: etree._Element) -> dict[str, str | None]:
    """Day and newspaper. A book's own title is the newspaper's, often with the day in it."""

    def first(name: str) -> str | None:
        texts = (" ".join((element.text or "").split()) for element in package.iter(f"{{*}}{name}"))
        return next((text for text in texts if text), None)

    stated = first("date")
    found = leading_date(stated) if stated else None
    published = (published_date(stated) if stated else None) or (found[0] if found else None)
    return {"published": published, "outlet": first("publisher") or None}


def _xml(data: bytes) -> etree._Element:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True))
    if root is None:
        raise ValueError("its list of contents is empty")
    return root
