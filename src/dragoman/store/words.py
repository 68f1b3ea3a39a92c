"""Search by words: an SQLite index beside the store, brought up to date from it.

The store keeps a numbered list of what has changed; the index remembers how far it has read. Where it is missing, damaged or of another
store it is made anew: nothing in it is not in the store. Where none can be written, one is made in memory.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

from dragoman.errors import SettingsError, StoreBusy, StoreError
from dragoman.store.database import Database

__all__ = ["SEARCHED", "Hit", "WordIndex"]

SEARCHED = ("articles", "quotes", "stories", "events", "people", "places")
"""what is searched: kinds of records, and those that stand in them. `people` are all actors, recipients and speakers"""

# One table a kind: a word that is common in one does not hide what another has.
_TABLES = "create table read (store text, upto integer);" + "".join(
    f'create virtual table {kind} using fts5(id unindexed, title, body, tokenize = "unicode61 remove_diacritics 2");'
    f"create table {kind}_rows (place integer primary key, id text); create index {kind}_by_id on {kind}_rows (id);"
    for kind in SEARCHED
)
_AT_ONCE = 1000
_MOST_RANKED = 2000
"""records of one kind that are ranked; of words that more hold, only those that came last"""
_MOST_WORDS = 30
_PATIENCE = 60
"""seconds to wait for another process that brings the index up to date"""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Hit:
    """What holds the words, with some text around them. A lower `rank` is better; `id` of people and places is their key."""

    kind: str
    id: str
    snippet: str
    rank: float
    title: str = ""
    """headline, speaker, type and sides, or name"""


class WordIndex:
    """The index of a store, in a file beside it; a context manager."""

    def __init__(self, store: Database) -> None:
        self.path = store.path.with_name(f"{store.path.name}.search")
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
        found = self.by_kind(words, kinds=kinds, limit=limit)
        hits = (hit for hits in found.values() for hit in hits)
        return sorted(hits, key=lambda hit: (hit.rank, hit.kind, hit.id))[: max(limit, 0)]

    def by_kind(self, words: str, *, kinds: Collection[str] | None = None, limit: int = 50) -> dict[str, list[Hit]]:
        """The same, kind by kind, at most `limit` of each; kinds of which none holds them are left out."""
        unknown = set(kinds or ()) - set(SEARCHED)
        if unknown:
            raise SettingsError(f"no search in {', '.join(sorted(unknown))}; there are {', '.join(SEARCHED)}")
        wanted = _wanted(words)
        if not wanted:
            return {}
        chosen = [kind for kind in SEARCHED if kind in (kinds or SEARCHED)]

        def find() -> dict[str, list[Hit]]:
            self._sync()
            found = {kind: self._found(kind, wanted, max(limit, 0)) for kind in chosen}
            return {kind: hits for kind, hits in found.items() if hits}

        return self._whole(find)

    def _found(self, kind: str, wanted: str, limit: int) -> list[Hit]:
        # To rank and cut out takes a hundred times as long as to find.
        latest = f"select rowid from {kind} where {kind} match ? order by rowid desc limit 1 offset ?"
        (first,) = self._index.execute(latest, [wanted, max(_MOST_RANKED, limit)]).fetchone() or (0,)
        sql = f"""select id, snippet({kind}, -1, '»', '«', ' … ', 24), bm25({kind}, 0, 4, 1) as rank, title from {kind}
            where {kind} match ? and rowid >= ? order by rank, id limit ?"""
        return [Hit(kind, *row) for row in self._index.execute(sql, [wanted, first, limit])]

    def sync(self) -> None:
        """Take in what has changed since the last time."""
        self._whole(self._sync)

    def _open(self) -> sqlite3.Connection:
        for place in (self.path, self.path, ":memory:"):
            try:
                index = sqlite3.connect(place, timeout=_PATIENCE)
            except sqlite3.OperationalError:
                continue  # no file can be made there
            try:
                _prepare(index)
                return index
            except sqlite3.DatabaseError as error:
                index.close()
                if _is(error, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    raise self._busy() from error
                if not _is(error, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
                    self._discard()
        raise StoreError(f"{self.path}: no index can be made, there or in memory")

    def _whole(self, do: Callable[[], Result]) -> Result:
        """What `do` gives; where the index turns out to be damaged it is made anew, once."""
        try:
            return do()
        except sqlite3.DatabaseError as error:
            if _is(error, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise self._busy() from error
            if _is(error, sqlite3.SQLITE_FULL):
                raise StoreError(f"{self.path}: the disk is full; make room and search again") from error
            self._index.close()
            if not _is(error, sqlite3.SQLITE_READONLY):
                self._discard()
        self._index = self._open()
        return do()

    def _busy(self) -> StoreBusy:
        return StoreBusy(f"{self.path}: another process is writing this index; wait until it is done")

    def _discard(self) -> None:
        for name in (self.path.name, f"{self.path.name}-journal"):
            self.path.with_name(name).unlink(missing_ok=True)

    def _sync(self) -> None:
        # All from one snapshot: what is committed meanwhile, or done in a transaction that is still open, is for the next time.
        with self._store.snapshot() as seen, self._index:
            # Taken before reading how far the index is: two processes that read one store may both bring it up to date.
            if not self._index.in_transaction:
                self._index.execute("begin")
            name, upto = self._index.execute("select store, upto from read").fetchone() or (None, 0)
            store, last = _state(seen)
            if name == store and upto == last:
                return
            if name != store or upto > last:
                self._all(seen, store, last)
            else:
                self._changed(seen, upto, last)
                self._index.execute("update read set upto = ?", [last])

    def _all(self, seen: Database, store: str, upto: int) -> None:
        self._index.execute("delete from read")
        for kind in SEARCHED:
            self._index.execute(f"delete from {kind}")
            self._index.execute(f"delete from {kind}_rows")
            self._put(kind, _texts(seen, kind, "true", []))
        self._index.execute("insert into read values (?, ?)", [store, upto])

    def _changed(self, seen: Database, upto: int, last: int) -> None:
        sql = "select distinct kind, id from changes where number > ? and number <= ? order by 1, 2"
        found = seen.run(sql, [upto, last])
        for kind in SEARCHED:
            ids = [id for one, id in found if one == kind]
            for start in range(0, len(ids), _AT_ONCE):
                part = ids[start : start + _AT_ONCE]
                self._drop(kind, part)
                self._put(kind, _texts(seen, kind, "id in (select unnest(?))", [part]))

    def _drop(self, kind: str, ids: Sequence[str]) -> None:
        places = f"delete from {kind}_rows where id = ? returning place"
        gone = [row for id in ids for row in self._index.execute(places, [id]).fetchall()]
        self._index.executemany(f"delete from {kind} where rowid = ?", gone)

    def _put(self, kind: str, rows: Iterable[tuple[str, str, str]]) -> None:
        ((last,),) = self._index.execute(f"select coalesce(max(place), 0) from {kind}_rows")
        for place, (id, title, body) in enumerate(rows, last + 1):
            self._index.execute(f"insert into {kind} (rowid, id, title, body) values (?, ?, ?, ?)", [place, id, title, body])
            self._index.execute(f"insert into {kind}_rows values (?, ?)", [place, id])


def _prepare(index: sqlite3.Connection) -> None:
    made = {name for (name,) in index.execute("select name from sqlite_master where type = 'table'")}
    if not {"read", *SEARCHED} <= made:
        # An index of an earlier version, or none.
        old = "".join(f"drop table {name};" for name in ("read", "words") if name in made)
        index.executescript(f"begin; {old} {_TABLES} commit;")
    index.execute("select upto from read").fetchone()


def _is(error: sqlite3.DatabaseError, *codes: int) -> bool:
    """Whether SQLite gives one of these primary codes for the error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in codes


