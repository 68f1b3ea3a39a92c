"""Tables of articles, one a row: CSV and its kin, and Parquet."""

from __future__ import annotations

from dragoman.reading.tables.delimited import DelimitedReader
from dragoman.reading.tables.parquet import ParquetReader

__all__ = ["DelimitedReader", "ParquetReader"]
