"""Rows as a Parquet file, through the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from dragoman.errors import SettingsError
from dragoman.store.rows import insert, quoted

__all__ = ["write_parquet"]

# One thread, so that the rows stay in order; the writer of Parquet is part of DuckDB, and nothing else may be loaded.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "500MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_CHUNK = 5000
"""rows in memory at a time"""
_TYPES = {"text": "varchar", "integer": "bigint", "number": "double", "boolean": "boolean"}


def write_parquet(columns: Mapping[str, str], rows: Iterable[Sequence[Any]], path: Path) -> None:
    """Write rows whose values stand in the order of `columns`, name -> type (text, integer, number or boolean); whole or not at all.

    Rows are taken a part at a time and wait on the disk, so that memory is bounded. The same rows give the same bytes. Raises SettingsError
    where the file cannot be written.
    """
    unfinished, waiting = path.with_name(f"{path.name}.unfinished"), path.with_name(f"{path.name}.rows")
    table = ", ".join(f"{quoted(name)} {_TYPES[type]}" for name, type in columns.items())
    try:
        with duckdb.connect(str(waiting), config=_CONFIG) as connection:
            connection.execute(f"create table t ({table})")
            remaining = iter(rows)
            while part := list(islice(remaining, _CHUNK)):
                insert(connection, "t", list(columns), part)
            connection.execute(f"copy t to {_text(str(unfinished))} (format parquet, compression zstd)")
        unfinished.replace(path)
    except (duckdb.IOException, OSError) as error:
        raise SettingsError(
            f"{path}: cannot be written; give a file in a folder that exists, may be written to and has room"
        ) from error
    finally:
        for file in (unfinished, waiting, waiting.with_name(f"{waiting.name}.wal")):
            file.unlink(missing_ok=True)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
