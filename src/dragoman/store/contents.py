"""What is in a store, read in an order that does not depend on when it came in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import NotInStore, SettingsError
from dragoman.records import Event, Finding, Link, Mention, Quote, Record, Sketch, from_json
from dragoman.store.database import Database
from dragoman.store.rows import SKETCH_COLUMNS, sketch_from_row

__all__ = ["KINDS", "Contents"]

KINDS = ("articles", "mentions", "quotes", "stories", "events", "findings", "quarantine")
"""tables of records, named as exports are"""

_ORDER = {
    "articles": "coalesce(t.published, '9999'), t.id",
    "mentions": "coalesce(a.published, '9999'), a.id, t.start, t.id",
    "quotes": "coalesce(a.published, '9999'), a.id, t.start, t.id",
    "stories": "coalesce(t.first, '9999'), t.id",
    "events": "coalesce(t.date, '9999'), t.id",
    "findings": "t.story_id, coalesce(t.event_id, ''), coalesce(t.quote_id, ''), t.field, t.relation, t.id",
    "quarantine": "t.article_id",
}
_JOIN = dict.fromkeys(("mentions", "quotes"), " join articles a on a.id = t.article_id")
_CHUNK = 1000
"""records read at a time"""

Kind = TypeVar("Kind", bound=Record)


class Contents:
    """The reading side of a store. Records come in order: articles by day of publication, undated ones last, and id; mentions and
    quotes by their article and place in it; stories by first day; events by date; findings by story and what is compared.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def meta(self, name: str) -> str | None:
        """A fact about the store itself."""
        value = self._database.value("select value from meta where name = ?", [name])
        return None if value is None else str(value)

    def coded(self) -> dict[str, tuple[str, str]]:
        """Article id -> its identity, and the version of the coder that coded it."""
        rows = self._database.run("select id, identity, coder_version from articles")
        return {id: (identity, version) for id, identity, version in rows}

    def quarantined(self) -> set[str]:
        """The articles in quarantine."""
        return {id for (id,) in self._database.run("select article_id from quarantine")}

    def counts(self) -> dict[str, int]:
        """How many records of each kind."""
        return {kind: int(self._database.value(f"select count(*) from {kind}")) for kind in KINDS}

    def codings(self) -> dict[str, int]:
        """How many articles were coded (`done`), and how many were not and why (`language`, `quarantine`)."""
        return dict(self._database.run("select coding, count(*) from articles group by 1 order by 1"))

    def coders(self) -> dict[str, int]:
        """How many articles each version of the coder has coded, or failed on."""
        sql = "select coder_version, count(*) from articles where coding <> 'language' group by 1 order by 2 desc, 1"
        return dict(self._database.run(sql))

    def languages(self) -> dict[str, int]:
        """How many articles are in each language, the most frequent first; those of which it is not known are left out."""
        sql = """select record ->> '$.language' as language, count(*) from articles
            where language is not null group by 1 order by 2 desc, 1"""
        return dict(self._database.run(sql))

    # Records.

    def get(self, id: str) -> Record:
        """The record with this id, or the only one whose id begins so. Raises NotInStore."""
        for kind in KINDS:
            rows = self._database.run(f"{_select(kind)} where t.id = ?", [id])
            if rows:
                return _record(*rows[0])
        starting = [row for kind in KINDS for row in self._starting(kind, id)]
        if len(starting) == 1:
            return _record(*starting[0])
        if starting:
            raise NotInStore(f"{self._database.path}: several ids begin with {id!r}; give more of it")
        raise NotInStore(
            f"{self._database.path}: no record {id!r}; `dragoman search` and `dragoman show story` list what there is"
        )

    def records(self, kind: str, *, ids: Collection[str] | None = None) -> Iterator[Record]:
        """The records of a kind (of these ids), in order, a part at a time, as they are when the first is asked for.

        Raises SettingsError for an unknown kind.
        """
        if kind not in KINDS:
            raise SettingsError(f"no such kind of record: {kind!r}; there are {', '.join(KINDS)}")
        return self._where(kind, "true", []) if ids is None else self._where(kind, "t.id in (select unnest(?))", [sorted(ids)])

    def mentions_of(self, story_ids: Collection[str]) -> Iterator[Mention]:
        """The mentions in the articles of these stories."""
        return self._where("mentions", "a.story_id in (select unnest(?))", [sorted(story_ids)], Mention)

    def mentions_in(self, article_ids: Collection[str]) -> Iterator[Mention]:
        """The mentions in these articles."""
        return self._where("mentions", "t.article_id in (select unnest(?))", [sorted(article_ids)], Mention)

    def quotes_of(self, story_ids: Collection[str]) -> Iterator[Quote]:
        """The quotes in the articles of these stories."""
        return self._where("quotes", "a.story_id in (select unnest(?))", [sorted(story_ids)], Quote)

    def events_of(self, story_ids: Collection[str]) -> Iterator[Event]:
        """The events of these stories."""
        return self._where("events", "t.story_id in (select unnest(?))", [sorted(story_ids)], Event)

    def findings_of(self, story_ids: Collection[str]) -> Iterator[Finding]:
        """The findings of these stories."""
        return self._where("findings", "t.story_id in (select unnest(?))", [sorted(story_ids)], Finding)

    # Which article is in which story.

    def stories_of(self, article_ids: Collection[str]) -> dict[str, str]:
        """Article id -> the story it is in, of those that are in one."""
        sql = "select id, story_id from articles where story_id is not null and id in (select unnest(?))"
        return dict(self._database.run(sql, [sorted(article_ids)]))

    def articles_in(self, story_ids: Collection[str]) -> dict[str, list[str]]:
        """Story id -> its articles, in order."""
        sql = f"select t.story_id, t.id from articles t where t.story_id in (select unnest(?)) order by {_ORDER['articles']}"
        found: dict[str, list[str]] = {}
        for story_id, article_id in self._database.run(sql, [sorted(story_ids)]):
            found.setdefault(story_id, []).append(article_id)
        return found

    def sizes(self) -> dict[str, int]:
        """Story id -> how many articles are in it."""
        sql = "select story_id, count(*) from articles where story_id is not null group by 1"
        return dict(self._database.run(sql))

    # What grouping needs.

    def ungrouped(self) -> list[str]:
        """The articles that the second half of a build has not seen, by day of publication and id."""
        sql = f"select t.id from articles t where not t.grouped order by {_ORDER['articles']}"
        return [id for (id,) in self._database.run(sql)]

    def sketches(self, *, ids: Collection[str] | None = None) -> list[Sketch]:
        """The sketches of these articles, or all; by id."""
        condition, given = ("article_id in (select unnest(?))", [sorted(ids)]) if ids is not None else ("true", [])
        return self._sketches(condition, given)

    def sketches_near(self, days: tuple[int, int] | None) -> list[Sketch]:
        """The sketches of the grouped articles that were published within `days` or on no known day, or of all of them; by id."""
        condition, given = ("day is null or day between ? and ?", list(days)) if days is not None else ("true", [])
        return self._sketches(f"({condition}) and article_id in (select id from articles where grouped)", given)

    def _sketches(self, condition: str, given: list[Any]) -> list[Sketch]:
        sql = f"select {', '.join(SKETCH_COLUMNS)} from sketches where {condition} order by article_id"
        return [sketch_from_row(row) for row in self._database.run(sql, given)]

    def links(self, kind: str, *, of: Collection[str]) -> list[Link]:
        """The links of a kind among these articles."""
        sql = "select a, b, weight from links where kind = ? and a in (select unnest(?)) and b in (select unnest(?)) order by a, b"
        ids = sorted(of)
        return [Link(a, b, weight) for a, b, weight in self._database.run(sql, [kind, ids, ids])]

    def links_with(self, kind: str, article_id: str, *, limit: int) -> list[tuple[str, float]]:
        """The articles that have a link of a kind with this one, and its weight; the heaviest first."""
        sql = """select case when a = ? then b else a end as other, max(weight) from links where kind = ? and (a = ? or b = ?)
            group by 1 order by 2 desc, 1 limit ?"""
        rows = self._database.run(sql, [article_id, kind, article_id, article_id, limit])
        return [(str(id), float(weight)) for id, weight in rows]

    def link_graph(self) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
        """All articles, by id, and the links of both kinds as places in that list."""
        ids = [id for (id,) in self._database.run("select id from articles order by id")]
        sql = """with place as (select id, row_number() over (order by id) - 1 as position from articles)
            select a.position as a, b.position as b from links l join place a on a.id = l.a join place b on b.id = l.b order by 1, 2"""
        left, right = self._database.whole_numbers(sql)
        return ids, left, right

    def story_keys(self) -> list[tuple[str, str]]:
        """Pairs of a story and a key, of the keys that several stories have; in order."""
        sql = """with held as (select distinct a.story_id, m.key from mentions m join articles a on a.id = m.article_id
                where m.key is not null and a.story_id is not null)
            select story_id, key from held where key in (select key from held group by key having count(*) > 1) order by 1, 2"""
        return [(story_id, key) for story_id, key in self._database.run(sql)]

    def stories_sharing_keys(self, story_ids: Collection[str]) -> set[str]:
        """The other stories in which a mention has a key that one of these has."""
        sql = """with held as (select distinct a.story_id, m.key from mentions m join articles a on a.id = m.article_id
                where m.key is not null and a.story_id is not null)
            select distinct o.story_id from held h join held o using (key) where h.story_id in (select unnest(?))"""
        return {id for (id,) in self._database.run(sql, [sorted(story_ids)])} - set(story_ids)

    def stories_with_keys(self, keys: Collection[str]) -> set[str]:
        """The stories in which a mention has one of these keys."""
        sql = """select distinct a.story_id from mentions m join articles a on a.id = m.article_id
            where a.story_id is not null and m.key in (select unnest(?))"""
        return {id for (id,) in self._database.run(sql, [sorted(keys)])}

    def keys_of(self, story_ids: Collection[str]) -> dict[str, str]:
        """Mention id -> key, in the articles of these stories."""
        sql = """select m.id, m.key from mentions m join articles a on a.id = m.article_id
            where m.key is not null and a.story_id in (select unnest(?))"""
        return dict(self._database.run(sql, [sorted(story_ids)]))

    # How it is done.

    def _starting(self, kind: str, id: str) -> list[tuple[Any, ...]]:
        sql = f"{_select(kind)} where starts_with(t.id, ?) order by t.id limit 2"
        return self._database.run(sql, [id]) if id else []

    def _where(self, kind: str, condition: str, given: list[Any], of: type[Kind] | None = None) -> Iterator[Any]:
        if self._database.within:
            # A snapshot would not see what the transaction has done. It goes on to change things: so all is read now.
            yield from [row for part in _parts(self._database, kind, condition, given) for row in part]
            return
        # Whoever reads slowly may ask for, and change, other things meanwhile.
        with self._database.snapshot() as seen:
            for part in _parts(seen, kind, condition, given):
                yield from part


def _parts(database: Database, kind: str, condition: str, given: list[Any]) -> Iterator[list[Record]]:
    """The records in order, a part at a time: first where each stands, then what stands there.

    Sorting the records themselves would take the memory of them all: DuckDB does not move them to the disk where that is too much.
    """
    sql = f"select t.rowid from {kind} t{_JOIN.get(kind, '')} where {condition} order by {_ORDER[kind]}"
    (places,) = database.whole_numbers(sql, given)
    for start in range(0, len(places), _CHUNK):
        part = places[start : start + _CHUNK].tolist()
        found = {place: row for place, *row in database.run(_select(kind, "t.rowid, ") + _AT_PLACES, [part])}
        yield [_record(*found[place]) for place in part]


_AT_PLACES = " where t.rowid in (select unnest(?))"


def _select(kind: str, more: str = "") -> str:
    event = "t.event_id" if kind == "mentions" else "null"
    return f"select {more}t.record, {event} from {kind} t"


def _record(line: str, event_id: str | None) -> Record:
    """The record; which event a mention is of stands in its column, and is put in."""
    if event_id is not None:
        line = line.replace('"event_id":null', f'"event_id":"{event_id}"', 1)
    return from_json(line)
