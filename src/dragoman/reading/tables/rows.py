"""The rows of a delimited table, with the line on which each begins; what is broken is named, and the next row is looked for."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.reading.encodings import decode

__all__ = ["Broken", "Row", "rows_of"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_MOST_UNCLOSED = 20
"""quotation marks that never close, after which the rest of the file is given up: each means reading on to its end"""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's values, and the line on which it begins, from 1."""

    line: int
    values: list[str]


@dataclass(frozen=True, slots=True)
class Broken:
    """Why there is no row on this line."""

    line: int
    fault: str


def rows_of(stream: BinaryIO, separator: str, limit: int) -> Iterator[Row | Broken]:
    """The rows of `stream`, whose lines end in one byte; none with more than `limit` bytes. Empty lines are passed over."""
    # A bound of the whole process, and the only way to lift it; what is handed to the parser is bounded anyway.
    csv.field_size_limit(max(2 * limit, csv.field_size_limit()))
    lines = _Lines(stream, limit)
    unclosed = 0
    while lines.begin():
        fault = None
        try:
            values = next(csv.reader(lines, delimiter=separator), [])
        except _TooLong:
            fault = f"is longer than an article may be ({limit:,} bytes); split it or raise max_article_bytes"
        except csv.Error as error:
            fault = f"is no row of a table ({error}); mend or delete it"
        if fault is None and not lines.ran_out:
            if any(values):
                yield Row(lines.start, values)
            continue
        if lines.ran_out or lines.several:
            fault = "opens a quotation mark that never closes; close it, or write it twice where it belongs to the text"
            unclosed += 1
            if unclosed > _MOST_UNCLOSED:
                yield Broken(lines.start, f"{fault}. There are more such lines, and the rest of the file was not read")
                return
            lines.put_back()
        yield Broken(lines.start, fault or "")


class _TooLong(Exception):
    """There are more bytes than a row may have."""


class _Lines:
    """Lines for the parser, which takes as many as a row needs; those after a row's first can be put back."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._number = 0
        self._waiting: deque[tuple[int, str]] = deque()
        self._taken: list[tuple[int, str]] = []
        self._size = 0
        self.start = 0
        self.ran_out = False
        """whether the file ended within a row"""

    def begin(self) -> bool:
        """Begin a row; False where there is no line left."""
        self._taken, self._size, self.ran_out = [], 0, False
        self._fill()
        self.start = self._waiting[0][0] if self._waiting else self._number
        return bool(self._waiting)

    @property
    def several(self) -> bool:
        """Whether the row took more than one line."""
        return len(self._taken) > 1

    def put_back(self) -> None:
        """Have the lines after the row's first one read again."""
        self._waiting.extendleft(reversed(self._taken[1:]))

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self._fill()
        if not self._waiting:
            self.ran_out = bool(self._taken)
            raise StopIteration
        number, line = self._waiting.popleft()
        self._taken.append((number, line))
        self._size += len(line)
        if self._size > self._limit:
            raise _TooLong
        return line

    def _fill(self) -> None:
        """Have a line waiting, if there is one; one that is too long is cut, and its rest passed over."""
        if self._waiting:
            return
        data = self._stream.readline(self._limit + 2)
        # Between rows, and only there, an empty line says nothing.
        while not self._taken and data in (b"\n", b"\r\n"):
            self._number += 1
            data = self._stream.readline(self._limit + 2)
        if not data:
            return
        while not data.endswith(b"\n") and (more := self._stream.readline(1 << 16)):
            if len(data) <= self._limit:
                data += more
            if more.endswith(b"\n"):
                break
        # Old files of the Macintosh end lines with a carriage return alone; a text's own end in it is kept by the parser.
        for line in _LINE.findall(decode(data)):
            self._number += 1
            self._waiting.append((self._number, line))
