"""ZIP archives, and the documents that are ones inside: Word's and electronic books."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, ClassVar, cast

from dragoman.errors import ReadingError
from dragoman.reading.bounds import TooMuch
from dragoman.reading.documents.docx import read_docx
from dragoman.reading.documents.epub import read_epub
from dragoman.reading.left_out import why_left_out
from dragoman.reading.opened import readable_name
from dragoman.reading.protocol import Failure, Notice, Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["ZipReader"]

_BYTES_OF_ENTRY = 400
"""most bytes of the directory at an archive's end that one member is granted"""
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_ENCRYPTED = 1
_OTHERS = {
    "xl/": ("is a spreadsheet", "save its table as CSV"),
    "ppt/": ("is a presentation", "save its text as a plain-text file"),
    "mimetype": ("is an office document of a kind that cannot be read", "save it as DOCX, RTF or plain text"),
}


class ZipReader:
    """Reads the files in a ZIP archive, in its order, or the document that it is."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By its first bytes."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome | Source]:
        """Its members, or the articles of the document that it is."""
        with source.seekable(settings.max_archive_bytes) as file, _opened(file, source, settings) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                yield from read_docx(archive, source, settings)
            elif "META-INF/container.xml" in names:
                yield from read_epub(archive, source, settings)
            elif other := next((told for key, told in _OTHERS.items() if any(n.startswith(key) for n in names)), None):
                yield Failure(source.name, "{}; {}".format(*other))
            else:
                yield from _members(archive, source)


@contextmanager
def _opened(file: BinaryIO, source: Source, settings: ReadingSettings) -> Iterator[zipfile.ZipFile]:
    """The archive in `file`. Raises ReadingError where it is damaged or its directory is too large to be loaded."""
    size = _directory_size(file)
    if size > settings.max_archive_members * _BYTES_OF_ENTRY:
        told = f"has room for more than {settings.max_archive_members:,} files in its directory"
        raise ReadingError(source.name, f"{told}; split it or raise max_archive_members")
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error, OverflowError) as error:
        raise ReadingError(source.name, f"is a damaged or incomplete ZIP archive ({error}); get the file anew") from error
    with archive:
        yield archive


def _directory_size(file: BinaryIO) -> int:
    """The size of the archive's directory as its end claims; the library would load as much at once."""
    length = file.seek(0, 2)
    start = max(0, length - 66_000)
    file.seek(start)
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        return 0
    size = int(_END.unpack_from(tail, place)[5])
    wide = tail.rfind(b"PK\x06\x06")
    if wide >= 0 and len(tail) - wide >= _END_64.size:
        size = max(size if size != 0xFFFFFFFF else 0, int(_END_64.unpack_from(tail, wide)[8]))
    return min(size, length)


def _members(archive: zipfile.ZipFile, source: Source) -> Iterator[Outcome | Source]:
    any_member = False
    for entry in archive.infolist():
        name = f"{source.name}!{readable_name(entry.filename)}"
        reason = why_left_out(entry.filename)
        if entry.filename.endswith("/") or reason == "":
            continue
        if reason:
            yield Notice(name, reason)
        elif stat.S_ISLNK(entry.external_attr >> 16):
            yield Notice(name, "is a link and was left out; the file that it leads to is read where it stands itself")
        elif entry.flag_bits & _ENCRYPTED:
            any_member = True
            yield Failure(name, "is locked with a password; unpack the archive yourself")
        else:
            any_member = True
            yield from _member(archive, entry, source, name)
    if not any_member:
        yield Failure(source.name, "is an archive without files that are reports; there is nothing to code")


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: Source, name: str) -> Iterator[Outcome | Source]:
    try:
        stream = archive.open(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, struct.error) as error:
        yield Failure(name, f"cannot be unpacked ({str(error)[:100]}); unpack the archive yourself or get it anew")
        return
    with stream:
        try:
            member = source.member(entry.filename, cast(BinaryIO, stream))
        except TooMuch:
            raise
        except ReadingError as error:
            yield Failure(error.source, error.reason)
            return
        yield member
