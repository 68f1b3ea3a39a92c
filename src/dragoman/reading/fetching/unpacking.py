"""Compressed answers, piece by piece and never more of them than is wanted: a bomb of a kilobyte holds a gigabyte."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

__all__ = ["GZIP", "TooLong", "bounded", "unpacked"]

GZIP = b"\x1f\x8b"
_PIECE = 1 << 16
_GZIP_OR_ZLIB = 47
_RAW_DEFLATE = -15


class TooLong(Exception):
    """There is more than was wanted; `args[0]` is what was."""


def bounded(pieces: Iterable[bytes], most: int) -> bytes:
    """All of `pieces`. Raises TooLong, with the first `most` bytes, where they are more."""
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > most:
            raise TooLong(bytes(data[:most]))
    return bytes(data)


def unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The content of gzip or deflate, in pieces of 64 KB at most. Raises zlib.error where it is damaged, or cut off."""
    unpacker = None
    for piece in pieces:
        if unpacker is None and piece:
            # Some servers send deflate without the header that zlib puts before it.
            headed = piece[:1] == b"\x1f" or (piece[0] & 15 == 8 and (len(piece) < 2 or (piece[0] << 8 | piece[1]) % 31 == 0))
            unpacker = zlib.decompressobj(_GZIP_OR_ZLIB if headed else _RAW_DEFLATE)
        waiting = piece
        while waiting and unpacker is not None:
            if unpacker.eof:
                if not waiting.startswith(GZIP):
                    return
                unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
            yield unpacker.decompress(waiting, _PIECE)
            waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    while unpacker is not None and not unpacker.eof and (rest := unpacker.decompress(b"", _PIECE)):
        yield rest
    if unpacker is not None and not unpacker.eof:
        raise zlib.error("it was cut off")
