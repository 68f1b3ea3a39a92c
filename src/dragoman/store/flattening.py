"""The columns that records are browsed by, kept beside the records themselves; how each is read off a record is in migrations/."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.store.database import Database

__all__ = ["flatten", "unflatten"]

_TABLES = {
    "articles": (("article_columns", "flat_articles"),),
    "mentions": (("mention_columns", "flat_mentions"),),
    "quotes": (("quote_columns", "flat_quotes"),),
    "stories": (("story_columns", "flat_stories"),),
    "events": (("event_columns", "flat_events"), ("event_sides", "flat_sides"), ("event_pairs", "flat_pairs")),
}
"""kind of record -> the tables that are made of it, and the macro that makes each"""
_NAMED = {
    "quotes": ("select distinct 'people', speaker_key from quote_columns where speaker_key is not null and id in ids",),
    "events": (
        "select distinct 'people', key from event_sides where event_id in ids",
        "select distinct 'places', place_key from event_columns where place_key is not null and id in ids",
    ),
}
"""who and where the index of words finds through records of that kind"""


def flatten(database: Database, kind: str, ids: Sequence[str], lines: Sequence[str]) -> None:
    """Fill the columns of these records, which are lines of JSON. To be done within the transaction that keeps them."""
    if not lines:
        return
    database.run("create or replace temp table fresh (record varchar)")
    database.insert("fresh", ("record",), [(line,) for line in lines])
    for table, macro in _TABLES[kind]:
        database.run(f"insert into {table} select * from {macro}('fresh')")
    database.run("drop table fresh")
    _note_names(database, kind, ids)


def unflatten(database: Database, kind: str, ids: Sequence[str]) -> None:
    """Drop the columns of these records."""
    if not ids:
        return
    _note_names(database, kind, ids)
    for table, _ in _TABLES[kind]:
        column = "event_id" if table in ("event_sides", "event_pairs") else "id"
        database.run(f"delete from {table} where {column} in (select unnest(?))", [list(ids)])


def _note_names(database: Database, kind: str, ids: Sequence[str]) -> None:
    """Note for the index of words that these people and places are told of more, or less."""
    for sql in _NAMED.get(kind, ()):
        chosen = sql.replace(" in ids", " in (select unnest(?))")
        database.run(f"insert into changes select nextval('changes_number'), * from ({chosen})", [list(ids)])
