"""The signed network: who is bound to whom, and how well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.records import Tie

__all__ = ["Edge", "Network", "network"]


@dataclass(frozen=True, slots=True)
class Edge:
    """Two sides over all periods that were asked for; `a` stands before `b` in the alphabet."""

    a: str
    b: str
    events: int
    score: float
    """mean of the scores of their events"""
    weight: float
    """sum of the scores: above 0 they cooperate, below 0 they are in conflict"""
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes are codes, in the order of the alphabet; edges too."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]


def network(ties: Iterable[Tie], first: str | None = None, last: str | None = None) -> Network:
    """The network of `ties`, of those from the period `first` to `last` where they are given."""
    held: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        if (first is None or tie.period >= first) and (last is None or tie.period <= last):
            held[tie.a, tie.b].append(tie)
    edges = []
    for (a, b), own in sorted(held.items()):
        events = sum(tie.events for tie in own)
        total = round(sum(tie.score_sum for tie in sorted(own, key=lambda tie: tie.period)), 4)
        ids = tuple(sorted({id for tie in own for id in tie.event_ids}))
        edges.append(Edge(a, b, events, round(total / events, 4), total, ids))
    return Network(tuple(sorted({node for pair in held for node in pair})), tuple(edges))
