"""Two sides over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = ["Tie"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two states, or organisations, in one period. `a` stands before `b` in the alphabet."""

    kind: ClassVar[str] = "tie"
    id: str
    a: str
    b: str
    period: str
    """2031-03-05, 2031-W10 or 2031-03"""
    events: int
    by_type: dict[str, int]
    by_quad: dict[str, int]
    a_to_b: int
    b_to_a: int
    mutual: int
    score: float
    """mean of the PLOVER scores of its events, -10 (conflict) to 10 (cooperation)"""
    score_sum: float
    trend: float | None
    """slope of the score by period up to this one, in points a period; None with fewer than three periods"""
    event_ids: tuple[str, ...]
    version: str
