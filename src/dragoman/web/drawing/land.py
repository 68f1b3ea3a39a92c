"""The land of a view as paths: cut off at the frame, and as coarse as the eye can tell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dragoman.web.drawing.clipping import clipped
from dragoman.web.drawing.outlines import Outline, load_outlines
from dragoman.web.drawing.views import View

__all__ = ["STEP", "globe", "land", "path_in_steps", "rings_in"]

STEP = 0.5
"""pixels; a path of land counts in whole steps, which makes it half as long"""
_TRIFLE = 3
"""twice the area of a corner, in square steps, that is left out: three eighths of a square pixel"""
_BEYOND = 2.0
"""pixels that land may reach beyond the frame, so that the frame's own side shows no shore"""


@lru_cache(maxsize=32)
def land(view: View) -> dict[str, str]:
    """Code -> the path of what is seen of a state, in steps; the empty code is nobody's land."""
    found: dict[str, list[str]] = {}
    for outline in load_outlines():
        for ring in rings_in(outline, view):
            found.setdefault(outline.code, []).append(path_in_steps(ring))
    return {code: "".join(paths) for code, paths in found.items()}


def rings_in(outline: Outline, view: View) -> Iterator[NDArray[np.float64]]:
    """The parts of a ring that lie in the frame, in pixels."""
    for part in view.projection.parts(outline.points):
        seen = clipped(view.pixels(part), (-_BEYOND, -_BEYOND), (view.width + _BEYOND, view.height + _BEYOND))
        if len(seen) >= 3:
            yield seen


def path_in_steps(ring: NDArray[np.float64]) -> str:
    """A closed path in whole steps, each point counted from the one before; empty where nothing is left at that size."""
    steps = _without_trifles(np.rint(ring / STEP).astype(np.int64))
    if len(steps) < 3:
        return ""
    moves = "".join(f"{x if x < 0 else f' {x}'}{y if y < 0 else f' {y}'}" for x, y in np.diff(steps, axis=0).tolist())
    return f"M{steps[0, 0]} {steps[0, 1]}l{moves.lstrip()}z"


def _without_trifles(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """The ring without points that stand still or whose corner nobody sees.

    Which points go depends on them alone and not on where the ring begins or which way it runs: neighbours lose the same.
    """
    for turn in range(4):
        if turn:
            before, after = np.roll(steps, 1, axis=0), np.roll(steps, -1, axis=0)
            (ax, ay), (bx, by) = (steps - before).T, (after - steps).T
            # Not all at once: a long gentle bend is all small corners.
            due = (steps[:, 0] + 2 * steps[:, 1]) % 3 == turn - 1
            steps = steps[~(due & (np.abs(ax * by - ay * bx) <= _TRIFLE))]
        steps = steps[(steps != np.roll(steps, 1, axis=0)).any(axis=1)]
        if len(steps) < 3:
            break
    return steps


def globe(view: View) -> str:
    """What of the globe is in the frame, in steps: the sea."""
    ring = view.pixels(view.projection.edge())
    return path_in_steps(clipped(ring, (0.0, 0.0), (float(view.width), float(view.height))))
