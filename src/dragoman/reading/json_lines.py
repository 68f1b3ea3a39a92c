"""JSON lines: one article a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from dragoman.reading.encodings import as_ascii_compatible, decode
from dragoman.reading.fields import Records
from dragoman.reading.json_wrapping import wrapped
from dragoman.reading.protocol import Failure, Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["JsonLinesReader", "json_fault"]

_NAMES = (".jsonl", ".ndjson", ".jl")
_BEGINNING = re.compile(r'\s*\{\s*("|\})')


class JsonLinesReader:
    """Reads JSON lines; one line is in memory at a time, and never more of it than an article may have."""

    id_from_name: ClassVar[bool] = False

    def recognises(self, head: bytes, name: str) -> bool:
        """By the name's ending, or where the first line begins as an object does."""
        return name.lower().endswith(_NAMES) or _BEGINNING.match(decode(head)) is not None

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`; a line that holds none gives a failure that names it."""
        empty = True
        records = Records(settings, source.name)
        for number, line in _lines(as_ascii_compatible(source.stream, source.head), settings.max_article_bytes):
            name = f"{source.name}:{number}"
            if line is None:
                empty = False
                limit = f"{settings.max_article_bytes:,} bytes"
                yield Failure(name, f"is longer than an article may be ({limit}); split it or raise max_article_bytes")
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                empty = False
                yield from _article(line, name, settings, records)
        if empty:
            yield Failure(source.name, "holds no article: every line is empty")


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers from 1 with the lines; None for a line longer than `limit`, which is skipped piece by piece."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while (more := stream.readline(1 << 16)) and not more.endswith(b"\n"):
            pass
        yield number, None


def _article(line: bytes, name: str, settings: ReadingSettings, records: Records) -> Iterator[Outcome]:
    try:
        record = json.loads(decode(line).lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        yield Failure(name, json_fault(error))
        return
    entries, fault = wrapped(record, settings)
    if fault:
        yield Failure(name, fault)
    elif entries is None:
        yield from records.article(record, name)
    else:
        for number, entry in enumerate(entries, 1):
            yield from records.article(entry, f"{name}, article {number}")


def json_fault(error: ValueError | RecursionError) -> str:
    """What is wrong with JSON that could not be parsed, in words that help to mend it."""
    if isinstance(error, json.JSONDecodeError):
        return f"is not valid JSON ({error.msg.lower()} at character {error.colno}); mend or delete it"
    if isinstance(error, RecursionError):
        return "is JSON nested too deeply to be read"
    return f"is not valid JSON ({error})"
