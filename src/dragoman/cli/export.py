"""`dragoman export`: tables out of a store, in JSON lines, CSV, Parquet, and the field's own formats."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dragoman.cli.build import StoreFile
from dragoman.errors import SettingsError

if TYPE_CHECKING:
    from dragoman.exporting import Exporter
    from dragoman.records import Record
    from dragoman.store import Store

__all__ = ["export"]


def export(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="articles, mentions, quotes, stories, events, findings, ties or sensitivity.")
    ],
    store: StoreFile,
    format: Annotated[
        str, typer.Option("--format", help="jsonl, csv or parquet; plover for events, graphml for ties.")
    ] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
    rule: Annotated[
        str,
        typer.Option("--rule", help="How mentions become one event: majority, precise, latest, earliest, lowest or highest."),
    ] = "majority",
    period: Annotated[str, typer.Option("--period", help="Of ties: day, week or month.")] = "month",
    status: Annotated[
        list[str] | None,
        typer.Option("--status", help="Of ties: count events of this status; may be given again. Default: done."),
    ] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Of articles: their whole text.")] = False,
) -> None:
    """Print a table of a store: JSON lines on standard output, or another format, or a file."""
    from dragoman import exporting
    from dragoman.store import open_store

    exporting.check(kind, format)
    statuses = _statuses(status)
    with open_store(store, read_only=True) as opened:
        records = _records(opened, kind, rule, period, statuses)
        if format == "parquet":
            _parquet(kind, records, output, with_text=with_text)
            return
        write = _writer(format, opened, statuses)
        if output is None:
            write(kind, records, _standard_output(), with_text=with_text)
            sys.stdout.flush()
        else:
            unfinished = output.with_name(f"{output.name}.unfinished")
            with _writable(unfinished) as file:
                write(kind, records, file, with_text=with_text)
            unfinished.replace(output)


def _writer(format: str, store: Store, statuses: Iterable[str]) -> Exporter:
    from dragoman import engine, exporting
    from dragoman.records import Status, Tie

    def graph(kind: str, records: Iterable[Record], output: BinaryIO, *, with_text: bool) -> None:
        found = engine.blocs(engine.network(store, [Status(one) for one in statuses]))
        blocs = {code: number for number, bloc in enumerate(found, 1) for code in bloc}
        for line in exporting.graphml([one for one in records if isinstance(one, Tie)], blocs):
            output.write(f"{line}\n".encode())

    return {"csv": exporting.write_csv, "plover": exporting.write_plover, "graphml": graph}.get(format, exporting.write_jsonl)


def _records(store: Store, kind: str, rule: str, period: str, statuses: Iterable[str]) -> Iterable[Record]:
    from dragoman import engine
    from dragoman.records import Status

    if kind == "events":
        return engine.events(store, rule)
    if kind == "sensitivity":
        return engine.sensitivity(store)
    if kind == "ties":
        return engine.ties(store, period, [Status(one) for one in statuses], rule)
    return store.records(kind)


def _statuses(given: list[str] | None) -> list[str]:
    from dragoman.records import Status

    known = [str(status) for status in Status]
    for one in given or []:
        if one not in known:
            raise SettingsError(f"no such status: {one!r}; there are {', '.join(known)}")
    return given or ["done"]


def _parquet(kind: str, records: Iterable[Record], output: Path | None, *, with_text: bool) -> None:
    from dragoman import exporting
    from dragoman.store import write_parquet

    if output is None and sys.stdout.isatty():
        raise SettingsError("Parquet is not for a terminal; give a file with --output")
    columns = exporting.filled(kind, records, with_text=with_text)
    if output is not None:
        _writable(output.with_name(f"{output.name}.unfinished")).close()
        write_parquet(columns, output)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        write_parquet(columns, path)
        _standard_output().write(path.read_bytes())


def _standard_output() -> BinaryIO:
    return sys.stdout.buffer


def _writable(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}); give another file to --output") from error
