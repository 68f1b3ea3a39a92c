"""How far a confidence says what it claims to say."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["calibration_error"]

_BINS = 10


def calibration_error(chances: ArrayLike, truth: ArrayLike) -> float:
    """Expected calibration error: mean distance of what is claimed and what holds, over ten bins of like width (Naeini et al., 2015).

    `chances` are between 0 and 1, `truth` says of each whether it held.
    """
    claimed, held = np.asarray(chances, np.float64), np.asarray(truth, np.float64)
    places = np.minimum((claimed * _BINS).astype(int), _BINS - 1)
    bins = [places == at for at in np.unique(places)]
    return float(sum(inside.mean() * abs(claimed[inside].mean() - held[inside].mean()) for inside in bins))
