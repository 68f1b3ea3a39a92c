"""Who deals with whom: the deeds between two sides, in a form that ties are counted from, and which ties moved most."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.store.database import Database

__all__ = ["Dyad", "Moved", "TieBrowser", "TieFilter"]

_PRECISIONS = ["day", "week", "month"]
"""a date tells the periods that are no finer than it is"""
_FIRST_DAY = "case when length(e.date) = 7 then e.date || '-01' else e.date end"
_DEEDS = """select p.event_id, p.a, p.b, p.direction, e.type, e.quad, e.intensity, e.date, e.date_precision
    from event_pairs p join event_columns e on e.id = p.event_id where {} order by p.a, p.b, e.date, e.id"""


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which deeds: those of an event of one of `statuses`, with `a` (and `b`), on dates from `since` to what begins with `until`."""

    statuses: tuple[str, ...] = ("done",)
    a: str | None = None
    b: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Dyad:
    """All that lies between two sides: events, mean score, first and last date."""

    a: str
    b: str
    events: int
    score: float
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A tie whose events of the last days weigh otherwise than those of as many days before; sums of PLOVER scores."""

    a: str
    b: str
    events: int
    """of the last days"""
    score_sum: float
    before: int
    """events of the days before"""
    before_sum: float
    moved: float
    """`score_sum - before_sum`: above zero towards cooperation"""


class TieBrowser:
    """Ties as somebody looks for them. Records of ties are made of `deeds` by engine.ties."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def deeds(self, chosen: TieFilter, dyads: Collection[tuple[str, str]] | None = None) -> Iterator[tuple[Any, ...]]:
        """Event id, a, b, direction, type, quad, intensity, date and its precision, of each pair of each event; or of these dyads."""
        sql, given = _conditions(chosen)
        if dyads is not None:
            sql += " and (p.a, p.b) in (select unnest(?), unnest(?))"
            given += [[a for a, _ in dyads], [b for _, b in dyads]]
        return (row for rows in self._database.stream(_DEEDS.format(sql), given) for row in rows)

    def dyads(self, chosen: TieFilter, *, after: tuple[str, str] = ("", ""), limit: int | None = None) -> list[Dyad]:
        """The dyads after one, in the alphabet's order."""
        sql, given = _conditions(chosen)
        return [
            Dyad(*row)
            for row in self._database.run(
                f"""select p.a, p.b, count(*), round(avg(e.intensity), 4), min(e.date), max(e.date) from event_pairs p
                join event_columns e on e.id = p.event_id where {sql} and (p.a, p.b) > (?, ?) group by 1, 2 order by 1, 2 limit ?""",
                [*given, *after, limit],
            )
        ]

    def count(self, chosen: TieFilter, period: str) -> int:
        """How many ties there are by day, week or month: pairs in a period in which a deed lies whose date tells it."""
        sql, given = _conditions(chosen)
        return int(
            self._database.value(
                f"""select count(*) from (select distinct p.a, p.b, date_trunc(?, try_cast({_FIRST_DAY} as date)) as period
                from event_pairs p join event_columns e on e.id = p.event_id
                where {sql} and e.date_precision in (select unnest(?))) where period is not null""",
                [period, *given, _PRECISIONS[: _PRECISIONS.index(period) + 1]],
            )
        )

    def sums(self, chosen: TieFilter) -> list[tuple[str, str, int, int]]:
        """Of each dyad: a, b, events, and the sum of their PLOVER scores in millionths; of events known to the month or better."""
        sql, given = _conditions(chosen)
        return self._database.run(
            f"""select p.a, p.b, count(*), sum(cast(round(e.intensity * 1000000) as bigint))::bigint from event_pairs p
            join event_columns e on e.id = p.event_id where {sql} and length(e.date) >= 7 group by 1, 2 order by 1, 2""",
            given,
        )

    def months(self, chosen: TieFilter) -> list[tuple[str, int]]:
        """Each month that has such events, and how many events there are; in order."""
        sql, given = _conditions(chosen)
        return self._database.run(
            f"""select left(e.date, 7), count(distinct e.id) from event_pairs p join event_columns e on e.id = p.event_id
            where {sql} and length(e.date) >= 7 group by 1 order by 1""",
            given,
        )

    def moved(self, *, until: str, days: int = 7, limit: int = 10, statuses: Collection[str] = ("done",)) -> list[Moved]:
        """The ties that moved most in the `days` up to the day `until`, against the same number of days before."""
        sql = """with near as (
                select p.a, p.b, e.intensity, cast(e.date as date) > cast(? as date) - ?::integer as recent
                from event_pairs p join event_columns e on e.id = p.event_id
                where e.date_precision = 'day' and e.status in (select unnest(?)) and try_cast(e.date as date) is not null
                    and e.date > cast(cast(? as date) - 2 * ?::integer as varchar) and e.date <= ?),
            summed as (select a, b, count(*) filter (recent) as n, coalesce(sum(intensity) filter (recent), 0) as s,
                count(*) filter (not recent) as bn, coalesce(sum(intensity) filter (not recent), 0) as bs from near group by 1, 2)
            select a, b, n, s, bn, bs, s - bs from summed order by abs(s - bs) desc, a, b limit ?"""
        day = until[:10]
        given = [day, days, sorted(statuses), day, days, day, limit]
        return [Moved(*row) for row in self._database.run(sql, given)]


def _conditions(chosen: TieFilter) -> tuple[str, list[Any]]:
    sql, given = ["e.status in (select unnest(?))"], list[Any]([sorted(chosen.statuses)])
    if chosen.a and chosen.b:
        sql.append("p.a = ? and p.b = ?")
        given += sorted((chosen.a, chosen.b))
    elif chosen.a or chosen.b:
        sql.append("(p.a = ? or p.b = ?)")
        given += [chosen.a or chosen.b] * 2
    if chosen.since:
        sql.append("e.date >= ?")
        given.append(chosen.since)
    if chosen.until:
        sql.append("e.date < ?")
        given.append(chosen.until + "~")
    return " and ".join(sql), given
