"""Columns as a Parquet file, through the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from dragoman.errors import SettingsError
from dragoman.store.rows import insert, quoted

__all__ = ["write_parquet"]

_TYPES = {"text": "varchar", "integer": "bigint", "number": "double", "boolean": "boolean"}


def write_parquet(columns: Mapping[str, tuple[str, Sequence[Any]]], path: Path) -> None:
    """Write columns, each of a type (text, integer, number or boolean) and its values; whole or not at all.

    The same columns give the same bytes. Raises SettingsError where the file cannot be written.
    """
    names = list(columns)
    unfinished = path.with_name(f"{path.name}.unfinished")
    # One thread, so that the rows stay in order; the writer of Parquet is part of DuckDB, and nothing else may be loaded.
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        with duckdb.connect(config=config) as connection:
            table = ", ".join(f"{quoted(name)} {_TYPES[columns[name][0]]}" for name in names)
            connection.execute(f"create table t ({table})")
            insert(connection, "t", names, zip(*(columns[name][1] for name in names), strict=True))
            connection.execute(f"copy t to {_text(str(unfinished))} (format parquet, compression zstd)")
        unfinished.replace(path)
    except (duckdb.IOException, OSError) as error:
        raise SettingsError(
            f"{path}: cannot be written; give a file in a folder that exists, may be written to and has room"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
