"""The two halves of a build, as the store sees them: articles come in; then stories, events and findings are made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from dragoman.records import Event, Finding, Link, Mention, Quarantine, Quote, Story, to_json
from dragoman.store.contents import Contents
from dragoman.store.flattening import flatten, unflatten
from dragoman.store.rows import SKETCH_COLUMNS, Kept, identity, sketch_row

__all__ = ["Filling"]

_OF_ARTICLE = (
    ("articles", "id"),
    ("sketches", "article_id"),
    ("mentions", "article_id"),
    ("quotes", "article_id"),
    ("quarantine", "article_id"),
)
"""tables that hold what is known of one article, and the column that names it"""


class Filling(Contents):
    """The writing side of a store. Each of these does all or nothing, and so do several within one `transaction`."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done within; transactions within one are part of it."""
        with self._database.transaction():
            yield

    def set_meta(self, name: str, value: str) -> None:
        """Keep a fact about the store itself."""
        with self.transaction():
            self._database.run("delete from meta where name = ?", [name])
            self._database.run("insert into meta values (?, ?)", [name, value])

    # The first half.

    def add(self, batch: Sequence[Kept]) -> None:
        """Keep articles, all or none of them. They are not grouped yet; those that were not coded never are. Of two of one id the later
        one counts.

        An article that is there is replaced, with all that was coded in it and its links. Then all of its story, and of
        stories that share a happening with it, are to be grouped again; which story that is stays known until then.
        """
        by_id = {kept.article.id: kept for kept in batch}
        with self.transaction():
            story_of = self._make_room(sorted(by_id))
            self._insert(list(by_id.values()), story_of)
            self._remove_deserted(set(story_of.values()))
            self._changed("articles", list(by_id))
            self._changed("quotes", [one.id for kept in by_id.values() for one in kept.records if isinstance(one, Quote)])

    def _make_room(self, ids: Sequence[str]) -> dict[str, str]:
        """Take out what is there under these ids; article id -> the story that it was in."""
        there = [
            id for (id,) in self._database.run("select id from articles where id in (select unnest(?)) order by id", [ids])
        ]
        if not there:
            return {}
        story_of = self.stories_of(there)
        around = set(story_of.values())
        around |= self.stories_sharing_keys(around)
        self._database.run("update articles set grouped = false where story_id in (select unnest(?))", [sorted(around)])
        self._changed("quotes", self._in_articles("quotes", there))
        unflatten(self._database, "articles", there)
        for kind in ("mentions", "quotes"):
            unflatten(self._database, kind, self._in_articles(kind, there))
        for table, column in _OF_ARTICLE:
            self._database.run(f"delete from {table} where {column} in (select unnest(?))", [there])
        self._database.run("delete from links where a in (select unnest(?)) or b in (select unnest(?))", [there, there])
        return story_of

    def _in_articles(self, kind: str, article_ids: Sequence[str]) -> list[str]:
        sql = f"select id from {kind} where article_id in (select unnest(?))"
        return [id for (id,) in self._database.run(sql, [article_ids])]

    def _remove_deserted(self, story_ids: Collection[str]) -> None:
        """Drop the records of those of these stories that no article is in any more."""
        left = self.articles_in(story_ids)
        if len(left) < len(story_ids):
            self.remove_stories([story_id for story_id in story_ids if story_id not in left])

    def _insert(self, batch: Sequence[Kept], story_of: Mapping[str, str]) -> None:
        columns = ("id", "identity", "published", "coder_version", "grouped", "story_id", "coding", "record")
        articles = [_article_row(kept, story_of) for kept in batch]
        self._database.insert("articles", columns, articles)
        flatten(self._database, "articles", _first(articles), _last(articles))
        self._database.insert("sketches", SKETCH_COLUMNS, [sketch_row(kept.sketch) for kept in batch if kept.sketch])
        failed = [
            Quarantine.of(kept.article, kept.reason, kept.coder_version)
            for kept in batch
            if kept.article.coding == "quarantine"
        ]
        self._database.insert(
            "quarantine", ("id", "article_id", "record"), [(one.id, one.article_id, to_json(one)) for one in failed]
        )
        mentions = [
            (record.id, record.article_id, record.trigger.start, kept.keys.get(record.id), to_json(record))
            for kept in batch
            for record in kept.records
            if isinstance(record, Mention)
        ]
        self._database.insert("mentions", ("id", "article_id", "start", "key", "record"), mentions)
        flatten(self._database, "mentions", _first(mentions), _last(mentions))
        quotes = [
            (record.id, record.article_id, record.start, to_json(record))
            for kept in batch
            for record in kept.records
            if isinstance(record, Quote)
        ]
        self._database.insert("quotes", ("id", "article_id", "start", "record"), quotes)
        flatten(self._database, "quotes", _first(quotes), _last(quotes))

    # The second half.

    def mark_grouped(self, ids: Collection[str]) -> None:
        """The second half has seen these."""
        self._database.run("update articles set grouped = true where id in (select unnest(?))", [sorted(ids)])

    def forget_grouping(self) -> None:
        """Drop links, stories, events and findings, and leave every article to be grouped again: the rules have changed."""
        with self.transaction():
            self.remove_stories([id for (id,) in self._database.run("select id from stories")])
            self._database.run("delete from links")
            self._database.run("update articles set grouped = false, story_id = null where coding = 'done'")

    def add_links(self, kind: str, links: Sequence[Link]) -> None:
        """Keep links of a kind, `duplicate` or `related`; those that are there are replaced."""
        with self.transaction(), self._aside("new_links", kind="varchar", a="varchar", b="varchar", weight="double"):
            rows = [(kind, link.a, link.b, link.weight) for link in links]
            self._database.insert("new_links", ("kind", "a", "b", "weight"), rows)
            self._database.run(
                "delete from links using new_links n where links.kind = n.kind and links.a = n.a and links.b = n.b"
            )
            self._database.run("insert into links select * from new_links")

    def set_stories(self, membership: Mapping[str, str]) -> set[str]:
        """Put articles into stories; the stories that they were in, whose records no longer hold."""
        left = set(self.stories_of(membership).values())
        with self.transaction(), self._aside("members", article_id="varchar", story_id="varchar"):
            self._database.insert("members", ("article_id", "story_id"), sorted(membership.items()))
            self._database.run("update articles set story_id = m.story_id from members m where articles.id = m.article_id")
        return left

    def remove_stories(self, story_ids: Collection[str]) -> None:
        """Drop the records of these stories, with their events and findings; their articles stay in them."""
        ids = sorted(story_ids)
        with self.transaction():
            events = [id for (id,) in self._database.run("select id from events where story_id in (select unnest(?))", [ids])]
            self._database.run("update mentions set event_id = null where event_id in (select unnest(?))", [events])
            unflatten(self._database, "stories", ids)
            unflatten(self._database, "events", events)
            for table, column in (("stories", "id"), ("events", "story_id"), ("findings", "story_id")):
                self._database.run(f"delete from {table} where {column} in (select unnest(?))", [ids])
            self._changed("stories", ids)
            self._changed("events", events)

    def put_stories(self, stories: Sequence[Story], events: Sequence[Event], findings: Sequence[Finding]) -> None:
        """Keep stories with their events and findings, and which mentions are of which event."""
        with self.transaction(), self._aside("told", mention_id="varchar", event_id="varchar"):
            told_of = [(one.id, one.first, to_json(one)) for one in stories]
            self._database.insert("stories", ("id", "first", "record"), told_of)
            flatten(self._database, "stories", _first(told_of), _last(told_of))
            rows = [(one.id, one.story_id, one.date.value, to_json(one)) for one in events]
            self._database.insert("events", ("id", "story_id", "date", "record"), rows)
            flatten(self._database, "events", _first(rows), _last(rows))
            found = [
                (one.id, one.story_id, one.event_id, one.quote_id, one.field, str(one.relation), to_json(one))
                for one in findings
            ]
            columns = ("id", "story_id", "event_id", "quote_id", "field", "relation", "record")
            self._database.insert("findings", columns, found)
            told = [(id, one.id) for one in events for id in one.mention_ids]
            self._database.insert("told", ("mention_id", "event_id"), told)
            self._database.run("update mentions set event_id = t.event_id from told t where mentions.id = t.mention_id")
            self._changed("stories", [one.id for one in stories])
            self._changed("events", [one.id for one in events])

    # How it is done.

    @contextmanager
    def _aside(self, table: str, **columns: str) -> Iterator[None]:
        """A table that is there for one command."""
        named = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        self._database.run(f"create or replace temp table {table} ({named})")
        yield
        self._database.run(f"drop table {table}")

    def _changed(self, kind: str, ids: Sequence[str]) -> None:
        """Note what the index of words has to take in."""
        if ids:
            sql = "insert into changes select nextval('changes_number'), ?, id from (select unnest(?) as id)"
            self._database.run(sql, [kind, list(ids)])


def _first(rows: Sequence[Sequence[Any]]) -> list[str]:
    """The ids, which stand first in a row."""
    return [row[0] for row in rows]


def _last(rows: Sequence[Sequence[Any]]) -> list[str]:
    """The records, which stand last."""
    return [row[-1] for row in rows]


def _article_row(kept: Kept, story_of: Mapping[str, str]) -> tuple[Any, ...]:
    """A row of the table `articles`. What was not coded counts as grouped: there is nothing to compare."""
    one, coding = kept.article, kept.article.coding or "done"
    coded = coding == "done"
    story_id = story_of.get(one.id) if coded else None
    return one.id, identity(one), one.published, kept.coder_version, not coded, story_id, coding, to_json(one)
