"""Web pages."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["dragoman.reading"]):
    from dragoman.reading import article_from_html

from dragoman.settings import ReadingSettings
from fuzzing.laws import check

SETTINGS = ReadingSettings(max_article_bytes=200_000)
CHARSETS = (None, "utf-8", "iso-8859-1", "utf-16", "shift_jis", "nonsense", "idna")


def one_input(data: bytes) -> None:
    """Read a page; its first byte chooses the encoding that is stated of it."""
    charset = CHARSETS[data[0] % len(CHARSETS)] if data else None
    check(article_from_html(data[1:], "page", SETTINGS, url="https://lake.example/2025/07/12/page", charset=charset))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
