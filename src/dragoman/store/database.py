"""The connection, whose failures are told as the store's own; transactions, and snapshots to read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from dragoman.store.failures import failure_in_use
from dragoman.store.rows import insert

__all__ = ["Database"]

_CHUNK = 1000
"""rows fetched at a time"""


class Database:
    """A connection to the file at `path`. All that it does raises StoreBroken where the file turns out to be damaged."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        self.within = False
        """a transaction is open"""

    def close(self) -> None:
        """Close the connection; whatever was not committed is gone."""
        self._connection.close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Another connection to the same open file."""
        with self._told():
            return self._connection.cursor()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done within; transactions within one are part of it."""
        if self.within:
            yield
            return
        self.within = True
        try:
            with self._told():
                self._connection.begin()
            try:
                yield
            except BaseException:
                self._roll_back()
                raise
            with self._told():
                self._connection.commit()
        finally:
            self.within = False

    @contextmanager
    def snapshot(self) -> Iterator[Database]:
        """The file as it is committed now, whatever is written meanwhile; for reading only."""
        with self._told():
            seen = Database(self.path, self._connection.cursor())
        try:
            with seen._told():
                seen._connection.begin()
            yield seen
        finally:
            seen.close()

    def run(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; none for a command."""
        with self._told():
            return self._connection.execute(sql, list(given)).fetchall()

    def value(self, sql: str, given: Sequence[Any] = ()) -> Any:
        """What stands first in the first row; None where there is no row."""
        rows = self.run(sql, given)
        return rows[0][0] if rows else None

    def stream(self, sql: str, given: Sequence[Any] = ()) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a query, a part at a time; nothing else may be asked of this connection until the last is read."""
        with self._told():
            found = self._connection.execute(sql, list(given))
        while True:
            with self._told():
                rows = found.fetchmany(_CHUNK)
            if not rows:
                return
            yield rows

    def whole_numbers(self, sql: str, given: Sequence[Any] = ()) -> tuple[NDArray[np.int64], ...]:
        """The columns of a query, which are all of whole numbers, as arrays."""
        with self._told():
            found = self._connection.execute(sql, list(given)).fetchnumpy()
        return tuple(np.asarray(column, np.int64) for column in found.values())

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert many rows at once, whose values stand in the order of `columns`."""
        with self._told():
            insert(self._connection, table, columns, rows)

    def _roll_back(self) -> None:
        # What failed has often ended the transaction already; the failure itself is what is to be told.
        try:
            self._connection.rollback()
        except duckdb.Error:
            return

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            failure = failure_in_use(self.path, error)
            if failure is None:
                raise
            raise failure from error
