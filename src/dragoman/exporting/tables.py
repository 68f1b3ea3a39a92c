"""Flat tables: CSV, and the rows of a Parquet file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from dragoman.exporting.column import Column
from dragoman.exporting.columns import COLUMNS, TEXT
from dragoman.records import Record

__all__ = ["columns_of", "guarded", "rows_of", "write_csv"]

# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns_of(kind: str, *, with_text: bool) -> list[Column]:
    """The columns of a kind; those of articles with the text where it is asked for."""
    return [*COLUMNS[kind], *([TEXT] if kind == "articles" and with_text else [])]


def write_csv(kind: str, records: Iterable[Record], output: BinaryIO, *, with_text: bool) -> None:
    """CSV as in RFC 4180, in UTF-8, with a first line of names. A cell of text that a spreadsheet would run as a formula gets an
    apostrophe before it."""
    columns = columns_of(kind, with_text=with_text)
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow([column.name for column in columns])
    for record in records:
        writer.writerow([_cell(column, record) for column in columns])
        output.write(lines.getvalue().encode("utf-8", "replace"))
        lines.seek(0)
        lines.truncate()
    output.write(lines.getvalue().encode("utf-8", "replace"))


def rows_of(columns: Sequence[Column], records: Iterable[Record]) -> Iterator[list[Any]]:
    """The values of each record, in the order of `columns`."""
    for record in records:
        yield [_plain(column.of(record)) for column in columns]


def _cell(column: Column, record: Record) -> object:
    value = _plain(column.of(record))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(str(value)) if column.type == "text" else value


def guarded(value: str) -> str:
    """Text of a cell as no spreadsheet runs it: with an apostrophe before what begins like a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _plain(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
