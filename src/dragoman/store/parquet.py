"""Columns as a Parquet file, through the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from dragoman.store.rows import insert, quoted

__all__ = ["write_parquet"]

_TYPES = {"text": "varchar", "integer": "bigint", "number": "double", "boolean": "boolean"}


def write_parquet(columns: Mapping[str, tuple[str, Sequence[Any]]], path: Path) -> None:
    """Write columns, each of a type (text, integer, number or boolean) and its values; whole or not at all."""
    names = list(columns)
    unfinished = path.with_name(f"{path.name}.unfinished")
    with duckdb.connect(
        config={"threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False}
    ) as connection:
        table = ", ".join(f"{quoted(name)} {_TYPES[columns[name][0]]}" for name in names)
        connection.execute(f"create table t ({table})")
        insert(connection, "t", names, zip(*(columns[name][1] for name in names), strict=True))
        connection.execute(f"copy t to {_text(str(unfinished))} (format parquet, compression zstd)")
    unfinished.replace(path)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
