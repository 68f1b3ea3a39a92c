"""From the globe to the plane, both ways equal-area: Equal Earth for the world, Lambert's azimuthal projection for a part of it.

B. Šavrič, T. Patterson and B. Jenny, The Equal Earth map projection, International Journal of Geographical Information Science 33 (2019).
A shaded country must not look larger than it is; shapes near the middle of a view are kept too by the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.web.drawing.clipping import clipped, densified

__all__ = ["EqualEarth", "Lambert", "Projection"]

Points = NDArray[np.float64]
"""one row a point: degrees east and north, or x to the east and y to the north in radii of the globe"""

_BEND = 3.0
"""degrees after which a line gets a point more, to bend with the projection"""
_RIM = float(np.sqrt(2))
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The whole world around a meridian."""

    longitude: float = 0.0

    def project(self, places: Points) -> Points:
        """Points of the globe onto the plane."""
        east = (places[:, 0] - self.longitude + 180) % 360 - 180
        return self._plane(np.column_stack([east, places[:, 1]]))

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place can be drawn: every place can."""
        return True

    def parts(self, ring: Points) -> Iterator[Points]:
        """A ring that does not cross 180 degrees, on the plane: in two parts where the seam of this map cuts it."""
        for turn in (-360, 0, 360):
            part = clipped(ring + np.array([turn - self.longitude, 0.0]), (-180, -90), (180, 90))
            if len(part) >= 3:
                yield self._plane(densified(part, _BEND))

    def edge(self) -> Points:
        """The edge of the world on the plane."""
        return self._plane(densified(np.array([[-180.0, -90.0], [-180.0, 90.0], [180.0, 90.0], [180.0, -90.0]]), _BEND))

    @staticmethod
    def _plane(degrees: Points) -> Points:
        """Of degrees east of the middle meridian and north of the equator."""
        lam, phi = np.radians(degrees).T
        theta = np.arcsin(np.sqrt(3) / 2 * np.sin(phi))
        square = theta * theta
        sixth = square**3
        x = 2 * np.sqrt(3) * lam * np.cos(theta) / (3 * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
        return np.column_stack([x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))])


@dataclass(frozen=True, slots=True)
class Lambert:
    """The half of the globe around a point; its rim is a circle of the square root of 2 radii."""

    longitude: float
    latitude: float

    def project(self, places: Points) -> Points:
        """Points of the globe onto the plane; those of the other half onto the rim."""
        lam, phi = np.radians(places).T
        lam, middle = lam - np.radians(self.longitude), np.radians(self.latitude)
        toward = np.sin(middle) * np.sin(phi) + np.cos(middle) * np.cos(phi) * np.cos(lam)
        east = np.cos(phi) * np.sin(lam)
        north = np.cos(middle) * np.sin(phi) - np.sin(middle) * np.cos(phi) * np.cos(lam)
        # 2 sin(a / 2) radii at a distance of the angle a, of whose sine `east` and `north` are the sides.
        here = np.sqrt(2 / (1 + np.maximum(toward, 0)))
        rim = _RIM / np.maximum(np.hypot(east, north), 1e-12)
        scale = np.where(toward > 0, here, rim)
        return np.column_stack([scale * east, scale * north])

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place can be drawn: those of this half."""
        return float(np.hypot(*self.project(np.array([[longitude, latitude]]))[0])) < _RIM - 1e-9

    def parts(self, ring: Points) -> Iterator[Points]:
        """A ring that does not cross 180 degrees, on the plane; none where it lies in the other half or around its middle."""
        if not self._is_antipode_in(ring):
            found = self.project(densified(ring, _BEND))
            if (np.hypot(*found.T) < _RIM - 1e-6).any():
                yield found

    def edge(self) -> Points:
        """The rim on the plane."""
        angle = np.arange(0, 2 * np.pi, np.radians(_BEND))
        return _RIM * np.column_stack([np.cos(angle), np.sin(angle)])

    def _is_antipode_in(self, ring: Points) -> bool:
        x, y = (self.longitude + 360) % 360 - 180, -self.latitude
        (ax, ay), (bx, by) = ring.T, np.roll(ring, 1, axis=0).T
        crossing = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            return bool((crossing & (x < (bx - ax) * (y - ay) / (by - ay) + ax)).sum() % 2)


Projection = EqualEarth | Lambert
