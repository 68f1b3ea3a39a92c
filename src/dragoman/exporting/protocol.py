"""What a format is: records in, bytes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from dragoman.records import Record

__all__ = ["Exporter", "ParquetWriter"]


class ParquetWriter(Protocol):
    """Writes rows as a Parquet file, with columns of a name and a type; only the store has a library that can."""

    def __call__(self, columns: Mapping[str, str], rows: Iterable[Sequence[Any]], path: Path) -> None: ...


class Exporter(Protocol):
    """Writes records of one kind; the same records give the same bytes."""

    def __call__(self, kind: str, records: Iterable[Record], output: BinaryIO, *, with_text: bool) -> None: ...
