"""Tar archives, read from front to end in little memory, whatever their headers claim."""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar, cast

from dragoman.errors import ReadingError
from dragoman.reading.left_out import why_left_out
from dragoman.reading.opened import readable_name
from dragoman.reading.protocol import Failure, Notice, Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["TarReader"]

_BLOCK = tarfile.BLOCKSIZE
_LONGEST_HEADER = 1_000_000
"""bytes of a header's extension: only names and sizes are wanted of it"""
_DAMAGED = "is damaged or cut off"
_RECORD = re.compile(rb"\d{1,9} (?:(path)=([^\n]{0,4096})|(size)=(\d{1,15}))\n")
_EXTENSIONS = {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
_WITHOUT_BYTES = {tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE}
_LINKS = {tarfile.SYMTYPE, tarfile.LNKTYPE}
_DEVICES = {tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE}


class TarReader:
    """Reads the files in a tar archive, in its order."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By the mark in its first header, or where an old archive's first header adds up."""
        if len(head) < _BLOCK:
            return False
        if head[257:262] != b"ustar" and not name.lower().endswith(".tar"):
            return False
        try:
            tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "replace")
        except (tarfile.HeaderError, ValueError):
            return False
        return True

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome | Source]:
        """Its members; a notice for each link, which leads nowhere here."""
        any_member = False
        for entry, stream in _entries(source.stream, source.name):
            name = f"{source.name}!{readable_name(entry.name)}"
            if entry.type in _LINKS:
                yield Notice(name, "is a link and was left out; the file that it leads to is read where it stands itself")
            elif entry.type in _DEVICES:
                yield Notice(name, "is no ordinary file and was left out")
            elif entry.type == tarfile.GNUTYPE_SPARSE:
                yield Failure(name, "is stored with gaps, which cannot be read here; unpack the archive yourself")
            elif entry.isreg():
                reason = why_left_out(entry.name)
                if reason is None:
                    any_member = True
                    yield source.member(entry.name, cast(BinaryIO, io.BufferedReader(stream, 1 << 16)))
                elif reason:
                    yield Notice(name, reason)
        if not any_member:
            yield Failure(source.name, "is an archive without files that are reports; there is nothing to code")


class _Piece(io.RawIOBase):
    """The next `size` bytes of a stream."""

    def __init__(self, stream: BinaryIO, size: int, name: str) -> None:
        self._stream = stream
        self._left = size
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._stream.read(min(len(buffer), self._left))
        if not chunk and self._left and len(buffer):
            raise ReadingError(self._name, f"{_DAMAGED}: {self._left:,} of its bytes are missing; get the file anew")
        self._left -= len(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def skip(self) -> None:
        """Pass over what nobody read."""
        while self._left:
            self.readinto(bytearray(min(self._left, 1 << 16)))


def _entries(stream: BinaryIO, archive: str) -> Iterator[tuple[tarfile.TarInfo, _Piece]]:
    """Each member with its bytes, to be read before the next is asked for."""
    extended: dict[str, str] = {}
    while block := stream.read(_BLOCK):
        if not block.strip(b"\0"):
            return
        try:
            entry = tarfile.TarInfo.frombuf(block, "utf-8", "replace")
        except (tarfile.HeaderError, ValueError) as error:
            raise ReadingError(archive, f"{_DAMAGED} ({error}); what comes before was read, get the file anew") from error
        if entry.type in _EXTENSIONS:
            extended |= _extension(entry, stream, archive)
            continue
        entry.name = extended.get("path", entry.name).rstrip("\0")
        size = 0 if entry.type in _WITHOUT_BYTES else max(0, int(extended.get("size", entry.size)))
        extended = {}
        piece = _Piece(stream, size, f"{archive}!{readable_name(entry.name)}")
        yield entry, piece
        piece.skip()
        stream.read(-size % _BLOCK)


def _extension(entry: tarfile.TarInfo, stream: BinaryIO, archive: str) -> dict[str, str]:
    """What a header that only adds to the next one says of its name and size."""
    if not 0 <= entry.size <= _LONGEST_HEADER:
        raise ReadingError(archive, f"{_DAMAGED}: a header in it claims {entry.size:,} bytes; get the file anew")
    data = stream.read(entry.size + -entry.size % _BLOCK)[: entry.size]
    if entry.type == tarfile.GNUTYPE_LONGNAME:
        return {"path": data.rstrip(b"\0").decode("utf-8", "replace")}
    if entry.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
        return {
            (path or size).decode(): (value or count).decode("utf-8", "replace")
            for path, value, size, count in _RECORD.findall(data)
        }
    return {}
