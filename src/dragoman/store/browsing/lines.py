"""Records as the lines of JSON that they are kept as: what only passes on to a reader is never taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.store.database import Database

__all__ = ["Lines"]

_CHUNK = 1000
"""records read at a time"""


class Lines:
    """The lines of records, by their ids or by where they stand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, kind: str, ids: Sequence[str]) -> list[str]:
        """The lines of these records, in the order of `ids`; those that are not there are left out."""
        # By where they stand: by id, DuckDB reads through the records of the whole table.
        places = f"select rowid from {kind} where id in (select unnest(?))"
        rows = self._database.run(f"select id, {_told(kind)} from {kind} where rowid in ({places})", [list(ids)])
        found = {id: _line(line, event_id) for id, line, event_id in rows}
        return [found[id] for id in ids if id in found]

    def at(self, kind: str, places: str, given: Sequence[Any]) -> Iterator[str]:
        """The lines at the places that a query gives, in its order, of what is committed when the first is asked for."""
        with self._database.snapshot() as seen:
            (found,) = seen.whole_numbers(places, given)
            for start in range(0, len(found), _CHUNK):
                part = found[start : start + _CHUNK].tolist()
                rows = seen.run(f"select rowid, {_told(kind)} from {kind} where rowid in (select unnest(?))", [part])
                by_place = {place: _line(line, event_id) for place, line, event_id in rows}
                yield from (by_place[place] for place in part)


def _told(kind: str) -> str:
    return f"record, {'event_id' if kind == 'mentions' else 'null'}"


def _line(line: str, event_id: str | None) -> str:
    """Which event a mention is of stands in its column, and is put in."""
    return line if event_id is None else line.replace('"event_id":null', f'"event_id":"{event_id}"', 1)
