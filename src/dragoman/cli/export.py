"""`dragoman export`: tables out of a store, in JSON lines, CSV, Parquet, and the field's own formats."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dragoman.cli.build import StoreFile
from dragoman.errors import DragomanError, SettingsError

if TYPE_CHECKING:
    from dragoman.engine import Reviewed
    from dragoman.records import Record, Status
    from dragoman.store import Store

__all__ = ["export"]


def export(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="articles, mentions, quotes, stories, events, findings, ties, sensitivity, quarantine or reviews.",
        ),
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
    with_rejected: Annotated[
        bool, typer.Option("--with-rejected", help="Of mentions: those too that somebody has rejected.")
    ] = False,
    as_coded: Annotated[bool, typer.Option("--as-coded", help="As the coder said it, whatever was reviewed since.")] = False,
) -> None:
    """Print a table of a store: JSON lines on standard output, or another format, or a file."""
    from dragoman import exporting
    from dragoman.reconciling import check_rule
    from dragoman.relations import PERIODS
    from dragoman.store import open_store, write_parquet

    # All that is wrong with the request is said before anything is read or written.
    exporting.check(kind, format)
    check_rule(rule)
    if period not in PERIODS:
        raise SettingsError(f"no such period: {period!r}; there are {', '.join(PERIODS)}")
    statuses = _statuses(status)
    if format == "parquet" and output is None and sys.stdout.isatty():
        raise SettingsError("Parquet is not for a terminal; give a file with --output")
    with open_store(store, read_only=True) as opened, _written(output, store) as file:
        read = opened if as_coded else _as_reviewed(opened, with_rejected)
        records = _records(opened, read, kind, rule, period, statuses)
        write = exporting.exporter(format, parquet=write_parquet, blocs=lambda: _blocs(read, rule, statuses))
        write(kind, records, file, with_text=with_text)


def _as_reviewed(store: Store, with_rejected: bool) -> Store | Reviewed:
    """The store with its reviews; itself where there are none that change anything, which is quicker."""
    from dragoman import engine

    read = engine.reviewed(store, with_rejected=with_rejected)
    return store if read.plain else read


def _records(
    kept: Store, store: Store | Reviewed, kind: str, rule: str, period: str, statuses: Iterable[Status]
) -> Iterable[Record]:
    from dragoman import engine

    if kind == "reviews":
        return engine.reviewed(kept).standing.reviews
    if kind == "events":
        return engine.events(store, rule)
    if kind == "sensitivity":
        return engine.sensitivity(store)
    if kind == "ties":
        return engine.ties(store, period, list(statuses), rule)
    return store.records(kind)


def _blocs(store: Store | Reviewed, rule: str, statuses: Iterable[Status]) -> Mapping[str, int]:
    """The bloc of each code, from 1, in the network of the same events as the ties."""
    from dragoman import engine, relations

    found = engine.blocs(relations.network(engine.ties(store, "month", list(statuses), rule)))
    return {code: number for number, bloc in enumerate(found, 1) for code in bloc}


def _statuses(given: list[str] | None) -> list[Status]:
    from dragoman.records import Status

    known = {str(status): status for status in Status}
    for one in given or []:
        if one not in known:
            raise SettingsError(f"no such status: {one!r}; there are {', '.join(known)}")
    return [known[one] for one in given or ["done"]]


@contextmanager
def _written(output: Path | None, store: Path) -> Iterator[BinaryIO]:
    """Where to write: standard output, or a file that gets its name once it is whole; a device or a pipe is written straight into."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    # Through links, lest the link be replaced and not the file.
    path = output.resolve()
    if path in [
        store.resolve(),
        *(store.resolve().with_name(f"{store.resolve().name}.{end}") for end in ("search", "reviews")),
    ]:
        raise SettingsError(f"{output}: is the store itself; give another file to --output")
    straight = path.exists() and not path.is_file() and not path.is_dir()
    unfinished = path if straight else path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
        if not straight:
            unfinished.replace(path)
    except DragomanError:
        raise
    except OSError as error:
        raise SettingsError(f"{output}: cannot be written ({error.strerror}); give another file to --output") from error
    finally:
        if not straight:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
