"""One file that keeps everything: articles, what was coded in them, and what came of comparing them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from types import TracebackType

import duckdb

from dragoman.store.browsing import Browser
from dragoman.store.database import Database
from dragoman.store.filling import Filling
from dragoman.store.opening import connect, steps
from dragoman.store.words import Hit, WordIndex

__all__ = ["Store", "open_store"]


def open_store(
    path: str | Path, *, create: bool = False, read_only: bool = False, threads: int = 2, memory: str = "1GB"
) -> Store:
    """The store at `path`, made if it is not there and `create`. `memory` is what the database may use beside our own.

    Raises StoreMissing, StoreBusy where another process has it open, StoreBroken where it is damaged or of a newer version.
    """
    place = Path(path)
    return Store(place, connect(place, create=create, read_only=read_only, threads=threads, memory=memory, steps=steps()))


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
