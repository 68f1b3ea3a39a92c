"""Web archives (WARC): the pages that a crawler brought home, each once."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar

from dragoman.reading.dates import published_date
from dragoman.reading.encodings import decode_declared, has_text, without_surrogates
from dragoman.reading.html import article_from_html, looks_like_html
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import HEAD_BYTES, Failure, Notice, Outcome, Source
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["WarcReader"]

_MISSING = "is a web archive; to read it, install the extra: pip install 'dragoman[warc]'"
_PAGES = ("text/html", "application/xhtml+xml")


class WarcReader:
    """Reads the pages in a web archive, one at a time; what is no page, and pages without an article, are counted."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By its first bytes."""
        return head.startswith((b"WARC/0.", b"WARC/1."))

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`; at its end a notice of what else is in it."""
        try:
            from fastwarc.warc import ArchiveIterator, WarcRecordType
        except ImportError:
            yield Failure(source.name, _MISSING)
            return
        wanted = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
        left: Counter[str] = Counter()
        seen: set[bytes] = set()
        number = articles = 0
        records = ArchiveIterator(
            _Forward(source.stream), record_types=wanted, parse_http=True, auto_decode="all", stream_detect=False
        )
        while True:
            try:
                record = next(records, None)
                page = _Page(record, settings) if record is not None else None
            except (OSError, ValueError, RuntimeError, OverflowError) as error:
                told = f"is damaged after record {number:,} ({' '.join(str(error).split())[:100]})"
                yield Failure(source.name, f"{told}; what comes before was read, get the file anew")
                break
            if page is None:
                break
            number += 1
            reason = page.why_not(seen)
            if reason:
                left[reason] += 1
                continue
            for outcome in page.article(
                f"{source.name}#{number}", f"{source.stem}#{number}" if source.stem else None, settings
            ):
                articles += isinstance(outcome, Article)
                if isinstance(outcome, Failure):
                    left[outcome.reason.split(";")[0]] += 1
                else:
                    yield outcome
        yield from _summary(source.name, number, articles, left)


class _Forward(io.RawIOBase):
    """A stream that is read from front to end: the library asks for its place, which a pipe cannot tell, and breaks if it may not."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._place = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._stream.read(len(buffer))
        self._place += len(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def tell(self) -> int:
        return self._place


class _Page:
    """What one record holds, taken out of it, as the next one is read over it."""

    def __init__(self, record: Any, settings: ReadingSettings) -> None:
        headers = record.headers
        http = record.http_headers if record.is_http and record.http_headers is not None else None
        self.status = http.status_code if http is not None else 200
        self.url = without_surrogates(str(headers.get("WARC-Target-URI") or "")).strip("<> ") or None
        self.fetched = published_date(str(headers.get("WARC-Date") or ""))
        self.type = (
            str((record.http_content_type if http is not None else headers.get("Content-Type")) or "").split(";")[0].lower()
        )
        self.charset = record.http_charset if http is not None else None
        self.data: bytes = record.reader.read(settings.max_article_bytes + 1)

    def why_not(self, seen: set[bytes]) -> str | None:
        """Why it is passed over, if it is; remembers it otherwise."""
        if self.status not in (200, 203):
            return "answers of other kinds than success"
        is_page = self.type in _PAGES or (
            self.type in ("", "application/octet-stream") and looks_like_html(self.data[:HEAD_BYTES])
        )
        if not is_page and self.type != "text/plain":
            return "no pages"
        digest = hashlib.sha256(self.data).digest()[:12]
        if digest in seen:
            return "pages that were there before"
        seen.add(digest)
        return None

    def article(self, name: str, id: str | None, settings: ReadingSettings) -> Iterator[Outcome]:
        """The article on the page, or in a text that was taken from one."""
        try:
            yield from self._article(name, id, settings)
        # One page of thousands that its reader did not foresee must not cost the others.
        except Exception as error:
            yield Failure(name, f"broke its reader ({type(error).__name__}: {' '.join(str(error).split())[:100]})")

    def _article(self, name: str, id: str | None, settings: ReadingSettings) -> Iterator[Outcome]:
        if self.type != "text/plain":
            known = {"url": self.url, "fetched": self.fetched}
            yield from article_from_html(self.data, name, settings, id=id, charset=self.charset, **known)
            return
        text = without_surrogates(decode_declared(self.data, self.charset))
        if not has_text(text) or len(self.data) > settings.max_article_bytes:
            yield Failure(name, "is text that is empty or longer than an article may be")
            return
        language = detect_language(text, 0, settings)
        yield Article.of(text, id=id, url=self.url, fetched=self.fetched, language=language)


def _summary(name: str, number: int, articles: int, left: Counter[str]) -> Iterator[Outcome]:
    kinds = "; ".join(f"{count:,} × {reason}" for reason, count in sorted(left.items()))
    if not number:
        yield Failure(name, "is a web archive without pages; there is nothing to code")
    elif not articles:
        yield Failure(name, f"is a web archive of which no record is an article ({kinds}); there is nothing to code")
    elif left:
        yield Notice(name, f"{sum(left.values()):,} of {number:,} records were left out: {kinds}")
