"""From events to ties: one row for each two sides and period, with counts, score and trend.

Sums are made of whole millionths, so that no order of adding matters, and are rounded once, when they are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import SettingsError
from dragoman.records import Date, Event, Status, Tie, stable_id
from dragoman.relations.dyads import A_TO_B, B_TO_A, MUTUAL, pairs_of
from dragoman.relations.periods import Period, period_of

__all__ = ["MILLIONTHS", "PLACES", "VERSION", "Deed", "Trend", "shown", "ties", "ties_of"]

VERSION = "relations-2"
"""of the rules of this stage; it changes whenever a rule does"""

MILLIONTHS = 1_000_000
PLACES = 4
"""decimal places of a mean or a slope"""
_FEWEST = 3
"""periods from which on there is a trend"""

_Whole = NDArray[np.int64]


def ties(events: Iterable[Event], period: str = "month", statuses: Collection[Status] = (Status.DONE,)) -> list[Tie]:
    """Each two sides in each `period` (day, week or month) in which an event of one of `statuses` lies between them.

    Sorted by `a`, `b` and period; the order of `events` plays no part, and an event given twice counts once. An event is left out
    where its date does not tell the period. Raises SettingsError for another period or status.
    """
    wanted = _known(statuses)
    once = {event.id: event for event in events if event.status in wanted}
    deeds = (
        Deed(event.id, a, b, direction, event.type, event.quad, event.intensity, event.date)
        for event in once.values()
        for a, b, direction in pairs_of(event)
    )
    return ties_of(deeds, period, wanted)


@dataclass(frozen=True, slots=True)
class Deed:
    """One event as what lies between two sides; see `pairs_of`."""

    event_id: str
    a: str
    b: str
    direction: int
    type: str
    quad: int
    intensity: float
    date: Date


def ties_of(deeds: Iterable[Deed], period: str, statuses: Collection[Status]) -> list[Tie]:
    """The same from deeds, each given once, which are those of events of `statuses`."""
    calendar = period_of(period)
    table = _table(deeds, calendar)
    return list(_rows(table, calendar, ",".join(sorted(_known(statuses))))) if len(table.dyad) else []


def _known(statuses: Collection[Status]) -> frozenset[Status]:
    try:
        return frozenset(map(Status, statuses))
    except ValueError as error:
        raise SettingsError(f"{error}; the statuses are {', '.join(Status)}") from error


@dataclass(frozen=True, slots=True)
class _Table:
    """One line for each deed, by dyad, period and event id."""

    dyads: list[tuple[str, str]]
    deeds: list[Deed]
    dyad: _Whole
    """index in `dyads`"""
    number: _Whole
    """of the period"""


def _table(deeds: Iterable[Deed], calendar: Period) -> _Table:
    dated = [(calendar.holding(deed.date), deed) for deed in deeds]
    lines = sorted(((deed.a, deed.b, when, deed.event_id, deed) for when, deed in dated if when is not None), key=_order)
    dyads = sorted({(line[0], line[1]) for line in lines})
    place = {dyad: index for index, dyad in enumerate(dyads)}
    return _Table(
        dyads,
        [line[4] for line in lines],
        np.array([place[line[0], line[1]] for line in lines], np.int64),
        np.array([line[2] for line in lines], np.int64),
    )


def _order(line: tuple[str, str, int, str, Deed]) -> tuple[str, str, int, str]:
    return line[:4]


def _rows(table: _Table, calendar: Period, statuses: str) -> Iterator[Tie]:
    new = np.diff(table.dyad, prepend=-1).astype(bool) | np.diff(table.number, prepend=-1).astype(bool)
    starts = np.flatnonzero(new)
    ends = [*starts[1:].tolist(), len(table.dyad)]
    row = np.cumsum(new) - 1
    scores = np.array([round(deed.intensity * MILLIONTHS) for deed in table.deeds], np.int64)
    sums = np.add.reduceat(scores, starts).tolist()
    directions = _counts(row, np.array([deed.direction for deed in table.deeds], np.int64), 3)
    by_type = _counted_by([deed.type for deed in table.deeds], row)
    by_quad = _counted_by([str(deed.quad) for deed in table.deeds], row)
    labels = {number: calendar.label(number) for number in set(table.number.tolist())}
    trend, before = Trend(), -1
    for index, (start, end, dyad, number) in enumerate(
        zip(starts.tolist(), ends, table.dyad[starts].tolist(), table.number[starts].tolist(), strict=True)
    ):
        if dyad != before:
            trend, before = Trend(), dyad
        a, b = table.dyads[dyad]
        score = sums[index] / (MILLIONTHS * (end - start))
        trend.add(number, score)
        yield Tie(
            id=stable_id("tie", a, b, labels[number], statuses),
            a=a,
            b=b,
            period=labels[number],
            events=end - start,
            by_type=by_type[index],
            by_quad=by_quad[index],
            a_to_b=directions[index][A_TO_B],
            b_to_a=directions[index][B_TO_A],
            mutual=directions[index][MUTUAL],
            score=shown(score),
            score_sum=sums[index] / MILLIONTHS,
            trend=trend.slope(),
            event_ids=tuple(deed.event_id for deed in table.deeds[start:end]),
            version=VERSION,
        )


def _counts(row: _Whole, value: _Whole, values: int) -> list[list[int]]:
    """For each row how often it has each of the values 0, 1, ... `values` - 1."""
    rows = int(row[-1]) + 1
    counts: list[list[int]] = np.bincount(row * values + value, minlength=rows * values).reshape(rows, values).tolist()
    return counts


def _counted_by(names: Sequence[str], row: _Whole) -> list[dict[str, int]]:
    """For each row the names that its deeds have, in the alphabet's order, and how many have each."""
    known = sorted(set(names))
    place = {name: index for index, name in enumerate(known)}
    value = np.array([place[name] for name in names], np.int64)
    return [
        {name: count for name, count in zip(known, counts, strict=True) if count} for counts in _counts(row, value, len(known))
    ]


class Trend:
    """The straight line that comes nearest to the scores of one dyad's periods so far (least squares)."""

    def __init__(self) -> None:
        self._first = 0
        self._periods = 0
        self._x = self._xx = 0
        self._y = self._xy = 0.0

    def add(self, number: int, score: float) -> None:
        """A period, by its number, and the mean score of its events."""
        self._first = self._first if self._periods else number
        x = number - self._first
        self._periods += 1
        self._x += x
        self._xx += x * x
        self._y += score
        self._xy += x * score

    def slope(self) -> float | None:
        """Points a period; None with fewer than three periods."""
        if self._periods < _FEWEST:
            return None
        return shown((self._periods * self._xy - self._x * self._y) / (self._periods * self._xx - self._x * self._x))


def shown(value: float) -> float:
    """Rounded as it stands in a record; there is no minus zero."""
    return round(value, PLACES) + 0.0
