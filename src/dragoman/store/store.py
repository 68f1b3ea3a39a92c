"""One file that keeps everything: articles, what was coded in them, and what came of comparing them."""

from __future__ import annotations

import time
from collections.abc import Collection
from pathlib import Path
from types import TracebackType

import duckdb

from dragoman.errors import StoreBusy
from dragoman.store.browsing import Browser
from dragoman.store.database import Database
from dragoman.store.filling import Filling
from dragoman.store.opening import connect, steps
from dragoman.store.words import Hit, WordIndex

__all__ = ["Store", "open_store"]

_BETWEEN = 0.02
"""seconds between two tries to open a store that is in use"""


def open_store(
    path: str | Path,
    *,
    create: bool = False,
    read_only: bool = False,
    threads: int = 2,
    memory: str = "1GB",
    patience: float = 0.0,
) -> Store:
    """The store at `path`, made if it is not there and `create`. `memory` is what the database may use beside our own; `patience`
    how many seconds to wait for another process that has it open, as the page has while somebody looks.

    Raises StoreMissing, StoreBusy where another process has it open, StoreBroken where it is damaged or of a newer version.
    """
    place = Path(path)
    until = time.monotonic() + patience
    while True:
        try:
            made = connect(place, create=create, read_only=read_only, threads=threads, memory=memory, steps=steps())
            return Store(place, made)
        except StoreBusy:
            if time.monotonic() >= until:
                raise
            time.sleep(_BETWEEN)


class Store(Filling):
    """An open store; a context manager that closes it.

    One process at a time may write, and none reads meanwhile; several may read together. Whatever a method does raises StoreBroken
    where the file turns out to be damaged, and StoreError where it cannot be written.
    """

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__(Database(path, connection))
        self.path = path
        self.browse = Browser(self._database)
        """filters, pages, counts: see `store.browsing`"""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; whatever was not committed is gone."""
        self._database.close()

    def another(self) -> Store:
        """A second way into the same open file, for another thread; closing it leaves this one open."""
        return Store(self.path, self._database.cursor())

    def state(self) -> tuple[str, int]:
        """The store's name for itself, and the number of its last change: the same as long as nothing in it has changed."""
        sql = "select (select value from meta where name = 'id'), (select coalesce(max(number), 0) from changes)"
        ((name, last),) = self._database.run(sql)
        return str(name), int(last)

    def search(self, words: str, *, kinds: Collection[str] | None = None, limit: int = 50) -> list[Hit]:
        """Records that hold all `words`, the best first, of what is committed; see `WordIndex.search`."""
        with WordIndex(self._database) as index:
            return index.search(words, kinds=kinds, limit=limit)

    def search_by_kind(self, words: str, *, kinds: Collection[str] | None = None, limit: int = 5) -> dict[str, list[Hit]]:
        """The same, kind by kind."""
        with WordIndex(self._database) as index:
            return index.by_kind(words, kinds=kinds, limit=limit)

    def sync_words(self) -> None:
        """Bring the index of words up to date with what is committed."""
        with WordIndex(self._database) as index:
            index.sync()
