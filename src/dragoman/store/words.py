"""Search by words: an SQLite index beside the store, brought up to date from it.

The store keeps a numbered list of what has changed; the index remembers how far it has read. Where it is missing, damaged or of another
store it is made anew: nothing in it is not in the store.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import duckdb

from dragoman.errors import SettingsError

__all__ = ["SEARCHED", "Hit", "WordIndex"]

SEARCHED = ("articles", "quotes", "stories", "events")
"""kinds of records that are searched"""

_TABLES = """
create table read (store text, upto integer);
create virtual table words using fts5(kind unindexed, id unindexed, title, body, tokenize = "unicode61 remove_diacritics 2");
"""
_WORD = re.compile(r"\w+")
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds the words, with some text around them. A lower `rank` is better."""

    kind: str
    id: str
    snippet: str
    rank: float


class WordIndex:
    """The index of the store at `path`, whose connection is `store`; a context manager."""

    def __init__(self, path: Path, store: duckdb.DuckDBPyConnection) -> None:
        self.path = path.with_name(f"{path.name}.search")
        self._store = store
        self._index = self._open()

    def __enter__(self) -> WordIndex:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._index.close()

    def search(self, words: str, *, kinds: Collection[str] | None = None, limit: int = 50) -> list[Hit]:
        """Records that hold all of `words`, the last of which may be the beginning of one. What is no word is left out.

        Raises SettingsError for a kind that is not searched.
        """
        unknown = set(kinds or ()) - set(SEARCHED)
        if unknown:
            raise SettingsError(f"no search in {', '.join(sorted(unknown))}; there are {', '.join(SEARCHED)}")
        terms = _WORD.findall(words)[:30]
        if not terms:
            return []
        self.sync()
        # Each word in quotation marks: nothing that is typed is an operator.
        wanted = " ".join(f'"{term}"' for term in terms) + "*"
        chosen = sorted(kinds or SEARCHED)
        sql = f"""select kind, id, snippet(words, -1, '»', '«', ' … ', 24), bm25(words, 0, 0, 4, 1) as rank from words
            where words match ? and kind in ({", ".join("?" * len(chosen))}) order by rank, kind, id limit ?"""
        return [Hit(*row) for row in self._index.execute(sql, [wanted, *chosen, limit]).fetchall()]

    def sync(self) -> None:
        """Take in what has changed since the last time."""
        name, upto = self._index.execute("select store, upto from read").fetchone() or (None, 0)
        store, last = self._state()
        with self._index:
            if name != store or upto > last:
                self._all(store, last)
            elif upto < last:
                self._changed(upto, last)
                self._index.execute("update read set upto = ?", [last])

    def _open(self) -> sqlite3.Connection:
        for _ in range(2):
            index = sqlite3.connect(self.path, timeout=10)
            try:
                with index:
                    if not index.execute("select 1 from sqlite_master where name = 'words'").fetchone():
                        index.executescript(_TABLES)
                    index.execute("select upto from read").fetchone()
                return index
            except sqlite3.DatabaseError:
                index.close()
                self.path.unlink(missing_ok=True)
        raise SettingsError(f"{self.path}: cannot be made; see that its folder may be written to")

    def _state(self) -> tuple[str, int]:
        """The store's name for itself, and the number of its last change."""
        row = self._store.execute(
            "select (select value from meta where name = 'id'), coalesce(max(number), 0) from changes"
        ).fetchone()
        assert row is not None
        return str(row[0]), int(row[1])

    def _all(self, store: str, upto: int) -> None:
        self._index.execute("delete from words")
        self._index.execute("delete from read")
        for kind in SEARCHED:
            self._put(self._texts(kind, "true", []))
        self._index.execute("insert into read values (?, ?)", [store, upto])

    def _changed(self, upto: int, last: int) -> None:
        sql = "select distinct kind, id from changes where number > ? and number <= ? order by 1, 2"
        found = self._store.execute(sql, [upto, last]).fetchall()
        for kind in SEARCHED:
            ids = [id for one, id in found if one == kind]
            for start in range(0, len(ids), _AT_ONCE):
                part = ids[start : start + _AT_ONCE]
                self._drop(kind, part)
                self._put(self._texts(kind, "id in (select unnest(?))", [part]))

    def _drop(self, kind: str, ids: Sequence[str]) -> None:
        self._index.execute("create temp table if not exists gone (id text primary key)")
        self._index.execute("delete from gone")
        self._index.executemany("insert or ignore into gone values (?)", [(id,) for id in ids])
        self._index.execute("delete from words where kind = ? and id in (select id from gone)", [kind])

    def _put(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        self._index.executemany("insert into words (kind, id, title, body) values (?, ?, ?, ?)", rows)

    def _texts(self, kind: str, condition: str, given: list[object]) -> Iterator[tuple[str, str, str, str]]:
        cursor = self._store.cursor()
        found = cursor.execute(f"select id, record from {kind} where {condition} order by id", given)
        while rows := found.fetchmany(_AT_ONCE):
            for id, record in rows:
                yield (kind, id, *_words_of(kind, json.loads(record)))


def _words_of(kind: str, record: dict[str, object]) -> tuple[str, str]:
    """Title and body of a record, as they are searched."""
    if kind == "articles":
        return str(record["title"] or ""), str(record["text"])
    if kind == "quotes":
        speaker = record["speaker"]
        return (str(speaker["name"]) if isinstance(speaker, dict) else ""), str(record["text"])
    if kind == "stories":
        return str(record["title"]), ""
    sides = [side for field in ("actors", "recipients") for side in _listed(record[field])]
    place = record["place"]
    names = [str(side["name"]) for side in sides] + ([str(place["name"])] if isinstance(place, dict) else [])
    evidence = _listed(record["evidence"])
    return f"{record['type']} {' '.join(dict.fromkeys(names))}", str(evidence[0]["text"]) if evidence else ""


def _listed(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []
