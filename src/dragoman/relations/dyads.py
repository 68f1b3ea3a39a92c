"""Between whom an event is a tie, and in which direction."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from dragoman.records import Entity, Event

__all__ = ["A_TO_B", "B_TO_A", "MUTUAL", "Pair", "pairs_of"]

A_TO_B, B_TO_A, MUTUAL = 0, 1, 2

Pair = tuple[str, str, int]
"""two codes, the first in the alphabet first, and the direction"""

_COOPERATION = frozenset({1, 2})
_GIFT = "AID"
"""the one kind of cooperation that goes one way: what two donors give is no deed between them"""


def pairs_of(event: Event) -> list[Pair]:
    """The dyads that `event` is a tie between, each once, in the alphabet's order.

    Each actor and each recipient of another code are a directed pair; a deed that goes both ways is mutual. A deed of cooperation
    without recipients is what its actors do together (talks, an agreement, a joint drill): mutual between any two of them. Who
    acts side by side against, or for, a third is no pair: the score is that of the deed towards the third.
    """
    actors = _codes(event.actors)
    if event.recipients:
        recipients = _codes(event.recipients)
        return _directed((a, b) for a in actors for b in recipients if a != b)
    if event.quad in _COOPERATION and event.type != _GIFT:
        return [(a, b, MUTUAL) for a, b in combinations(sorted(actors), 2)]
    return []


def _codes(entities: Iterable[Entity]) -> set[str]:
    return {entity.country for entity in entities if entity.country is not None}


def _directed(deeds: Iterable[tuple[str, str]]) -> list[Pair]:
    found: dict[tuple[str, str], int] = {}
    for actor, recipient in deeds:
        dyad, direction = ((actor, recipient), A_TO_B) if actor < recipient else ((recipient, actor), B_TO_A)
        found[dyad] = direction if found.get(dyad, direction) == direction else MUTUAL
    return [(a, b, found[a, b]) for a, b in sorted(found)]
