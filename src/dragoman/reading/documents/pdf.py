"""PDF documents: a saved report is one article, a newspaper one a page; printed lines are joined to paragraphs again."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from dragoman.errors import ReadingError
from dragoman.reading.documents.text import from_document
from dragoman.reading.encodings import without_surrogates
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Notice, Outcome, Source
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["PdfReader"]

_MISSING = "is a PDF document; to read it, install the extra: pip install 'dragoman[documents]'"
_MEMORY = 2_000_000_000
_MOST_PAGES_OF_REPORT = 8
"""pages up to which a document is taken as one report; a newspaper has more"""
_FEWEST_LETTERS = 200
"""letters below which a newspaper's page is a picture or an advertisement"""
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\u2010]\n(?=[a-z])")
_ENDS = re.compile(r"""[.!?:;]["”’')\]]*\Z""")


class PdfReader:
    """Reads the text in a PDF document; one that is only pictures of pages has none."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By its first bytes, before which programs may have left others."""
        return b"%PDF-" in head[:1024]

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`."""
        if importlib.util.find_spec("pypdf") is None:
            yield Failure(source.name, _MISSING)
            return
        pages, title, fault = _pages(source, settings)
        pages = _without_running_titles([without_surrogates(page) for page in pages])
        if fault:
            yield Failure(source.name, fault)
        if not any(page.strip() for page in pages):
            if not fault:
                yield Failure(source.name, "is a PDF document without text, as a scan is; recognise its text first (OCR)")
        elif len(pages) <= _MOST_PAGES_OF_REPORT or "End of Document" in pages[-1]:
            text = _joined("\n".join(pages))
            yield from from_document(text, source, settings, "a PDF document", title=without_surrogates(title).strip() or None)
        else:
            yield from _newspaper(pages, source, settings)


def _pages(source: Source, settings: ReadingSettings) -> tuple[list[str], str, str | None]:
    """The text of each page, the document's title, and what went wrong, if anything did. Raises ReadingError."""
    script = str(Path(__file__).with_name("pdf_text.py"))
    limit = settings.max_document_bytes
    with source.on_disk(limit) as path:
        if path.stat().st_size > limit:
            raise ReadingError(source.name, f"is larger than {limit:,} bytes; split it or raise max_document_bytes")
        call = [sys.executable, "-P", script, str(path), str(_MEMORY), str(limit)]
        try:
            done = subprocess.run(
                call, capture_output=True, stdin=subprocess.DEVNULL, timeout=settings.max_pdf_seconds, check=False
            )
            output, fault = (
                done.stdout,
                None if done.returncode == 0 else "is a PDF document at which its reader broke; save it anew",
            )
        except subprocess.TimeoutExpired as error:
            output = error.stdout or b""
            fault = f"takes more than {settings.max_pdf_seconds} seconds; save its text as plain text or raise max_pdf_seconds"
    told = [json.loads(line) for line in output.splitlines(keepends=True) if line.endswith(b"\n")]
    fault = next((line["fault"] for line in told if "fault" in line), fault)
    title = next((line["title"] for line in told if "title" in line), "")
    return [line["page"] for line in told if "page" in line], title, fault


def _without_running_titles(pages: list[str]) -> list[str]:
    """The pages without the lines that stand on most of them, but for a number."""
    if len(pages) < 3:
        return pages
    plain = [[re.sub(r"\d+", "#", line.strip()) for line in page.splitlines()] for page in pages]
    counts = Counter(line for page in plain for line in {*page[:3], *page[-3:]} if line)
    running = {line for line, count in counts.items() if count > len(pages) / 2 and len(line) < 120}
    return ["\n".join(_inner(page.splitlines(), forms, running)) for page, forms in zip(pages, plain, strict=True)]


def _inner(lines: list[str], forms: list[str], running: set[str]) -> list[str]:
    """A page's lines without running titles among its first and last three."""
    edge = {*range(3), *range(len(lines) - 3, len(lines))}
    return [line for number, line in enumerate(lines) if number not in edge or forms[number] not in running]


def _joined(text: str) -> str:
    """Printed lines as paragraphs: a line goes on in the next unless it is short and ends a sentence, or is empty."""
    lines = [line.strip() for line in _HYPHEN.sub("", text).splitlines()]
    width = sorted(map(len, filter(None, lines)))[int(0.8 * len(list(filter(None, lines))))] if any(lines) else 0
    parts: list[str] = [""]
    for line in lines:
        if not line:
            parts.append("")
            continue
        parts[-1] = f"{parts[-1]} {line}" if parts[-1] else line
        if len(line) < 0.75 * width and (_ENDS.search(line) or len(parts[-1]) == len(line)):
            parts.append("")
    return "\n\n".join(part for part in parts if part)


def _newspaper(pages: list[str], source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
    left = 0
    for number, page in enumerate(pages, 1):
        text = _joined(page)
        if sum(map(str.isalpha, text)) < _FEWEST_LETTERS or len(text) > settings.max_article_bytes:
            left += 1
            continue
        id = f"{source.stem}#{number}" if source.stem else None
        yield Article.of(text, id=id, language=detect_language(text, 0, settings))
    if left == len(pages):
        yield Failure(
            source.name, "has no page with as much text as an article; recognise its text first (OCR) if it is a scan"
        )
        return
    told = f"has {len(pages)} pages, each of which was read as an article of its own, as what belongs together cannot be told"
    yield Notice(source.name, told + (f"; {left} have no text to speak of and were left out" if left else ""))
