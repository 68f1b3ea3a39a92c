"""Mailboxes of the mbox kind: letters one after the other in a file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar, cast

from dragoman.reading.protocol import Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["MailboxReader"]

_BEGINNING = re.compile(rb"From [^\n]{1,200}\d\d:\d\d[^\n]{0,40}\r?\n(?=[A-Za-z][A-Za-z0-9-]{0,60}:)")
_LETTER = re.compile(rb"From [^\n]{1,200}\d\d:\d\d[^\n]{0,40}\r?\n\Z")
_PIECE = 1 << 16


class MailboxReader:
    """Reads the letters in a mailbox, in its order."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By the line that stands before the first letter, and a field of it after that."""
        return _BEGINNING.match(head) is not None

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome | Source]:
        """Its letters."""
        lines = _Letters(source.stream)
        number = 0
        while lines.next_letter():
            number += 1
            letter = source.numbered(number, cast(BinaryIO, io.BufferedReader(lines.letter(), _PIECE)), ".eml")
            yield letter


class _Letters:
    """A mailbox, of which one letter is read at a time."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._line = stream.readline(_PIECE)

    def next_letter(self) -> bool:
        """Go to the next letter, over what nobody read of the one before; False where there is none."""
        while self._line and not _LETTER.match(self._line):
            self._line = self._stream.readline(_PIECE)
        self._line = b"" if not self._line else self._stream.readline(_PIECE)
        return bool(self._line)

    def letter(self) -> io.RawIOBase:
        """The bytes of the letter."""
        return _Letter(self)

    def take(self, size: int) -> bytes:
        """At most `size` bytes of the letter; empty at its end."""
        if _LETTER.match(self._line):
            return b""
        piece, self._line = self._line[:size], self._line[size:]
        if not self._line:
            self._line = self._stream.readline(_PIECE)
        return piece.removeprefix(b">") if piece.startswith(b">From ") else piece


class _Letter(io.RawIOBase):
    """One letter as a stream."""

    def __init__(self, letters: _Letters) -> None:
        self._letters = letters

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._letters.take(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)
