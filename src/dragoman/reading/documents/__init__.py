"""Documents of text processors, electronic books and printed pages, to articles."""

from __future__ import annotations

from dragoman.reading.documents.pdf import PdfReader
from dragoman.reading.documents.rtf import RtfReader

__all__ = ["PdfReader", "RtfReader"]
