"""Which reader a source is for, and what no reader can use."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.errors import ReadingError
from dragoman.reading.encodings import wide_encoding
from dragoman.reading.protocol import Reader, Source

__all__ = ["choose_reader"]

_SAVE_AS_TEXT = "save its text as a plain-text file"
_UNPACK = "unpack it first"
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document of the older kind", "save it as DOCX, RTF or plain text"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x89PNG\r\n\x1a\n", "an image", "only text can be read"),
    (b"\xff\xd8\xff", "an image", "only text can be read"),
    (b"GIF8", "an image", "only text can be read"),
    (b"RIFF", "sound, film or an image", "only text can be read"),
    (b"ID3", "sound", "only text can be read"),
    (b"\x7fELF", "a program", "only text can be read"),
    (b"SQLite format 3\x00", "an SQLite database", "export its articles as JSON lines"),
    (b"PK", "a damaged ZIP archive", "get it anew"),
    (b"\x1f\x8b", "compressed in a way that is unknown", _UNPACK),
)
# Control characters that plain text has: tab, line feed, vertical tab, form feed, carriage return, escape; NUL is judged apart.
_CONTROLS = bytes(code for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 27))
_MOST_NULS = 0.1
_MOST_CONTROLS = 0.03


def choose_reader(source: Source, packed: Sequence[Reader], textual: Sequence[Reader]) -> Reader:
    """The first that recognises `source`: of the `packed` formats, else, where it is text, of the `textual` ones.

    Raises ReadingError where it is empty, or neither.
    """
    head = source.head
    if not head:
        raise ReadingError(source.name, "is empty; there is nothing to code")
    for reader in packed:
        if reader.recognises(head, source.file_name):
            return reader
    for magic, what, advice in _MAGIC:
        if head.startswith(magic):
            raise ReadingError(source.name, f"is {what}, not text; {advice}")
    if _is_binary(head):
        raise ReadingError(source.name, "is binary, not text; only text and what it is packed in can be read")
    for reader in textual:
        if reader.recognises(head, source.file_name):
            return reader
    raise ReadingError(source.name, "is of no format that can be read; give plain text or JSON lines")


def _is_binary(head: bytes) -> bool:
    if wide_encoding(head):
        return False
    nuls = head.count(0)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return nuls > _MOST_NULS * len(head) or controls > _MOST_CONTROLS * len(head)
