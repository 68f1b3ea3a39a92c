"""What readers take and give: a source of bytes in; articles, failures and notices out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, ClassVar, Protocol

from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["HEAD_BYTES", "Failure", "Notice", "Outcome", "Reader", "Source"]

HEAD_BYTES = 8192


@dataclass(frozen=True, slots=True)
class Failure:
    """One file, line or article that gave no article: `source` names it, `reason` says why and what to do."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was read otherwise than its author may expect; the article itself goes on."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


Outcome = Article | Failure | Notice


class Source:
    """Bytes with a name. `head` is what they begin with; `stream` gives them all, the head included, once."""

    def __init__(self, name: str, stream: BinaryIO, *, stem: str | None = None) -> None:
        self.name = name
        """what messages call it: the path as it was given, or `standard input`"""
        self.stem = stem
        """what a plain-text article's id is made from; None where there is no file name"""
        self.head = _read_fully(stream, HEAD_BYTES)
        self.stream: BinaryIO = io.BufferedReader(_Rejoined(self.head, stream), 1 << 16)


class Reader(Protocol):
    """One format. A reader never raises for what it reads: whatever it cannot use becomes a `Failure`."""

    id_from_name: ClassVar[bool]
    """whether an article's id comes from the file's name (then the run may lengthen it) or from what the file says"""

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether a file called `name` that begins with `head` is of this format."""
        ...

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`, in its order."""
        ...


class _Rejoined(io.RawIOBase):
    """A stream whose head was read already: pipes cannot be wound back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _read_fully(stream: BinaryIO, size: int) -> bytes:
    chunks = []
    while size > 0 and (chunk := stream.read(size)):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
