"""Cutting rings off at the sides of a rectangle (I. E. Sutherland and G. W. Hodgman, Reentrant polygon clipping, 1974)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["clipped", "densified"]

Ring = NDArray[np.float64]
"""points, one row each; the last is not the first again"""


def clipped(ring: Ring, lowest: tuple[float, float], highest: tuple[float, float]) -> Ring:
    """What of the ring lies in the rectangle; no points where it lies outside. Along the sides parts may hang together by a line."""
    for axis in (0, 1):
        ring = _half(ring, axis, lowest[axis], 1)
        ring = _half(ring, axis, highest[axis], -1)
    return ring


def _half(ring: Ring, axis: int, bound: float, side: int) -> Ring:
    """What lies on one side of a line: where the coordinate is above `bound` (side 1) or below it (side -1)."""
    if not len(ring):
        return ring
    depth = side * (ring[:, axis] - bound)
    inside = depth >= 0
    if inside.all():
        return ring
    if not inside.any():
        return ring[:0]
    after, next_depth, next_inside = np.roll(ring, -1, axis=0), np.roll(depth, -1), np.roll(inside, -1)
    crossing = inside != next_inside
    span = np.where(crossing, depth - next_depth, 1.0)
    met = ring + (after - ring) * (np.where(crossing, depth, 0.0) / span)[:, None]
    met[crossing, axis] = bound
    # In the ring's order: each point that is inside, and after it where its line meets the bound.
    both = np.stack([ring, met], axis=1).reshape(-1, 2)
    kept: Ring = both[np.stack([inside, crossing], axis=1).ravel()]
    return kept


def densified(ring: Ring, longest: float) -> Ring:
    """The ring with more points where a line is longer than `longest`, so that it bends when projected."""
    after = np.roll(ring, -1, axis=0)
    pieces = np.maximum(np.ceil(np.abs(after - ring).max(axis=1) / longest), 1).astype(np.int64)
    if (pieces == 1).all():
        return ring
    start = np.repeat(np.arange(len(ring)), pieces)
    share = (np.arange(len(start)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[start]
    found: Ring = ring[start] + (after[start] - ring[start]) * share[:, None]
    return found
