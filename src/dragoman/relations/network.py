"""The signed network: who stands with whom and against whom over a stretch of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.errors import SettingsError
from dragoman.records import Tie
from dragoman.relations.periods import form_of
from dragoman.relations.ties import MILLIONTHS, shown

__all__ = ["Edge", "Network", "network", "network_of_sums"]


@dataclass(frozen=True, slots=True)
class Edge:
    """All that lies between two sides. `a` stands before `b` in the alphabet."""

    a: str
    b: str
    events: int
    score: float
    """mean of the PLOVER scores of the events, -10 to 10"""
    weight: float
    """sum of the scores: above zero the two cooperate more than they quarrel"""
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Codes and the edges between them, both in the alphabet's order."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]


def network(ties: Iterable[Tie], first: str | None = None, last: str | None = None) -> Network:
    """The ties of all periods from `first` to `last`, both included, added up; without them, of all periods.

    Raises SettingsError where the ties, `first` and `last` are not all days, all weeks or all months: their counts would overlap.
    """
    between: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    forms = {form_of(label).name for label in (first, last) if label is not None}
    for tie in ties:
        forms.add(form_of(tie.period).name)
        # Labels of one form stand in the alphabet as they do in time.
        if (first is None or tie.period >= first) and (last is None or tie.period <= last):
            between[tie.a, tie.b].append(tie)
    if len(forms) > 1:
        raise SettingsError(f"a network is of days, of weeks or of months, not of {' and '.join(sorted(forms))}")
    return _between(tuple(_edge(*dyad, between[dyad]) for dyad in sorted(between)))


def network_of_sums(sums: Iterable[tuple[str, str, int, int]]) -> Network:
    """The same of dyads that are added up already: a, b, events, and the sum of their scores in millionths. It names no events."""
    return _between(
        tuple(
            Edge(a, b, events, shown(total / (MILLIONTHS * events)), total / MILLIONTHS, ())
            for a, b, events, total in sorted(sums)
        )
    )


def _between(edges: tuple[Edge, ...]) -> Network:
    return Network(tuple(sorted({code for edge in edges for code in (edge.a, edge.b)})), edges)


def _edge(a: str, b: str, ties: Sequence[Tie]) -> Edge:
    ids = tuple(sorted({event_id for tie in ties for event_id in tie.event_ids}))
    total = sum(round(tie.score_sum * MILLIONTHS) for tie in ties)
    return Edge(a, b, len(ids), shown(total / (MILLIONTHS * len(ids))), total / MILLIONTHS, ids)
