"""How much may come out of an archive: small files that unpack to huge ones are stopped, whatever they are nested in."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from dragoman.errors import ReadingError
from dragoman.settings import ReadingSettings

__all__ = ["Allowance", "Limited", "Metered", "TooMuch"]

_FREE = 20_000_000
"""bytes that may come out whatever the ratio: short files of much repetition are no bombs"""
_DAMAGED = (zlib.error, lzma.LZMAError, zipfile.BadZipFile, EOFError, OSError, ValueError)


class TooMuch(ReadingError):
    """So much came out of an archive that none of it is read on."""


class Allowance:
    """What one file named on the command line may unpack to, with all that is nested in it."""

    def __init__(self, settings: ReadingSettings, packed: Callable[[], int]) -> None:
        self._settings = settings
        self._packed = packed
        self._given = 0
        self._members = 0

    def give(self, count: int, name: str) -> None:
        """Count bytes that came out of `name`. Raises TooMuch where they are too many."""
        self._given += count
        if self._given > _FREE + self._settings.max_archive_ratio * self._packed():
            told = f"unpacks to more than {self._settings.max_archive_ratio:,} times its size, as no reports do"
            raise TooMuch(name, f"{told}; if you trust it, unpack it yourself or raise max_archive_ratio")
        if self._given > self._settings.max_archive_bytes:
            told = f"unpacks to more than {self._settings.max_archive_bytes:,} bytes"
            raise TooMuch(name, f"{told}; unpack it yourself or raise max_archive_bytes")

    def member(self, name: str) -> None:
        """Count a member of the archive `name`. Raises TooMuch where there are too many."""
        self._members += 1
        if self._members > self._settings.max_archive_members:
            told = f"holds more than {self._settings.max_archive_members:,} files; the rest was not read"
            raise TooMuch(name, f"{told}; split it or raise max_archive_members")


class Metered(io.RawIOBase):
    """A stream out of an archive: its bytes are counted, and its damage is told as a ReadingError that names it."""

    def __init__(self, stream: BinaryIO, name: str, allowance: Allowance) -> None:
        self._stream = stream
        self._name = name
        self._allowance = allowance
        self._place = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            chunk = self._stream.read(len(buffer))
        except ReadingError:
            raise
        except _DAMAGED as error:
            told = f"is damaged or cut off after {self._place:,} bytes ({_short(error)})"
            raise ReadingError(self._name, f"{told}; get the file anew") from error
        except (NotImplementedError, RuntimeError) as error:
            raise ReadingError(self._name, f"cannot be unpacked ({_short(error)}); unpack it yourself") from error
        self._place += len(chunk)
        self._allowance.give(len(chunk), self._name)
        buffer[: len(chunk)] = chunk
        return len(chunk)


class Limited:
    """A stream that is read up to a limit; more is a ReadingError."""

    def __init__(self, stream: BinaryIO, limit: int, name: str) -> None:
        self._stream = stream
        self._left = limit
        self._told = f"is larger than {limit:,} bytes, the most that is read of one such file; split it or save it otherwise"
        self._name = name

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, empty at the end. Raises ReadingError."""
        chunk = self._stream.read(size)
        self._left -= len(chunk)
        if self._left < 0:
            raise ReadingError(self._name, self._told)
        return chunk


def _short(error: Exception) -> str:
    return str(error).strip().rstrip(".")[:100].lower() or type(error).__name__
