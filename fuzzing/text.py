"""Whatever the readers tell by its content, as it comes through standard input."""

from __future__ import annotations

import io
import sys

import atheris

with atheris.instrument_imports(include=["dragoman.reading", "email", "striprtf", "feedparser"]):
    from dragoman.reading import read

from dragoman.settings import ReadingSettings
from fuzzing.laws import check

SETTINGS = ReadingSettings(max_article_bytes=200_000, max_document_bytes=400_000, max_archive_bytes=5_000_000)


def one_input(data: bytes) -> None:
    """Read `data`; anything raised is a find."""
    if b"%PDF-" in data[:1024] or data.startswith((b"PAR1", b"\x1f\x8b")):
        return
    check(read(["-"], SETTINGS, io.BytesIO(data)))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
