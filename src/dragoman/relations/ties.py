"""Ties: what two sides did to each other and together, by period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from dragoman.records import Event, Status, Tie, stable_id
from dragoman.relations.pairs import VERSION, pairs_of
from dragoman.relations.periods import number_of, period_of

__all__ = ["ties"]

_FEWEST = 3
"""periods from which a slope is one"""


def ties(events: Iterable[Event], period: str = "month", statuses: Collection[Status] = (Status.DONE,)) -> list[Tie]:
    """The ties that `events` of these statuses make, by pair and period.

    Each event counts once for a pair however many articles report it. Events without a date, or with one coarser than the period, are
    left out.
    Raises SettingsError for another period than day, week or month.
    """
    wanted = frozenset(statuses)
    held: dict[tuple[str, str], dict[str, dict[str, tuple[Event, int]]]] = defaultdict(lambda: defaultdict(dict))
    for event in events:
        when = period_of(event.date, period)
        if event.status in wanted and when is not None:
            for a, b, direction in pairs_of(event):
                held[a, b][when][event.id] = (event, direction)
    counted = ",".join(sorted(wanted))
    found: list[Tie] = []
    for (a, b), periods in sorted(held.items()):
        numbers: list[int] = []
        means: list[float] = []
        for when in sorted(periods):
            told = [periods[when][id] for id in sorted(periods[when])]
            scores = [event.intensity for event, _ in told]
            numbers.append(number_of(when))
            means.append(sum(scores) / len(scores))
            found.append(_tie(a, b, when, told, counted, _slope(numbers, means)))
    return found


def _tie(a: str, b: str, period: str, told: Sequence[tuple[Event, int]], counted: str, trend: float | None) -> Tie:
    scores = [event.intensity for event, _ in told]
    types = Counter(event.type for event, _ in told)
    quads = Counter(str(event.quad) for event, _ in told)
    return Tie(
        id=stable_id("tie", a, b, period, counted),
        a=a,
        b=b,
        period=period,
        events=len(told),
        by_type={name: types[name] for name in sorted(types)},
        by_quad={name: quads[name] for name in sorted(quads)},
        a_to_b=sum(direction == 1 for _, direction in told),
        b_to_a=sum(direction == -1 for _, direction in told),
        mutual=sum(direction == 0 for _, direction in told),
        score=round(sum(scores) / len(scores), 4),
        score_sum=round(sum(scores), 4),
        trend=trend,
        event_ids=tuple(event.id for event, _ in told),
        version=VERSION,
    )


def _slope(numbers: Sequence[int], means: Sequence[float]) -> float | None:
    """Least squares over the periods that have events; those without keep their distance."""
    if len(numbers) < _FEWEST:
        return None
    x = np.array(numbers, np.float64)
    x -= x.mean()
    return round(float(x @ np.array(means)) / float(x @ x), 4)
