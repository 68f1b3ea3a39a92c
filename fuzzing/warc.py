"""Web archives, bare and behind gzip."""

from __future__ import annotations

import gzip
import io
import sys

import atheris

with atheris.instrument_imports(include=["dragoman.reading"]):
    from dragoman.reading import read

from dragoman.settings import ReadingSettings
from fuzzing.laws import check

SETTINGS = ReadingSettings(max_article_bytes=200_000, max_archive_bytes=5_000_000)
BEGINNING = b"WARC/1.0\r\nWARC-Type: response\r\n"


def one_input(data: bytes) -> None:
    """Read an archive; its first byte says whether it begins as one must, and whether it is packed."""
    if not data:
        return
    how, data = data[0], data[1:]
    if how & 1:
        data = BEGINNING + data
    if how & 2:
        data = gzip.compress(data, 1)[: -1 if how & 4 else None]
    if data.startswith((b"WARC/", b"\x1f\x8b")):
        check(read(["-"], SETTINGS, io.BytesIO(data)))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
