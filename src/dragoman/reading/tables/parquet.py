"""Parquet files, through the database that the store is kept in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from dragoman.reading.encodings import decode
from dragoman.reading.fields import Records
from dragoman.reading.protocol import Failure, Outcome, Source
from dragoman.settings import ReadingSettings

__all__ = ["ParquetReader"]

_BATCH = 64
"""rows that are in memory as Python objects at a time"""
_MEMORY = "1GB"
"""what unpacking may take: a group of rows is unpacked at once, and programs write groups of some hundred megabytes"""


class ParquetReader:
    """Reads Parquet files, group of rows by group of rows."""

    id_from_name: ClassVar[bool] = False

    def recognises(self, head: bytes, name: str) -> bool:
        """By its first bytes."""
        return head.startswith(b"PAR1")

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`; a row that holds none gives a failure with its number, from 1."""
        # Here and not above: most runs read none, and the readers start sooner.
        import duckdb

        with source.on_disk(settings.max_archive_bytes) as path:
            reached = 0
            try:
                for number, outcome in _articles(path, source.name, settings):
                    reached = number
                    yield outcome
            except duckdb.OutOfMemoryException:
                told = f"needs more than {_MEMORY} of memory after row {reached:,}; write it in smaller groups of rows"
                yield Failure(source.name, told)
            except (duckdb.Error, UnicodeDecodeError, OverflowError, ValueError) as error:
                place = f"after row {reached:,}" if reached else "from its beginning"
                reason = " ".join(str(error).split())[:160].replace(str(path), source.name)
                yield Failure(source.name, f"is a damaged or incomplete Parquet file {place} ({reason}); get or write it anew")


def _articles(path: Path, name: str, settings: ReadingSettings) -> Iterator[tuple[int, Outcome]]:
    """The outcomes with the numbers of their rows. Raises duckdb.Error."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": _MEMORY,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    records = Records(settings, name, "column")
    with duckdb.connect(config=config) as connection:
        quoted = "'" + str(path).replace("'", "''") + "'"
        connection.execute(f"set allowed_paths = [{quoted}]")
        connection.execute("set enable_external_access = false")
        # A name with a star in it would stand for several files.
        rows = connection.execute(f"select * from read_parquet([{quoted}])")
        columns = [column[0] for column in rows.description or ()]
        if fault := records.lacks(columns):
            yield 0, Failure(name, fault)
            return
        number = 0
        while batch := rows.fetchmany(_BATCH):
            for row in batch:
                number += 1
                record = {column: _plain(value) for column, value in zip(columns, row, strict=True)}
                for outcome in records.article(record, f"{name}, row {number:,}"):
                    yield number, outcome
        if not number:
            yield 0, Failure(name, "is a table without rows; there is nothing to code")


def _plain(value: Any) -> Any:
    """Bytes as text: some programs write all text so."""
    return decode(value) if isinstance(value, bytes) else value
