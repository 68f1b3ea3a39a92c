"""A JSON document: a list of articles, one article, or an object that holds such a list somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import ClassVar

from dragoman.reading.encodings import decode
from dragoman.reading.fields import Records
from dragoman.reading.json_items import Item, items_of
from dragoman.reading.json_lines import json_fault
from dragoman.reading.json_wrapping import wrapped
from dragoman.reading.protocol import Failure, Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["JsonReader"]

_LIST = re.compile(r"\s*\[\s*(\{|\]\s*\Z)")
_OPEN = re.compile(r"\s*\{\s*(\n|\Z)")
_SPREAD = re.compile(r"\s*\{[^\n]*[,\[{]\s*\n")
_MOST_VALUES = 10_000_000
"""lists, objects and entries in a document that is loaded whole: each takes some hundred bytes of memory"""


class JsonReader:
    """Reads JSON that is spread over lines, or a list: of the list one article is in memory at a time."""

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
        records = Records(settings, source.name)
        if decode(source.head).lstrip()[:1] == "[":
            yield from _list(items_of(source.stream, source.head, settings.max_article_bytes), source.name, records)
            return
        advice = "write one article a line (JSON lines), or a list of articles, which have no limit"
        data = source.read_whole(settings.max_document_bytes, advice)
        if sum(map(data.count, (b"[", b"{", b","))) > _MOST_VALUES:
            yield Failure(source.name, f"holds too many values to be loaded at once; {advice}")
            return
        try:
            document = json.loads(decode(data))
        except json.JSONDecodeError as error:
            yield Failure(f"{source.name}:{error.lineno}", json_fault(error))
        except (ValueError, RecursionError) as error:
            yield Failure(source.name, json_fault(error))
        else:
            entries, fault = wrapped(document, settings)
            if fault:
                yield Failure(source.name, fault)
            elif entries is None:
                yield from records.article(document, source.name)
            else:
                yield from _list((Item(number, None, entry) for number, entry in enumerate(entries, 1)), source.name, records)


def _list(items: Iterator[Item], name: str, records: Records) -> Iterator[Outcome]:
    any_item = False
    for item in items:
        any_item = True
        if item.fault:
            yield Failure(f"{name}:{item.line}" if item.line else f"{name}, article {item.number}", item.fault)
        else:
            yield from records.article(item.value, f"{name}, article {item.number}")
    if not any_item:
        yield Failure(name, "holds an empty list; there is nothing to code")
