"""Fingerprints of a text: texts that share many of them share words in the same order.

Winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003): hashes of
all runs of a few words, of which the least in each window of runs is kept. Any passage of _RUN + _WINDOW - 1 words that two
texts share gives them a fingerprint in common.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from dragoman.stories.words import hashed, plain

__all__ = ["fingerprints"]

_RUN = 5
"""words in a run"""
_WINDOW = 4
"""runs of which one is kept"""
_WORD = re.compile(r"[^\W_]+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def fingerprints(text: str) -> NDArray[np.uint64]:
    """The fingerprints of `text`, sorted, each once; case, quotation marks and punctuation play no part."""
    words = np.array([hashed(word) for word in _WORD.findall(plain(text).lower())], np.uint64)
    if len(words) < _RUN:
        return np.zeros(0, np.uint64)
    runs = np.zeros(len(words) - _RUN + 1, np.uint64)
    for place in range(_RUN):
        runs = (runs ^ words[place : place + len(runs)]) * _FACTOR
        runs ^= runs >> np.uint64(29)
    if len(runs) > _WINDOW:
        runs = np.lib.stride_tricks.sliding_window_view(runs, _WINDOW).min(axis=1)
    return np.unique(runs)
