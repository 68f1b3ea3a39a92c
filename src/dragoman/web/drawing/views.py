"""Which part of the world a map shows, and how a place on the globe gets a place in the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, degrees, radians, sin

import numpy as np
from numpy.typing import NDArray

from dragoman.web.drawing.projection import EqualEarth, Lambert, Projection

__all__ = ["VIEWS", "View", "fitting", "view_of"]

_SOUTH, _NORTH = -57.0, 84.0
"""where the world view ends; further south is Antarctica, which is not drawn"""
_SEAM = 11.0
"""the middle meridian of the world: the seam, at 169 degrees west, cuts hardly any land"""
_WORLD = 0.5
"""height of the world view as a part of its width"""
_LEAST, _MOST = 7.0, 55.0
"""degrees from the middle to the side of a view around events; where they reach further it is the world"""


@dataclass(frozen=True, slots=True)
class View:
    """A projection and the frame of a drawing: `scale` pixels are one radius of the globe, and `middle` of the plane is the frame's."""

    projection: Projection
    middle: tuple[float, float]
    scale: float
    width: int
    height: int

    def pixels(self, plane: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points of the plane in the drawing; x to the right and y down."""
        found = (plane - np.asarray(self.middle)) * [self.scale, -self.scale] + [self.width / 2, self.height / 2]
        return np.asarray(found, np.float64)

    def place(self, latitude: float, longitude: float) -> tuple[float, float] | None:
        """Where a place lies; None where it is not in the frame."""
        if not self.projection.holds(latitude, longitude):
            return None
        x, y = map(float, self.pixels(self.projection.project(np.array([[longitude, latitude]])))[0])
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None

    def pixels_of(self, kilometres: float) -> float:
        """How long a way is near the middle."""
        return kilometres / 6371 * self.scale


_PARTS = {
    "africa": (20.0, 2.0, 40.0),
    "americas": (-80.0, 8.0, 72.0),
    "asia": (95.0, 30.0, 50.0),
    "europe": (16.0, 53.0, 24.0),
    "middle-east": (46.0, 29.0, 23.0),
    "pacific": (160.0, -8.0, 48.0),
}
"""degrees east and north of the middle, and from it to the nearer side"""
VIEWS = ("events", "world", *_PARTS)
"""what a map can show; `events` is the part of the world where they are"""


def view_of(name: str, spots: Sequence[tuple[float, float]], width: int) -> View:
    """The view of one of VIEWS; `spots` are the latitudes and longitudes that `events` is to hold."""
    if name in _PARTS:
        return _part(*_PARTS[name], width)
    around = fitting(spots) if name == "events" else None
    return _part(*around, width) if around else _world(width)


def fitting(spots: Sequence[tuple[float, float]]) -> tuple[float, float, float] | None:
    """Longitude, latitude and reach in whole degrees of the part of the globe that holds all spots; None where it is the world."""
    if not spots:
        return None
    vectors = np.array([_vector(latitude, longitude) for latitude, longitude in spots])
    middle = vectors.sum(axis=0)
    if np.linalg.norm(middle) < 1e-6 * len(spots):
        return None
    # Towards the middle of those that lie farthest apart, not of the many: a crowd in one town does not push others out.
    for step in range(100):
        middle = middle / np.linalg.norm(middle)
        middle = middle + (vectors[int(np.argmin(vectors @ middle))] - middle) / (step + 2)
    middle = middle / np.linalg.norm(middle)
    reach = degrees(float(np.arccos(np.clip((vectors @ middle).min(), -1, 1))))
    if reach > _MOST / 1.15:
        return None
    east, north = degrees(float(np.arctan2(middle[1], middle[0]))), degrees(float(np.arcsin(middle[2])))
    return float(round(east)), float(round(north)), float(max(np.ceil(reach * 1.15) + 2, _LEAST))


def _vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    phi, lam = radians(latitude), radians(longitude)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def _world(width: int) -> View:
    projection = EqualEarth(_SEAM)
    edges = projection.project(np.array([[_SEAM + 180.0 - 1e-9, 0.0], [_SEAM, _SOUTH], [_SEAM, _NORTH]]))
    scale = width / (2.02 * edges[0, 0])
    middle = (0.0, float(edges[1, 1] + edges[2, 1]) / 2)
    return View(projection, middle, float(scale), width, round(width * _WORLD))


def _part(longitude: float, latitude: float, reach: float, width: int) -> View:
    height = round(width * (0.62 if width > 600 else 1.0))
    # In Lambert's projection a way of an angle a from the middle is 2 sin(a / 2) radii long.
    scale = min(width, height) / 2 / (2 * sin(radians(reach) / 2))
    return View(Lambert(longitude, latitude), (0.0, 0.0), scale, width, height)
