"""One file packed by itself: gzip, bzip2, xz."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar, cast

from dragoman.reading.protocol import Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["Bzip2Reader", "GzipReader", "XzReader"]

_XZ_MEMORY = 200_000_000
"""bytes that the unpacking of xz may take: its strongest common setting needs 65 MB"""
_CHUNK = 1 << 16


class GzipReader:
    """Reads what is packed with gzip, of one part or many."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By its first bytes."""
        return head.startswith(b"\x1f\x8b\x08")

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome | Source]:
        """The file in it."""
        with gzip.GzipFile(fileobj=source.stream) as stream:
            yield source.unpacked(cast(BinaryIO, stream))


class Bzip2Reader:
    """Reads what is packed with bzip2."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By its first bytes."""
        return head.startswith(b"BZh") and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90")

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome | Source]:
        """The file in it."""
        with bz2.BZ2File(source.stream) as stream:
            yield source.unpacked(cast(BinaryIO, stream))


class XzReader:
    """Reads what is packed with xz."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By its first bytes."""
        return head.startswith(b"\xfd7zXZ\x00")

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome | Source]:
        """The file in it."""
        yield source.unpacked(cast(BinaryIO, io.BufferedReader(_Xz(source.stream), _CHUNK)))


class _Xz(io.RawIOBase):
    """What xz packed, with a bound on the memory that a file may ask for, which the library's own stream lacks."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            packed = b""
            if self._unpacker.eof:
                packed = self._unpacker.unused_data.lstrip(b"\0") or self._stream.read(_CHUNK).lstrip(b"\0")
                if not packed:
                    return 0
                self._unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
            elif self._unpacker.needs_input:
                packed = self._stream.read(_CHUNK)
                if not packed:
                    raise EOFError("it ends before its end mark")
            if chunk := self._unpacker.decompress(packed, len(buffer)):
                buffer[: len(chunk)] = chunk
                return len(chunk)