def _wanted(words: str) -> str:
    """What to ask FTS5 for: each word in quotation marks, so that nothing that is typed is an operator; "U.S." is two words in a row."""
    known = unicodedata.normalize("NFC", words).encode("utf-8", "ignore").decode().replace("\x00", " ")
    terms = [word.replace('"', "") for word in known.split()[:_MOST_WORDS]]
    quoted = [f'"{term}"' for term in terms if any(map(str.isalnum, term))]
    return " ".join(quoted) + "*" if quoted else ""


def _state(seen: Database) -> tuple[str, int]:
    """The store's name for itself, and the number of its last change."""
    ((name, last),) = seen.run("select (select value from meta where name = 'id'), coalesce(max(number), 0) from changes")
    return str(name), int(last)


# Who and where, with everything that they may be looked for by.
_NAMES = {
    "people": """select id, min(name), concat_ws(' ', string_agg(distinct office, ' ' order by office), min(country)) from (
            select key as id, name, office, country from event_sides
            union all select speaker_key, speaker, speaker_office, speaker_country from quote_columns where speaker_key is not null)
        where {} group by id""",
    "places": """select id, min(place), coalesce(min(place_country), '') from (
            select place_key as id, place, place_country from event_columns where place_key is not null)
        where {} group by id""",
}


def _texts(seen: Database, kind: str, condition: str, given: list[object]) -> Iterator[tuple[str, str, str]]:
    # In no order: what is found is ordered by rank and id, and sorting would take the memory of all records.
    if kind in _NAMES:
        for rows in seen.stream(_NAMES[kind].format(condition), given):
            yield from rows
        return
    for rows in seen.stream(f"select id, record from {kind} where {condition}", given):
        for id, record in rows:
            yield (id, *_words_of(kind, json.loads(record)))


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
