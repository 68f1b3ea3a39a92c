"""Mentions in the order in which they are reviewed: which there are, and which comes before and after one."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import SettingsError
from dragoman.store.browsing.paging import Condition, where
from dragoman.store.database import Database

__all__ = ["QUEUE_ORDERS", "QueueFilter", "ReviewQueue"]

# Of a hash: the same for everybody, and what is reviewed from its head is a fair sample of the whole.
QUEUE_ORDERS = {"sample": "md5(id)", "unsure": "coalesce(confidence, 0)", "article": "article_id"}
"""how a queue can stand"""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which mentions: all that is given must hold."""

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    least: float = 0.0
    """confidence"""
    most: float = 1.0
    without: tuple[str, ...] = ()
    """ids that are left out"""
    only: tuple[str, ...] | None = None
    """ids that are left in; None for all"""

    def conditions(self) -> list[Condition]:
        """Of `mention_columns`."""
        found: list[Condition] = []
        for column, values in (("type", self.types), ("status", self.statuses)):
            if values:
                found.append((f"{column} in (select unnest(?))", [list(values)]))
        if self.least > 0:
            found.append(("confidence >= ?", [self.least]))
        if self.most < 1:
            found.append(("confidence <= ?", [self.most]))
        if self.without:
            found.append(("id not in (select unnest(?))", [list(self.without)]))
        if self.only is not None:
            found.append(("id in (select unnest(?::varchar[]))", [list(self.only)]))
        return found


class ReviewQueue:
    """The queue of a store. An `order` is one of QUEUE_ORDERS; SettingsError is raised for another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, chosen: QueueFilter) -> int:
        """How many mentions there are."""
        sql, given = where(chosen.conditions())
        return int(self._database.value(f"select count(*) from mention_columns where {sql}", given))

    def types(self, chosen: QueueFilter) -> dict[str, int]:
        """How many of each type, the most frequent first."""
        sql, given = where(chosen.conditions())
        counted = f"select type, count(*) from mention_columns where {sql} group by 1 order by 2 desc, 1"
        return dict(self._database.run(counted, given))

    def ids(
        self, chosen: QueueFilter, order: str, *, after: str | None = None, limit: int = 1, back: bool = False
    ) -> list[str]:
        """The first ids; those after the mention `after`, whether or not it is in the queue itself, or before it, the nearest first."""
        by = _order(order)
        conditions = chosen.conditions()
        if after is not None:
            for (value,) in self._database.run(f"select {by} from mention_columns where id = ?", [after]):
                conditions.append((f"({by}, id) {'<' if back else '>'} (?, ?)", [value, after]))
        sql, given = where(conditions)
        down = "desc" if back else "asc"
        rows = self._database.run(
            f"select id from mention_columns where {sql} order by {by} {down}, id {down} limit ?", [*given, limit]
        )
        return [id for (id,) in rows]


def _order(name: str) -> str:
    if name not in QUEUE_ORDERS:
        raise SettingsError(f"no such order: {name!r}; there are {', '.join(QUEUE_ORDERS)}")
    return QUEUE_ORDERS[name]
