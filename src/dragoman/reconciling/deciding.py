"""What somebody decided about groups that were made by rule: these belong together, those stand apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Decision", "decided"]

Member = TypeVar("Member")


@dataclass(frozen=True, slots=True)
class Decision:
    """`merged`: all groups that hold one of `ids` are one. `split`: those of `ids` leave their groups and are one of their own."""

    verdict: str
    ids: frozenset[str]


def decided(
    groups: Iterable[Sequence[Member]], decisions: Iterable[Decision], id_of: Callable[[Member], str]
) -> list[list[Member]]:
    """The groups after all decisions, one after the other: a later one holds over an earlier. No member is lost or comes twice."""
    found = [list(group) for group in groups]
    for decision in decisions:
        touched, rest = list[list[Member]](), list[list[Member]]()
        for group in found:
            (touched if any(id_of(one) in decision.ids for one in group) else rest).append(group)
        if not touched:
            continue
        if decision.verdict == "merged":
            found = [*rest, [one for group in touched for one in group]]
        else:
            apart = [one for group in touched for one in group if id_of(one) in decision.ids]
            left = [[one for one in group if id_of(one) not in decision.ids] for group in touched]
            found = [*rest, apart, *filter(None, left)]
    return found
