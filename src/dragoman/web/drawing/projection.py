"""From the globe to the plane, both ways equal-area: Equal Earth for the world, Lambert's azimuthal projection for a part of it.

B. Šavrič, T. Patterson and B. Jenny, The Equal Earth map projection, International Journal of Geographical Information Science 33 (2019).
A shaded country must not look larger than it is; shapes near the middle of a view are kept too by the second.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["EqualEarth", "Lambert", "Projection"]

Plane = NDArray[np.float64]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The whole world around a meridian; radius of the globe 1, x to the east and y to the north."""

    longitude: float = 0.0
    span: tuple[float, float] = (180.0, 90.0)
    """degrees east and west of the middle, north and south of it, that can be drawn"""
    latitude: float = 0.0

    def project(self, degrees: Plane) -> Plane:
        """Points as degrees east of the middle meridian and north of the equator, onto the plane."""
        lam, phi = np.radians(degrees).T
        theta = np.arcsin(np.sqrt(3) / 2 * np.sin(phi))
        square = theta * theta
        sixth = square**3
        x = 2 * np.sqrt(3) * lam * np.cos(theta) / (3 * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
        return np.column_stack([x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))])


@dataclass(frozen=True, slots=True)
class Lambert:
    """A part of the world around a point, up to 80 degrees away from it."""

    longitude: float
    latitude: float
    span: tuple[float, float] = (110.0, 80.0)

    def project(self, degrees: Plane) -> Plane:
        """Points as degrees east of the middle meridian and north of the equator, onto the plane."""
        lam, phi = np.radians(degrees).T
        middle = np.radians(self.latitude)
        cosine = np.sin(middle) * np.sin(phi) + np.cos(middle) * np.cos(phi) * np.cos(lam)
        scale = np.sqrt(2 / (1 + np.maximum(cosine, -0.9)))
        x = scale * np.cos(phi) * np.sin(lam)
        return np.column_stack([x, scale * (np.cos(middle) * np.sin(phi) - np.sin(middle) * np.cos(phi) * np.cos(lam))])


Projection = EqualEarth | Lambert
