"""The entries of a JSON list, one in memory at a time; a broken one is named, and the next is looked for."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from dragoman.reading.encodings import as_ascii_compatible, encoding_of
from dragoman.reading.json_lines import json_fault

__all__ = ["Item", "items_of"]

_CHUNK = 1 << 18
_BLANK = re.compile(r"[\s\ufeff]*")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")
"""where the next entry begins after a broken one, most likely"""
_OVERLAP = 1000
_MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with its number, from 1; or what is wrong with it, and the line."""

    number: int
    line: int | None
    value: Any = None
    fault: str | None = None


def items_of(stream: BinaryIO, head: bytes, limit: int) -> Iterator[Item]:
    """The entries of the list that `stream` (which begins with `head`) holds, each of at most `limit` characters."""
    text = _Text(as_ascii_compatible(stream, head), limit)
    text.after_blanks()
    text.place += 1
    number = faults = 0
    closed = text.after_blanks() == "]"
    while not closed:
        number += 1
        line = text.line()
        try:
            value = text.value()
            closed = text.end_of_entry()
        except (ValueError, RecursionError) as error:
            faults += 1
            at = line if isinstance(error, RecursionError) else text.line_of(error)
            found = faults <= _MOST_FAULTS and text.find(_NEXT)
            yield Item(number, at, None, json_fault(error) + ("" if found else "; what comes after it was not read"))
            if not found:
                return
        else:
            yield Item(number, line, value)


class _Text:
    """Text that is decoded as far as it is needed, and forgotten up to the `place` that was reached."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._decode = json.JSONDecoder().raw_decode
        self._encoding: codecs.IncrementalDecoder | None = None
        self._text = ""
        self._lines = 1
        self._ended = False
        self.place = 0

    def after_blanks(self) -> str:
        """The next character that is no blank, where `place` then is; empty at the end."""
        while True:
            found = _BLANK.match(self._text, self.place)
            self.place = found.end() if found else self.place
            if self.place < len(self._text):
                return self._text[self.place]
            if not self._more():
                return ""

    def value(self) -> Any:
        """The JSON value at `place`, which then is behind it. Raises ValueError and RecursionError."""
        if not self.after_blanks():
            raise ValueError("the list does not end; the file is cut off")
        while True:
            try:
                value, self.place = self._decode(self._text, self.place)
                return value
            except json.JSONDecodeError:
                if len(self._text) - self.place > self._limit:
                    raise ValueError(f"an entry is longer than an article may be, {self._limit:,} characters") from None
                if not self._more():
                    raise

    def end_of_entry(self) -> bool:
        """Step over the comma after an entry; whether the list ends instead. Raises ValueError where neither is there."""
        mark = self.after_blanks()
        self.place += bool(mark)
        if mark == ",":
            return False
        if mark == "]":
            return True
        raise ValueError("a comma is missing after the entry" if mark else "the list does not end; the file is cut off")

    def find(self, pattern: re.Pattern[str]) -> bool:
        """Go to the end of the next match of `pattern`; False where there is none."""
        while True:
            if found := pattern.search(self._text, self.place):
                self.place = found.end()
                return True
            self.place = max(self.place, len(self._text) - _OVERLAP)
            if not self._more():
                return False

    def line(self) -> int:
        """The number of the line at `place`, from 1."""
        return self._lines + self._text.count("\n", 0, self.place)

    def line_of(self, error: Exception) -> int:
        """The number of the line that JSON's `error` is about."""
        place = error.pos if isinstance(error, json.JSONDecodeError) else self.place
        return self._lines + self._text.count("\n", 0, place)

    def _more(self) -> bool:
        """Decode at least as much again as there is, after what lies before `place` is forgotten; False at the end."""
        if self._ended:
            return False
        self._lines += self._text.count("\n", 0, self.place)
        self._text, self.place = self._text[self.place :], 0
        data = self._stream.read(max(_CHUNK, len(self._text)))
        self._ended = not data
        if self._encoding is None:
            self._encoding = codecs.getincrementaldecoder(encoding_of(data))("replace")
        self._text += self._encoding.decode(data, final=self._ended)
        return True
