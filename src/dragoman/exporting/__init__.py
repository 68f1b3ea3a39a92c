"""Records as files: one file a format, one table of columns a kind."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.errors import SettingsError
from dragoman.exporting.columns import COLUMNS, Column
from dragoman.exporting.graphml import graphml
from dragoman.exporting.jsonl import write_jsonl
from dragoman.exporting.plover import write_plover
from dragoman.exporting.protocol import Exporter, ParquetWriter
from dragoman.exporting.tables import columns_of, filled, write_csv

__all__ = [
    "COLUMNS",
    "FORMATS",
    "KINDS",
    "Column",
    "Exporter",
    "ParquetWriter",
    "check",
    "columns_of",
    "filled",
    "graphml",
    "write_csv",
    "write_jsonl",
    "write_plover",
]

KINDS = tuple(COLUMNS)
"""what can be exported"""
FORMATS: Mapping[str, tuple[str, ...]] = {
    "jsonl": KINDS,
    "csv": KINDS,
    "parquet": KINDS,
    "plover": ("events",),
    "graphml": ("ties",),
}
"""format -> the kinds that it can hold"""


def check(kind: str, format: str) -> None:
    """Raises SettingsError, which lists what there is, for a kind or format that is not, or a kind that the format cannot hold."""
    if kind not in KINDS:
        raise SettingsError(f"no such kind: {kind!r}; there are {', '.join(KINDS)}")
    if format not in FORMATS:
        raise SettingsError(f"no such format: {format!r}; there are {', '.join(FORMATS)}")
    if kind not in FORMATS[format]:
        fitting = [name for name, kinds in FORMATS.items() if kind in kinds]
        raise SettingsError(f"{format} holds {', '.join(FORMATS[format])} alone; for {kind} there are {', '.join(fitting)}")
