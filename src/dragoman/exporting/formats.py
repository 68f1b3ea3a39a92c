"""The formats: which there are, which kinds of records each holds, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

from dragoman.errors import SettingsError
from dragoman.exporting.columns import COLUMNS
from dragoman.exporting.graphml import graphml
from dragoman.exporting.jsonl import write_jsonl
from dragoman.exporting.parquet import parquet_exporter
from dragoman.exporting.plover import write_plover
from dragoman.exporting.protocol import Exporter, ParquetWriter
from dragoman.exporting.tables import write_csv
from dragoman.records import Record, Tie

__all__ = ["FORMATS", "KINDS", "check", "exporter"]

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


def exporter(format: str, *, parquet: ParquetWriter, blocs: Callable[[], Mapping[str, int]]) -> Exporter:
    """What writes that format. `parquet` is used by Parquet alone; `blocs`, the bloc of each code, is asked by GraphML alone."""
    return {
        "jsonl": write_jsonl,
        "csv": write_csv,
        "parquet": parquet_exporter(parquet),
        "plover": write_plover,
        "graphml": _graph_exporter(blocs),
    }[format]


def _graph_exporter(blocs: Callable[[], Mapping[str, int]]) -> Exporter:
    def write_graphml(kind: str, records: Iterable[Record], output: BinaryIO, *, with_text: bool) -> None:
        for line in graphml([one for one in records if isinstance(one, Tie)], blocs()):
            output.write(f"{line}\n".encode())

    return write_graphml
