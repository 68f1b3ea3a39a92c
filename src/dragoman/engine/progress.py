"""How far a build is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """So many of `total` are done in a stage; `total` is None while it is unknown, and about right while articles are still being read."""

    stage: str
    """code, compare (articles with each other), group or reconcile"""
    done: int
    total: int | None
