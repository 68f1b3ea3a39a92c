"""Where the sides of a signed network stand: those who cooperate near each other, those who quarrel apart.

The places minimise stress, the squared errors of the distances weighed by the distances (E. R. Gansner, Y. Koren and S. North,
Graph drawing by stress majorization, 2004). It starts from a circle, bloc by bloc, so that a network is always drawn the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["Points", "fitted", "places", "pushed_apart"]

Points = NDArray[np.float64]
"""one row a point: x, y"""
Distances = NDArray[np.float64]
"""one row and one column a point"""

_FRIENDS, _ENEMIES, _STRANGERS, _FARTHEST = 1.0, 2.6, 1.9, 3.6
"""wanted distances: two who cooperate, two who quarrel, two of other blocs (at least), and two whom nothing connects (at most)"""
_SAME_BLOC = 1.5
_ROUNDS = 300
_STILL = 2e-4
"""a round that moves nothing farther is the last"""
_STRETCH = 1.5
"""how much more a drawing may be stretched in one direction than in the other to fill its frame"""


@lru_cache(maxsize=32)
def places(count: int, edges: tuple[tuple[int, int, float], ...], blocs: tuple[int, ...]) -> Points:
    """A place for each of `count` nodes, around the origin, one unit about as far as friends stand apart.

    `edges`: two nodes and a weight, above zero for cooperation; `blocs`: the bloc of each node. What comes back is
    remembered, and not to be changed.
    """
    order = sorted(range(count), key=lambda node: (blocs[node], node))
    angle = np.empty(count)
    angle[order] = np.arange(count) * 2 * np.pi / max(count, 1)
    start = np.column_stack([np.cos(angle), np.sin(angle)]) * max(count, 1) / 4
    if count < 2:
        return start * 0
    return _turned(_least_stress(start, _distances(count, edges, blocs)))


def _distances(count: int, edges: Sequence[tuple[int, int, float]], blocs: Sequence[int]) -> Distances:
    wanted = np.full((count, count), np.inf)
    enemies = np.zeros((count, count), bool)
    for a, b, weight in edges:
        wanted[a, b] = wanted[b, a] = _FRIENDS if weight > 0 else _ENEMIES
        enemies[a, b] = enemies[b, a] = weight < 0
    np.fill_diagonal(wanted, 0)
    for middle in range(count):
        wanted = np.minimum(wanted, wanted[:, middle, None] + wanted[middle])
    wanted = np.minimum(wanted, _FARTHEST)
    wanted = np.where(enemies, np.maximum(wanted, _ENEMIES), wanted)
    bloc = np.asarray(blocs)
    same = bloc[:, None] == bloc
    found: Distances = np.where(same, np.minimum(wanted, _SAME_BLOC), np.maximum(wanted, _STRANGERS))
    np.fill_diagonal(found, 0)
    return found


def _least_stress(start: Points, wanted: Distances) -> Points:
    """Majorization: each round solves for the places that a convex bound of the stress is least at."""
    count = len(start)
    apart = wanted + np.eye(count)
    weights = 1 / apart**2
    np.fill_diagonal(weights, 0)
    solving = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    found = start
    for _ in range(_ROUNDS):
        between = np.linalg.norm(found[:, None] - found, axis=2)
        ratio = weights * wanted / np.maximum(between, 1e-9)
        before, found = found, solving @ ((np.diag(ratio.sum(axis=1)) - ratio) @ found)
        if np.abs(found - before).max() < _STILL:
            break
    centred: Points = found - found.mean(axis=0)
    return centred


def _turned(points: Points) -> Points:
    """Turned so that the longest way across is level."""
    x, y = (points - points.mean(axis=0)).T
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.column_stack([x * cosine + y * sine, y * cosine - x * sine])


def fitted(points: Points, width: float, height: float, margin: float) -> Points:
    """The places in a frame from 0, 0 to `width`, `height`, at least `margin` from its sides; on its end where it is higher than wide."""
    if height > width:
        points = points[:, ::-1]
    spread = np.maximum(np.ptp(points, axis=0), 1e-9)
    scales = np.array([width - 2 * margin, height - 2 * margin]) / spread
    scales = np.minimum(scales, scales.min() * _STRETCH)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    framed: Points = (points - middle) * scales + np.array([width, height]) / 2
    return framed


def pushed_apart(points: Points, radii: NDArray[np.float64], width: float, height: float, gap: float, margin: float) -> Points:
    """Nodes that lie on each other moved apart until there is a `gap` between any two, as far as the frame has room."""
    found = points.copy()
    least = radii[:, None] + radii + gap
    np.fill_diagonal(least, 0)
    # Two in the very same place need a way to go: one of their own each.
    angle = np.arange(len(points)) * 2.399963
    found += np.column_stack([np.cos(angle), np.sin(angle)]) * 0.01
    for _ in range(200):
        between = found[:, None] - found
        distance = np.maximum(np.linalg.norm(between, axis=2), 1e-9)
        lacking = np.maximum(least - distance, 0)
        if not lacking.any():
            break
        found += (between / distance[..., None] * lacking[..., None]).sum(axis=1) * 0.4
        found = np.clip(found, margin, np.array([width, height]) - margin)
    return found
