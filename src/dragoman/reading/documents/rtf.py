"""Rich text (RTF), as press databases export it and text processors save it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from dragoman.reading.documents.text import from_document
from dragoman.reading.protocol import Failure, Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["RtfReader"]

_PICTURE = re.compile(rb"(?:[0-9a-fA-F]{32,}[\r\n]*)+")
_LARGEST = 60_000_000
"""bytes without pictures: the library takes some seconds for ten million"""
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_SPACES = re.compile(r"[ \t]+\n")


class RtfReader:
    """Reads rich text: one article, or those that a database exported into it."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By its first bytes."""
        return head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf")

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`."""
        # Here and not above: most runs read none.
        from striprtf.striprtf import rtf_to_text

        data = _PICTURE.sub(b"", source.read_whole(settings.max_document_bytes, "export fewer articles at a time"))
        if len(data) > _LARGEST:
            yield Failure(source.name, f"holds more than {_LARGEST:,} bytes beside its pictures; save it as plain text")
            return
        page = _CODE_PAGE.search(data[:2000])
        encoding = f"cp{page[1].decode()}" if page else "cp1252"
        try:
            text: str = rtf_to_text(  # type: ignore[no-untyped-call]
                data.decode("latin-1"), encoding=encoding, errors="replace"
            )
        except (
            LookupError,
            ValueError,
            TypeError,
            IndexError,
            KeyError,
            AttributeError,
            OverflowError,
            RecursionError,
        ) as error:
            told = f"is damaged rich text ({type(error).__name__}: {str(error)[:80]})"
            yield Failure(source.name, f"{told}; open it in a text processor and save it as plain text")
            return
        yield from from_document(_SPACES.sub("\n", text), source, settings, "rich text")
