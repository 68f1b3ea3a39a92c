"""Parquet: the flat columns with their types, through a writer that is passed in, since only the store has a library that can."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from dragoman.exporting.protocol import Exporter, ParquetWriter
from dragoman.exporting.tables import columns_of, rows_of
from dragoman.records import Record

__all__ = ["parquet_exporter"]


def parquet_exporter(write: ParquetWriter) -> Exporter:
    """What writes records as Parquet through `write`, which takes them a part at a time."""

    def write_parquet(kind: str, records: Iterable[Record], output: BinaryIO, *, with_text: bool) -> None:
        columns = columns_of(kind, with_text=with_text)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "table.parquet"
            write({column.name: column.type for column in columns}, rows_of(columns, records), path)
            with path.open("rb") as file:
                shutil.copyfileobj(file, output)

    return write_parquet
