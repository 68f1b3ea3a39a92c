"""One file that keeps everything: articles, what was coded in them, and what came of comparing them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import duckdb
import numpy as np
from numpy.typing import NDArray

from dragoman.errors import NotInStore, SettingsError
from dragoman.records import Event, Finding, Link, Mention, Quote, Record, Sketch, Story, from_json, to_json
from dragoman.store.opening import connect, steps
from dragoman.store.rows import Kept, identity, insert, sketch_from_row, sketch_row
from dragoman.store.words import Hit, WordIndex

__all__ = ["KINDS", "Store", "open_store"]

KINDS = ("articles", "mentions", "quotes", "stories", "events", "findings")
"""tables of records, named as exports are"""

# Rows are read in an order that does not depend on when they came in.
_ORDER = {
    "articles": "coalesce(t.published, '9999'), t.id",
    "mentions": "coalesce(a.published, '9999'), a.id, t.start, t.id",
    "quotes": "coalesce(a.published, '9999'), a.id, t.start, t.id",
    "stories": "coalesce(t.first, '9999'), t.id",
    "events": "coalesce(t.date, '9999'), t.id",
    "findings": "t.story_id, coalesce(t.event_id, ''), coalesce(t.quote_id, ''), t.field, t.relation, t.id",
}
_JOIN = dict.fromkeys(("mentions", "quotes"), " join articles a on a.id = t.article_id")
_CHUNK = 1000
"""rows fetched at a time"""

Kind = TypeVar("Kind", bound=Record)


def open_store(
    path: str | Path, *, create: bool = False, read_only: bool = False, threads: int = 2, memory: str = "1GB"
) -> Store:
    """The store at `path`, made if it is not there and `create`. Raises StoreMissing, StoreBusy, StoreBroken."""
    place = Path(path)
    return Store(place, connect(place, create=create, read_only=read_only, threads=threads, memory=memory, steps=steps()))


class Store:
    """An open store; a context manager that closes it. One process at a time writes, and none reads meanwhile."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        self._within = False

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; whatever was not committed is gone."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done within; transactions within one are part of it."""
        if self._within:
            yield
            return
        self._within = True
        self._connection.begin()
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        else:
            self._connection.commit()
        finally:
            self._within = False

    # What is in it.

    def meta(self, name: str) -> str | None:
        """A fact about the store itself."""
        row = self._connection.execute("select value from meta where name = ?", [name]).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        """Keep a fact about the store itself."""
        with self.transaction():
            self._connection.execute("delete from meta where name = ?", [name])
            self._connection.execute("insert into meta values (?, ?)", [name, value])

    def coded(self) -> dict[str, tuple[str, str]]:
        """Article id -> its identity, and the version of the coder that coded it."""
        rows = self._connection.execute("select id, identity, coder_version from articles").fetchall()
        return {id: (identity, version) for id, identity, version in rows}

    def counts(self) -> dict[str, int]:
        """How many records of each kind."""
        return {kind: int(self._one(f"select count(*) from {kind}")) for kind in KINDS}

    def get(self, id: str) -> Record:
        """The record with this id, or the only one whose id begins so. Raises NotInStore."""
        for kind in KINDS:
            rows = self._connection.execute(f"{self._select(kind)} where t.id = ?", [id]).fetchall()
            if rows:
                return self._record(kind, rows[0])
        starting = [(kind, row) for kind in KINDS for row in self._starting(kind, id)]
        if len(starting) == 1:
            return self._record(*starting[0])
        if starting:
            raise NotInStore(f"{self.path}: several ids begin with {id!r}; give more of it")
        raise NotInStore(f"{self.path}: no record {id!r}; `dragoman search` and `dragoman show story` list what there is")

    def records(self, kind: str, *, ids: Collection[str] | None = None) -> Iterator[Record]:
        """The records of a kind (of these ids), in order, a part at a time. Raises SettingsError for an unknown kind."""
        if kind not in KINDS:
            raise SettingsError(f"no such kind of record: {kind!r}; there are {', '.join(KINDS)}")
        return (
            self._where(kind, "t.id in (select unnest(?))", [sorted(ids)]) if ids is not None else self._where(kind, "true", [])
        )

    def mentions_of(self, story_ids: Collection[str]) -> Iterator[Mention]:
        """The mentions in the articles of these stories."""
        return self._where("mentions", "a.story_id in (select unnest(?))", [sorted(story_ids)], Mention)

    def quotes_of(self, story_ids: Collection[str]) -> Iterator[Quote]:
        """The quotes in the articles of these stories."""
        return self._where("quotes", "a.story_id in (select unnest(?))", [sorted(story_ids)], Quote)

    def events_of(self, story_ids: Collection[str]) -> Iterator[Event]:
        """The events of these stories."""
        return self._where("events", "t.story_id in (select unnest(?))", [sorted(story_ids)], Event)

    def findings_of(self, story_ids: Collection[str]) -> Iterator[Finding]:
        """The findings of these stories."""
        return self._where("findings", "t.story_id in (select unnest(?))", [sorted(story_ids)], Finding)

    def stories_of(self, article_ids: Collection[str]) -> dict[str, str]:
        """Article id -> the story it is in, of those that are in one."""
        sql = "select id, story_id from articles where story_id is not null and id in (select unnest(?))"
        return dict(self._connection.execute(sql, [sorted(article_ids)]).fetchall())

    def articles_in(self, story_ids: Collection[str]) -> dict[str, list[str]]:
        """Story id -> its articles, in order."""
        sql = f"select t.story_id, t.id from articles t where t.story_id in (select unnest(?)) order by {_ORDER['articles']}"
        found: dict[str, list[str]] = {}
        for story_id, article_id in self._connection.execute(sql, [sorted(story_ids)]).fetchall():
            found.setdefault(story_id, []).append(article_id)
        return found

    def sizes(self) -> dict[str, int]:
        """Story id -> how many articles are in it."""
        return dict(
            self._connection.execute("select story_id, count(*) from articles where story_id is not null group by 1").fetchall()
        )

    def search(self, words: str, *, kinds: Collection[str] | None = None, limit: int = 50) -> list[Hit]:
        """Records that hold all `words`, the best first; see `WordIndex.search`."""
        with WordIndex(self.path, self._connection) as index:
            return index.search(words, kinds=kinds, limit=limit)

    def sync_words(self) -> None:
        """Bring the index of words up to date with what is committed."""
        with WordIndex(self.path, self._connection) as index:
            index.sync()

    # The first half of a build.

    def add(self, batch: Sequence[Kept]) -> None:
        """Keep coded articles, all or none of them; an article that is there is replaced. They are not grouped yet.

        With a replaced article all of its story, and of stories that share a happening with it, are to be grouped again.
        """
        ids = sorted(kept.article.id for kept in batch)
        with self.transaction():
            self._ungroup_around(ids)
            for table, column in (
                ("articles", "id"),
                ("sketches", "article_id"),
                ("mentions", "article_id"),
                ("quotes", "article_id"),
            ):
                self._connection.execute(f"delete from {table} where {column} in (select unnest(?))", [ids])
            self._insert_batch(batch)
            self._changed("articles", ids)
            self._changed("quotes", [record.id for kept in batch for record in kept.records if isinstance(record, Quote)])

    def _insert_batch(self, batch: Sequence[Kept]) -> None:
        articles = [
            (kept.article.id, identity(kept.article), kept.article.published, kept.coder_version, False, to_json(kept.article))
            for kept in batch
        ]
        insert(self._connection, "articles", ("id", "identity", "published", "coder_version", "grouped", "record"), articles)
        columns = ("article_id", "outlet", "published", "day", "credit", "corrects", "fingerprints", "terms", "weights")
        insert(self._connection, "sketches", columns, [sketch_row(kept.sketch) for kept in batch])
        mentions = [
            (record.id, record.article_id, record.trigger.start, kept.keys.get(record.id), to_json(record))
            for kept in batch
            for record in kept.records
            if isinstance(record, Mention)
        ]
        insert(self._connection, "mentions", ("id", "article_id", "start", "key", "record"), mentions)
        quotes = [
            (record.id, record.article_id, record.start, to_json(record))
            for kept in batch
            for record in kept.records
            if isinstance(record, Quote)
        ]
        insert(self._connection, "quotes", ("id", "article_id", "start", "record"), quotes)

    def _ungroup_around(self, ids: Sequence[str]) -> None:
        stories = set(self.stories_of(ids).values())
        if not stories:
            return
        around = sorted(stories | self.stories_sharing_keys(stories))
        self._connection.execute("update articles set grouped = false where story_id in (select unnest(?))", [around])
        gone = self._connection.execute("select id from quotes where article_id in (select unnest(?))", [ids]).fetchall()
        self._changed("quotes", [id for (id,) in gone])

    # The second half.

    def ungrouped(self) -> list[str]:
        """The articles that the second half of a build has not seen."""
        return [id for (id,) in self._connection.execute("select id from articles where not grouped order by id").fetchall()]

    def mark_grouped(self, ids: Collection[str]) -> None:
        """The second half has seen these."""
        self._connection.execute("update articles set grouped = true where id in (select unnest(?))", [sorted(ids)])

    def forget_grouping(self) -> None:
        """Drop links, stories, events and findings, and leave every article to be grouped again: the rules have changed."""
        with self.transaction():
            self.remove_stories([id for (id,) in self._connection.execute("select id from stories").fetchall()])
            self._connection.execute("delete from links")
            self._connection.execute("update articles set grouped = false, story_id = null")

    def sketches(self, *, ids: Collection[str] | None = None, days: tuple[int, int] | None = None) -> list[Sketch]:
        """The sketches of these articles, or of those published within `days` or on no known day, or all; by id."""
        sql, given = "select * from sketches", list[Any]()
        if ids is not None:
            sql, given = f"{sql} where article_id in (select unnest(?))", [sorted(ids)]
        elif days is not None:
            sql, given = f"{sql} where day is null or day between ? and ?", list(days)
        return [sketch_from_row(row) for row in self._connection.execute(f"{sql} order by article_id", given).fetchall()]

    def add_links(self, kind: str, links: Sequence[Link]) -> None:
        """Keep links of a kind, `duplicate` or `related`; those that are there are replaced."""
        with self.transaction():
            rows = [(kind, link.a, link.b, link.weight) for link in links]
            self._connection.execute(
                "create or replace temp table new_links (kind varchar, a varchar, b varchar, weight double)"
            )
            insert(self._connection, "new_links", ("kind", "a", "b", "weight"), rows)
            self._connection.execute(
                "delete from links using new_links n where links.kind = n.kind and links.a = n.a and links.b = n.b"
            )
            self._connection.execute("insert into links select * from new_links")
            self._connection.execute("drop table new_links")

    def links(self, kind: str, *, of: Collection[str]) -> list[Link]:
        """The links of a kind among these articles."""
        sql = "select a, b, weight from links where kind = ? and a in (select unnest(?)) and b in (select unnest(?)) order by a, b"
        ids = sorted(of)
        return [Link(a, b, weight) for a, b, weight in self._connection.execute(sql, [kind, ids, ids]).fetchall()]

    def link_graph(self) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
        """All articles, by id, and the links of both kinds as places in that list."""
        ids = [id for (id,) in self._connection.execute("select id from articles order by id").fetchall()]
        sql = """with place as (select id, row_number() over (order by id) - 1 as position from articles)
            select a.position as a, b.position as b from links l join place a on a.id = l.a join place b on b.id = l.b order by 1, 2"""
        found = self._connection.execute(sql).fetchnumpy()
        return ids, np.asarray(found["a"], np.int64), np.asarray(found["b"], np.int64)

    def set_stories(self, membership: Mapping[str, str]) -> set[str]:
        """Put articles into stories; the stories that they were in, whose records no longer hold."""
        left = set(self.stories_of(membership).values())
        with self.transaction():
            self._connection.execute("create or replace temp table members (article_id varchar, story_id varchar)")
            insert(self._connection, "members", ("article_id", "story_id"), sorted(membership.items()))
            self._connection.execute(
                "update articles set story_id = m.story_id from members m where articles.id = m.article_id"
            )
            self._connection.execute("drop table members")
        return left

    def story_keys(self) -> list[tuple[str, str]]:
        """Pairs of a story and a key, of the keys that several stories have; in order."""
        sql = """with held as (select distinct a.story_id, m.key from mentions m join articles a on a.id = m.article_id
                where m.key is not null and a.story_id is not null)
            select story_id, key from held where key in (select key from held group by key having count(*) > 1) order by 1, 2"""
        return [(story_id, key) for story_id, key in self._connection.execute(sql).fetchall()]

    def stories_sharing_keys(self, story_ids: Collection[str]) -> set[str]:
        """The other stories in which a mention has a key that one of these has."""
        sql = """with held as (select distinct a.story_id, m.key from mentions m join articles a on a.id = m.article_id
                where m.key is not null and a.story_id is not null)
            select distinct o.story_id from held h join held o using (key) where h.story_id in (select unnest(?))"""
        return {id for (id,) in self._connection.execute(sql, [sorted(story_ids)]).fetchall()} - set(story_ids)

    def keys_of(self, story_ids: Collection[str]) -> dict[str, str]:
        """Mention id -> key, in the articles of these stories."""
        sql = """select m.id, m.key from mentions m join articles a on a.id = m.article_id
            where m.key is not null and a.story_id in (select unnest(?))"""
        return dict(self._connection.execute(sql, [sorted(story_ids)]).fetchall())

    def remove_stories(self, story_ids: Collection[str]) -> None:
        """Drop the records of these stories, with their events and findings; their articles stay in them."""
        ids = sorted(story_ids)
        with self.transaction():
            events = [
                id
                for (id,) in self._connection.execute(
                    "select id from events where story_id in (select unnest(?))", [ids]
                ).fetchall()
            ]
            self._connection.execute("update mentions set event_id = null where event_id in (select unnest(?))", [events])
            for table, column in (("stories", "id"), ("events", "story_id"), ("findings", "story_id")):
                self._connection.execute(f"delete from {table} where {column} in (select unnest(?))", [ids])
            self._changed("stories", ids)
            self._changed("events", events)

    def put_stories(self, stories: Sequence[Story], events: Sequence[Event], findings: Sequence[Finding]) -> None:
        """Keep stories with their events and findings, and which mentions are of which event."""
        with self.transaction():
            insert(
                self._connection, "stories", ("id", "first", "record"), [(one.id, one.first, to_json(one)) for one in stories]
            )
            rows = [(one.id, one.story_id, one.date.value, to_json(one)) for one in events]
            insert(self._connection, "events", ("id", "story_id", "date", "record"), rows)
            found = [
                (one.id, one.story_id, one.event_id, one.quote_id, one.field, str(one.relation), to_json(one))
                for one in findings
            ]
            insert(
                self._connection, "findings", ("id", "story_id", "event_id", "quote_id", "field", "relation", "record"), found
            )
            self._connection.execute("create or replace temp table told (mention_id varchar, event_id varchar)")
            insert(
                self._connection, "told", ("mention_id", "event_id"), [(id, one.id) for one in events for id in one.mention_ids]
            )
            self._connection.execute("update mentions set event_id = t.event_id from told t where mentions.id = t.mention_id")
            self._connection.execute("drop table told")
            self._changed("stories", [one.id for one in stories])
            self._changed("events", [one.id for one in events])

    # How it is done.

    def _changed(self, kind: str, ids: Sequence[str]) -> None:
        if ids:
            sql = "insert into changes select nextval('changes_number'), ?, id from (select unnest(?) as id)"
            self._connection.execute(sql, [kind, list(ids)])

    def _one(self, sql: str) -> Any:
        row = self._connection.execute(sql).fetchone()
        return None if row is None else row[0]

    def _select(self, kind: str) -> str:
        event = "t.event_id" if kind == "mentions" else "null"
        return f"select t.record, {event} from {kind} t{_JOIN.get(kind, '')}"

    def _starting(self, kind: str, id: str) -> list[tuple[Any, ...]]:
        return (
            self._connection.execute(f"{self._select(kind)} where starts_with(t.id, ?) order by t.id limit 2", [id]).fetchall()
            if id
            else []
        )

    def _record(self, kind: str, row: tuple[Any, ...]) -> Record:
        record, event_id = row
        if event_id is not None:
            record = record.replace('"event_id":null', f'"event_id":"{event_id}"', 1)
        return from_json(record)

    def _where(self, kind: str, condition: str, given: list[Any], of: type[Kind] | None = None) -> Iterator[Any]:
        # A cursor of its own, so that whoever reads slowly may ask for other things meanwhile; within a transaction
        # another cursor would not see what it has done.
        cursor = self._connection if self._within else self._connection.cursor()
        found = cursor.execute(f"{self._select(kind)} where {condition} order by {_ORDER[kind]}", given)
        if self._within:
            for row in found.fetchall():
                yield self._record(kind, row)
            return
        while rows := found.fetchmany(_CHUNK):
            for row in rows:
                yield self._record(kind, row)
