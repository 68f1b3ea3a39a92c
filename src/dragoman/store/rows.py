"""Records as rows, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from dragoman.records import Article, Mention, Quote, Sketch, stable_id

__all__ = ["SKETCH_COLUMNS", "Kept", "identity", "insert", "quoted", "sketch_from_row", "sketch_row"]

SKETCH_COLUMNS = ("article_id", "outlet", "published", "day", "credit", "corrects", "fingerprints", "terms", "weights")

# Blobs are written and read in this order on every machine.
_WHOLE, _REAL = np.dtype("<u8"), np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one article once it is coded, or set aside uncoded, as its `coding` says; then it has no sketch and no story."""

    article: Article
    records: tuple[Mention | Quote, ...]
    sketch: Sketch | None
    keys: Mapping[str, str]
    """mention id -> what mentions of the same happening in other stories share; not every mention has one"""
    coder_version: str
    reason: str = ""
    """why it is in quarantine"""


def identity(article: Article) -> str:
    """A hash of the text and of what is known of it: two articles of one identity are the same report."""
    known = (article.text_sha256, article.outlet or "", article.published or "", article.title or "", article.url or "")
    return stable_id("identity", *known).removeprefix("identity-")


def insert(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows`, whose values stand in the order of `columns`; through arrays, since row by row takes a thousand times as long."""
    by_column = list(zip(*rows, strict=True))
    if not by_column:
        return
    connection.register("batch", {name: _array(values) for name, values in zip(columns, by_column, strict=True)})
    names = ", ".join(map(quoted, columns))
    try:
        connection.execute(f"insert into {table} ({names}) select {names} from batch")
    except duckdb.Error:
        # In a transaction that has failed nothing can be asked, and that failure is the one to be told.
        with suppress(duckdb.Error):
            connection.unregister("batch")
        raise
    connection.unregister("batch")


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'


def _array(values: tuple[Any, ...]) -> np.ndarray[Any, Any]:
    """Of objects, so that None stays null."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def sketch_row(sketch: Sketch) -> tuple[Any, ...]:
    """A row of the table `sketches`, in the order of `SKETCH_COLUMNS`."""
    return (
        sketch.article_id,
        sketch.outlet,
        sketch.published,
        sketch.day,
        sketch.credit,
        sketch.corrects,
        sketch.fingerprints.astype(_WHOLE).tobytes(),
        sketch.terms.astype(_WHOLE).tobytes(),
        sketch.weights.astype(_REAL).tobytes(),
    )


def sketch_from_row(row: tuple[Any, ...]) -> Sketch:
    """The sketch that `sketch_row` wrote."""
    *known, fingerprints, terms, weights = row
    arrays = (
        np.frombuffer(fingerprints, _WHOLE).astype(np.uint64),
        np.frombuffer(terms, _WHOLE).astype(np.uint64),
        np.frombuffer(weights, _REAL).astype(np.float32),
    )
    return Sketch(*known, *arrays)  # type: ignore[call-arg]  # the columns of the table, in the order of the fields
