"""How sure a share is that was counted on a few."""

from __future__ import annotations

import math

from dragoman.evaluating.scoring import Rate

__all__ = ["wilson"]

_95 = 1.959963984540054
"""of the normal distribution: within so many standard deviations lie 95 %"""


def wilson(right: int, of: int) -> Rate:
    """The share `right / of` with Wilson's interval of 95 %, which holds for small numbers and for shares near 0 and 1 too.

    Of nothing it is anything from 0 to 1.
    """
    if of == 0:
        return Rate(0.0, 0.0, 1.0)
    share, z2 = right / of, _95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _95 / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return Rate(share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half)))
