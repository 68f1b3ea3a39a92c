"""Records as files: one file a format, one table of columns a kind."""

from __future__ import annotations

from dragoman.exporting.citing import as_bibtex, as_ris, citation_key
from dragoman.exporting.column import Column
from dragoman.exporting.columns import COLUMNS, EXCERPT, TEXT
from dragoman.exporting.formats import FORMATS, KINDS, check, exporter
from dragoman.exporting.graphml import graphml
from dragoman.exporting.jsonl import excerpted, write_jsonl
from dragoman.exporting.parquet import parquet_exporter
from dragoman.exporting.plover import write_plover
from dragoman.exporting.protocol import Exporter, ParquetWriter
from dragoman.exporting.tables import columns_of, guarded, rows_of, write_csv

__all__ = [
    "COLUMNS",
    "EXCERPT",
    "FORMATS",
    "KINDS",
    "TEXT",
    "Column",
    "Exporter",
    "ParquetWriter",
    "as_bibtex",
    "as_ris",
    "check",
    "citation_key",
    "columns_of",
    "excerpted",
    "exporter",
    "graphml",
    "guarded",
    "parquet_exporter",
    "rows_of",
    "write_csv",
    "write_jsonl",
    "write_plover",
]
