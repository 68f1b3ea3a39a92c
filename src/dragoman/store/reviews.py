"""Reviews, in an SQLite file beside the store: a list that only grows, and that no rebuild of the store touches."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import StoreBroken, StoreBusy, StoreError
from dragoman.records import Review, from_json, to_json

__all__ = ["Reviews", "reviews_beside"]

_PATIENCE = 10
"""seconds to wait for another process that writes"""
# The file itself refuses what is not an addition.
_TABLES = """
create table reviews (number integer primary key, id text not null unique, made text not null, who text not null, record text not null);
create trigger kept_as_they_are before update on reviews begin select raise(abort, 'reviews are only added'); end;
create trigger kept_for_good before delete on reviews begin select raise(abort, 'reviews are only added'); end;
"""


def reviews_beside(store: Path) -> Reviews:
    """The reviews of a store: those in `FILE.reviews`."""
    return Reviews(store.with_name(f"{store.name}.reviews"))


class Reviews:
    """All that was said, in the order in which it was. The file is made with the first review.

    Every method raises StoreBroken where the file is damaged or none of ours, StoreBusy where another process keeps it, and StoreError
    where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, reviews: Sequence[Review]) -> None:
        """Put these at the end, all or none; one that is there already is left as it is."""
        rows = [(one.id, one.made, one.who, to_json(one).encode("utf-8", "replace").decode()) for one in reviews]
        with self._opened() as opened, opened:
            opened.executemany("insert or ignore into reviews (id, made, who, record) values (?, ?, ?, ?)", rows)

    def all(self) -> list[Review]:
        """Every review, the first first."""
        if not self.path.exists():
            return []
        with self._opened() as opened:
            return list(_read(self.path, opened))

    def count(self) -> int:
        """How many there are: another number whenever something was added."""
        if not self.path.exists():
            return 0
        with self._opened() as opened:
            (number,) = opened.execute("select coalesce(max(number), 0) from reviews").fetchone()
            return int(number)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        opened = None
        try:
            opened = sqlite3.connect(self.path, timeout=_PATIENCE)
            _prepare(opened)
            yield opened
        except sqlite3.Error as error:
            raise self._failure(error) from error
        finally:
            if opened is not None:
                opened.close()

    def _failure(self, error: sqlite3.Error) -> StoreError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return StoreBusy(f"{self.path}: another process is writing reviews; wait until it is done")
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL):
            return StoreError(f"{self.path}: cannot be written; see that its folder may be written to and has room")
        return StoreBroken(
            f"{self.path}: is no file of reviews, or damaged ({error}); put it back from a copy, or move it away"
        )


def _prepare(opened: sqlite3.Connection) -> None:
    (made,) = opened.execute("select count(*) from sqlite_master where name = 'reviews'").fetchone()
    if not made:
        with opened:
            opened.execute("begin immediate")
            (made,) = opened.execute("select count(*) from sqlite_master where name = 'reviews'").fetchone()
            for sql in () if made else _statements():
                opened.execute(sql)


def _statements() -> list[str]:
    return [line for line in _TABLES.splitlines() if line.strip()]


def _read(path: Path, opened: sqlite3.Connection) -> Iterator[Review]:
    for number, line in opened.execute("select number, record from reviews order by number"):
        try:
            found = from_json(line)
        except ValueError as error:
            raise StoreBroken(f"{path}: review {number} cannot be read ({error}); put the file back from a copy") from error
        if isinstance(found, Review):
            yield found
