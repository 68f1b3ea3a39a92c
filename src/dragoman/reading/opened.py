"""A file that is being read, from the disk, a pipe or out of an archive."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from dragoman.errors import ReadingError
from dragoman.reading.bounds import Allowance, Limited, Metered
from dragoman.settings import ReadingSettings

__all__ = ["HEAD_BYTES", "Source", "readable_name"]

HEAD_BYTES = 8192
_IN_MEMORY = 4_000_000
"""bytes that are kept in memory where a reader must go to and fro in what came through a pipe; more goes to a temporary file"""
_LONGEST_NAME = 200
_BUFFER = 1 << 16


class Source:
    """Bytes with a name. `head` is what they begin with; `stream` gives them all, the head included, once."""

    def __init__(
        self,
        name: str,
        stream: BinaryIO,
        *,
        stem: str | None = None,
        label: str = "",
        file_name: str | None = None,
        path: Path | None = None,
        settings: ReadingSettings | None = None,
        parent: Source | None = None,
    ) -> None:
        self.name = name
        """what messages call it: the path as it was given, `archive!member`, or `standard input`"""
        self.stem = stem
        """what an article's id is made from; None where there is no file name"""
        self.label = label
        """its file name after those of the archives that it lies in, which ids of its members begin with"""
        self.file_name = name if file_name is None else file_name
        """what formats known by the ending of a name go by: the name of the file itself, its packing taken off"""
        self.path = path
        """the file, where it is one on disk that can be opened again"""
        self.depth: int = parent.depth + 1 if parent else 0
        """how many archives it is nested in"""
        self._raw = stream
        self._allowance: Allowance = parent._allowance if parent else Allowance(settings or ReadingSettings(), self._packed)
        self.head = _read_fully(stream, HEAD_BYTES)
        # It must not know this source: what holds itself stays in memory until the collector comes round.
        self._whole = _Rejoined(self.head, stream)
        self.stream: BinaryIO = _InPieces(self._whole, _BUFFER)

    def unpacked(self, stream: BinaryIO) -> Source:
        """The one file that is packed in this one, as `stream` gives it; it goes by the same name."""
        inner = PurePosixPath(self.file_name.replace("\\", "/")).stem
        stem = PurePosixPath(self.stem).stem if self.stem else None
        metered = self._metered(stream, self.name)
        return Source(self.name, metered, stem=stem, label=self.label, file_name=inner, parent=self)

    def member(self, name: str, stream: BinaryIO) -> Source:
        """A file in this archive. Raises ReadingError where it is one too many."""
        self._allowance.member(self.name)
        name = readable_name(name)
        path = PurePosixPath(name)
        full = f"{self.name}!{name}"
        stem, label = (f"{self.label}!{own}" if self.label else own for own in (_without_ending(path), name))
        return Source(full, self._metered(stream, full), stem=stem, label=label, file_name=path.name, parent=self)

    def numbered(self, number: int, stream: BinaryIO, ending: str) -> Source:
        """The piece of that number, from 1, of a file that is many. Raises ReadingError where it is one too many."""
        self._allowance.member(self.name)
        stem, label = (f"{base}#{number}" if base else None for base in (self.stem, self.label))
        full = f"{self.name}#{number}"
        return Source(full, stream, stem=stem, label=label or "", file_name=self.file_name + ending, parent=self)

    @contextmanager
    def seekable(self, limit: int) -> Iterator[BinaryIO]:
        """Its bytes in a file in which one can go to and fro. Raises ReadingError where they are more than `limit`."""
        if self.path is not None:
            # The same stream, so that whoever watches how far it is sees it.
            self._raw.seek(0)
            yield self._raw
            return
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spooled:
            shutil.copyfileobj(Limited(self.stream, limit, self.name), spooled, _BUFFER)
            spooled.seek(0)
            yield cast(BinaryIO, spooled)

    @contextmanager
    def on_disk(self, limit: int) -> Iterator[Path]:
        """A file that holds its bytes. Raises ReadingError where they are more than `limit`."""
        if self.path is not None:
            yield self.path
            return
        with tempfile.NamedTemporaryFile() as copy:
            shutil.copyfileobj(Limited(self.stream, limit, self.name), copy, _BUFFER)
            copy.flush()
            yield Path(copy.name)

    def read_whole(self, limit: int, advice: str) -> bytes:
        """All its bytes. Raises ReadingError, with `advice`, where they are more than `limit`."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise ReadingError(self.name, f"is larger than {limit:,} bytes; {advice}")
        return data

    def _metered(self, stream: BinaryIO, name: str) -> BinaryIO:
        return io.BufferedReader(Metered(stream, name, self._allowance), _BUFFER)

    def _packed(self) -> int:
        return self.path.stat().st_size if self.path else self._whole.taken


def readable_name(name: str) -> str:
    """A member's name as messages and ids can hold it: no control characters or marks of direction, and not endless."""
    name = "".join(character if character.isprintable() else "\ufffd" for character in name.replace("\\", "/"))
    return name if len(name) <= _LONGEST_NAME else "…" + name[-_LONGEST_NAME:]


def _without_ending(path: PurePosixPath) -> str:
    return str(path.with_suffix("")) if path.suffix else str(path)


class _InPieces(io.BufferedReader):
    """A stream that takes memory for what it reads, and not for the most that was asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size <= _BUFFER:
            return super().read(size)
        pieces = []
        while size > 0 and (piece := super().read(min(size, _BUFFER))):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)


class _Rejoined(io.RawIOBase):
    """A stream whose head was read already: pipes cannot be wound back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest
        self.taken = len(head)
        """bytes read so far"""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._head.read(len(buffer))
        if not chunk:
            chunk = self._rest.read(len(buffer))
            self.taken += len(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _read_fully(stream: BinaryIO, size: int) -> bytes:
    chunks = []
    while size > 0 and (chunk := stream.read(min(size, _BUFFER))):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
