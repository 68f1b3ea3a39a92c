"""CSV, TSV and tables with other separators: a line of column names, then one article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import ClassVar

from dragoman.reading.encodings import as_ascii_compatible, decode
from dragoman.reading.field_names import find_column
from dragoman.reading.fields import Records
from dragoman.reading.protocol import Failure, Outcome, Source
from dragoman.reading.tables.rows import Broken, Row, rows_of
from dragoman.settings import ReadingSettings

__all__ = ["DelimitedReader"]

_NAMES = (".csv", ".tsv", ".tab", ".psv")
_SEPARATORS = ",\t;|"
_LONGEST_COLUMN = 60


class DelimitedReader:
    """Reads tables; one row is in memory at a time, and never more of it than an article may have."""

    id_from_name: ClassVar[bool] = False

    def recognises(self, head: bytes, name: str) -> bool:
        """By the name's ending, or where the first line names columns of which one holds the text."""
        if name.lower().endswith(_NAMES):
            return True
        columns = _columns(_first_line(head))
        return (
            len(columns) > 1
            and all(column and len(column) <= _LONGEST_COLUMN for column in columns)
            and find_column("text", columns) is not None
            and any(find_column(field, columns) for field in ("id", "title", "published", "outlet", "url"))
        )

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The articles of `source`; a row that holds none gives a failure that names the line where it begins."""
        stream = as_ascii_compatible(source.stream, source.head)
        rows = rows_of(stream, _separator(_first_line(source.head)), settings.max_article_bytes)
        header = next(rows, None)
        records = Records(settings, source.name, "column")
        if not isinstance(header, Row):
            yield Failure(
                f"{source.name}:1", header.fault if header else "holds no line of column names; there is nothing to code"
            )
            return
        columns = [column.strip().strip("\ufeff") for column in header.values]
        if fault := records.lacks(columns):
            yield Failure(f"{source.name}:1", fault)
            return
        empty = True
        for row in rows:
            name = f"{source.name}:{row.line}"
            empty = False
            if isinstance(row, Broken):
                yield Failure(name, row.fault)
            elif len(row.values) > len(columns) and any(value.strip() for value in row.values[len(columns) :]):
                told = f"has {len(row.values):,} values for {len(columns):,} columns"
                yield Failure(name, f"{told}; put values that hold the separator or a quotation mark in quotation marks")
            else:
                yield from records.article(dict(zip(columns, row.values, strict=False)), name)
        if empty:
            yield Failure(source.name, "is a table without rows; there is nothing to code")


def _first_line(head: bytes) -> str:
    lines = decode(head).lstrip("\ufeff \t\r\n").splitlines()
    return lines[0] if lines else ""


def _columns(line: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line), delimiter=_separator(line)), [])
    except csv.Error:
        return []


def _separator(line: str) -> str:
    """The separator that makes most columns of the line with their names."""
    outside = "".join(line.split('"')[::2])
    return max(_SEPARATORS, key=lambda separator: (outside.count(separator), -_SEPARATORS.index(separator)))
