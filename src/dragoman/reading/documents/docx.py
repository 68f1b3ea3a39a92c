"""Word documents (DOCX): paragraphs, the cells of tables among them, without what was struck out."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from dragoman.errors import ReadingError
from dragoman.reading.documents.text import from_document
from dragoman.reading.protocol import Failure, Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["part_of", "read_docx"]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNPACKED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)


def read_docx(archive: zipfile.ZipFile, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
    """The articles of a Word document that is opened. Raises ReadingError where it is damaged."""
    data = part_of(archive, "word/document.xml", source.name, settings.max_document_bytes)
    try:
        text = "\n".join(_paragraphs(data))
    except (etree.LxmlError, ValueError) as error:
        reason = str(error).splitlines()[0][:100] if str(error) else "its text is no XML"
        yield Failure(source.name, f"is a damaged Word document ({reason}); open it in Word and save it anew, or as plain text")
        return
    yield from from_document(text, source, settings, "a Word document")


def part_of(archive: zipfile.ZipFile, name: str, document: str, limit: int) -> bytes:
    """One file in a document. Raises ReadingError where it is not there, damaged, locked or larger than `limit`."""
    try:
        with archive.open(name) as stream:
            data = stream.read(limit + 1)
    except _UNPACKED as error:
        told = f"is a damaged or locked document ({str(error)[:100]})"
        raise ReadingError(document, f"{told}; open it where it was made, and save it anew or as plain text") from error
    if len(data) > limit:
        raise ReadingError(
            document, f"has a part larger than {limit:,} bytes; save it as plain text, in several files if need be"
        )
    return data


def _paragraphs(data: bytes) -> Iterator[str]:
    """The text of each paragraph; empty for an empty one. Raises lxml's errors."""
    # No entities and no outer files; depth and length of one text are bounded by the library itself.
    parse = etree.iterparse(io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False)
    parts: list[str] = []
    struck = 0
    for event, element in parse:
        tag = element.tag if isinstance(element.tag, str) else ""
        name = tag.removeprefix(_WORD).removeprefix(_STRICT)
        if tag == _FALLBACK or name in ("del", "moveFrom", "instrText"):
            struck += 1 if event == "start" else -1
        if event == "start":
            if name == "p":
                parts = []
            continue
        if name == "t" and not struck:
            parts.append(element.text or "")
        elif name in _BLANKS and not struck:
            parts.append(_BLANKS[name])
        elif name == "p":
            yield "".join(parts)
            parts = []
            element.clear()
