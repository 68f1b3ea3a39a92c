"""The outlines of states, as they were baked from Natural Earth (training/outlines/bake.py)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["PACKAGED", "PER_DEGREE", "Outline", "load_outlines"]

PACKAGED = Path(__file__).parent / "outlines.npz"
PER_DEGREE = 180
"""steps of a coordinate: whole numbers of 16 bits reach from 180 degrees west to 180 east"""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """One ring of a state, whose last point is not the first again. It crosses no meridian of 180 degrees."""

    code: str
    """ISO 3166 alpha-3, KOS for Kosovo; empty where the land is nobody's"""
    points: NDArray[np.float64]
    """longitude and latitude, degrees; shape (n, 2)"""


@cache
def load_outlines() -> tuple[Outline, ...]:
    """All rings, by code, each state's largest first."""
    with np.load(PACKAGED, allow_pickle=False) as baked:
        codes, state, starts = baked["codes"].tolist(), baked["state"].tolist(), baked["starts"].tolist()
        points = baked["points"] / PER_DEGREE
    return tuple(
        Outline(codes[owner], points[start:end]) for owner, start, end in zip(state, starts[:-1], starts[1:], strict=True)
    )
