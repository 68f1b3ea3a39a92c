"""What was fetched, kept in one SQLite file, so that a run that was killed goes on where it was and asks nobody twice.

responses   an address, what it answered last, and its page, compressed
hosts       what is known of a host: its robots.txt, when it was asked last, and until when it is to be left alone
named       what the first who named a page says of it: whichever way leads to it later, it is the same article
told        which pages were handed on and built, by a hash of what they said
"""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from dragoman.errors import StoreBroken, StoreError

__all__ = ["Host", "Keeper", "Response", "digest_of"]

_VERSION = 1
_SCHEMA = """
create table responses (
    url text primary key, status integer not null, checked real not null, fetched text, etag text, modified text,
    content_type text, fresh real not null, location text, digest text, body blob
);
create index responses_checked on responses (checked);
create table hosts (
    host text primary key, robots text, robots_checked real, asked real not null, not_before real not null,
    failures integer not null
) without rowid;
create table named (url text primary key, title text, published text, outlet text) without rowid;
create table told (url text primary key, digest text not null) without rowid;
"""
_FACTS = "url, status, checked, fetched, etag, modified, content_type, fresh, location, digest"
_COUNT = _FACTS.count(",") + 1
_BUSY_SECONDS = 30.0


def digest_of(body: bytes) -> str:
    """A hash of a page; empty where there is nothing."""
    return hashlib.sha256(body).hexdigest() if body else ""


@dataclass(frozen=True, slots=True)
class Response:
    """What an address answered last."""

    url: str
    status: int
    checked: float
    """when it was asked last, in seconds since 1970"""
    fetched: str | None = None
    """when its body came, as an ISO datetime in UTC"""
    etag: str | None = None
    modified: str | None = None
    content_type: str | None = None
    fresh: float = 0.0
    """seconds from `checked` for which the server says that it will not change"""
    location: str | None = None
    """where it sends to instead"""
    digest: str = ""
    """a hash of the body; empty where there is none"""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of a host (scheme, name and port)."""

    host: str
    robots: str | None = None
    """its robots.txt; empty where it has none; None where that is not known"""
    robots_checked: float = 0.0
    asked: float = 0.0
    """when it was asked last"""
    not_before: float = 0.0
    """it is to be left alone until then"""
    failures: int = 0
    """runs in a row that had to give it up"""


class Keeper:
    """The file at `path`, or a nameless one that goes when it is closed. Safe to be used by several threads and processes."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        try:
            # Without a name SQLite keeps its pages on the disk, in a file that it deletes.
            self._base = sqlite3.connect(
                str(path) if path else "", timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._prepare()
        except sqlite3.Error as error:
            raise StoreBroken(
                f"{path}: cannot be used to keep what is fetched ({error}); delete it, or give another store"
            ) from error

    def _prepare(self) -> None:
        if self._path:
            self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = normal")
        self._base.execute("begin immediate")
        (version,) = self._base.execute("pragma user_version").fetchone()
        if version == 0:
            for statement in _SCHEMA.split(";"):
                self._base.execute(statement)
            self._base.execute(f"pragma user_version = {_VERSION}")
        self._base.execute("commit")
        if version > _VERSION:
            raise StoreBroken(f"{self._path}: was made by a newer version of Dragoman; update it, or delete the file")

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._base.close()

    def response(self, url: str, *, with_body: bool = True) -> Response | None:
        """What `url` answered last, or None where it was never asked. The body can be left on the disk."""
        columns = f"{_FACTS}, body" if with_body else _FACTS
        row = self._row(f"select {columns} from responses where url = ?", url)
        if row is None:
            return None
        response = Response(*row[:_COUNT])
        return dataclasses.replace(response, body=zlib.decompress(row[-1])) if with_body and row[-1] else response

    def keep(self, response: Response) -> Response:
        """Keep an answer in place of the one before; the same with its digest."""
        one = dataclasses.replace(response, digest=digest_of(response.body))
        known = (
            one.url,
            one.status,
            one.checked,
            one.fetched,
            one.etag,
            one.modified,
            one.content_type,
            one.fresh,
            one.location,
        )
        body = zlib.compress(one.body, 6) if one.body else None
        self._run(f"insert or replace into responses values ({', '.join('?' * 11)})", *known, one.digest, body)
        return one

    def touch(self, url: str, checked: float, fresh: float) -> None:
        """`url` was asked again and has not changed."""
        self._run("update responses set checked = ?, fresh = ? where url = ?", checked, fresh, url)

    def host(self, name: str) -> Host:
        """What is known of a host."""
        row = self._row("select host, robots, robots_checked, asked, not_before, failures from hosts where host = ?", name)
        return Host(*row) if row else Host(name)

    def keep_host(self, host: Host) -> None:
        """Keep what is known of a host."""
        known = (host.host, host.robots, host.robots_checked, host.asked, host.not_before, host.failures)
        self._run("insert or replace into hosts values (?, ?, ?, ?, ?, ?)", *known)

    def named(self, url: str, title: str | None, published: str | None, outlet: str | None) -> tuple[str | None, ...]:
        """Title, day and outlet of a page as the first who named it said; now these, where nobody has."""
        self._run("insert or ignore into named values (?, ?, ?, ?)", url, title, published, outlet)
        return self._row("select title, published, outlet from named where url = ?", url) or (title, published, outlet)

    def was_told(self, url: str, digest: str) -> bool:
        """Whether what `url` said then, by its digest, was built already."""
        return self._row("select 1 from told where url = ? and digest = ?", url, digest) is not None

    def tell(self, told: Iterable[tuple[str, str]]) -> None:
        """These addresses and digests are built."""
        with self._in_words(), self._lock:
            self._base.execute("begin immediate")
            self._base.executemany("insert or replace into told values (?, ?)", told)
            self._base.execute("commit")

    def forget_told(self) -> None:
        """Nothing is built: the store is a new one."""
        self._run("delete from told")

    def prune(self, before: float) -> None:
        """Drop what was asked for last before that moment."""
        for table in ("told", "named"):
            self._run(f"delete from {table} where url in (select url from responses where checked < ?)", before)
        self._run("delete from responses where checked < ?", before)

    def _row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        with self._in_words(), self._lock:
            row: tuple[Any, ...] | None = self._base.execute(sql, values).fetchone()
        return row

    def _run(self, sql: str, *values: object) -> None:
        with self._in_words(), self._lock:
            self._base.execute(sql, values)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(
                f"{self._path or 'what is fetched'}: cannot be kept or read ({error}); see to the disk, then run again"
            ) from error
