"""A JSON document: a list of articles, one article, or an object whose `articles` is such a list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import ClassVar

from dragoman.reading.encodings import decode
from dragoman.reading.fields import article_from
from dragoman.reading.json_lines import json_fault
from dragoman.reading.protocol import Failure, Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["JsonReader"]

_LIST = re.compile(r"\s*\[\s*(\{|\]\s*\Z)")
_OPEN = re.compile(r"\s*\{\s*(\n|\Z)")
_SPREAD = re.compile(r"\s*\{[^\n]*[,\[{]\s*\n")


class JsonReader:
    """Reads JSON that is spread over lines; it is loaded whole, up to a limit of its own."""

    id_from_name: ClassVar[bool] = False

    def recognises(self, head: bytes, name: str) -> bool:
        """A list of objects, or an object that does not end on its first line."""
        text = decode(head)
        if _LIST.match(text) or _OPEN.match(text):
            return True
        if name.lower().endswith(".json"):
            return text.lstrip()[:1] == "[" or _SPREAD.match(text) is not None
        return False

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`; an entry that holds none gives a failure with its number, from 1."""
        data = source.stream.read(settings.max_document_bytes + 1)
        if len(data) > settings.max_document_bytes:
            limit = f"{settings.max_document_bytes:,} bytes"
            yield Failure(source.name, f"is larger than {limit}; write one article a line (JSON lines), which has no limit")
            return
        try:
            document = json.loads(decode(data))
        except json.JSONDecodeError as error:
            yield Failure(f"{source.name}:{error.lineno}", json_fault(error))
            return
        except (ValueError, RecursionError) as error:
            yield Failure(source.name, json_fault(error))
            return
        if isinstance(document, dict) and "text" not in document and isinstance(document.get("articles"), list):
            document = document["articles"]
        if not isinstance(document, list):
            yield from article_from(document, source.name, settings)
        elif not document:
            yield Failure(source.name, "holds an empty list; there is nothing to code")
        else:
            for number, entry in enumerate(document, 1):
                yield from _entry(entry, f"{source.name}, article {number}", settings)


def _entry(entry: object, name: str, settings: ReadingSettings) -> Iterator[Outcome]:
    text = entry.get("text") if isinstance(entry, dict) else None
    if isinstance(text, str) and len(text) > settings.max_article_bytes:
        limit = f"{settings.max_article_bytes:,} characters"
        yield Failure(name, f"is longer than an article may be ({limit}); split it or raise max_article_bytes")
    else:
        yield from article_from(entry, name, settings)
