"""The words that tell one article from another, weighed by how rare they are in newswire at large.

The weights come from a table that ships and not from the articles at hand, so that an article's sketch never changes as others come in.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

__all__ = ["WORD", "hashed", "weighed"]

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LEAD = 30
"""words at the beginning that count twice: headline and lead tell what happened, the rest what else is known"""
_NUMBER, _NAME = 2.0, 1.3
"""how much more numbers and capitalised words tell of a happening than other words as rare"""
_MOST = 128
"""terms kept of an article"""
_UNKNOWN = 0.5
"""passages that a word which the table lacks is taken to stand in"""


@lru_cache(maxsize=1)
def _frequencies() -> tuple[int, dict[str, int]]:
    """How many passages were counted, and in how many each word stands."""
    head, *lines = (resources.files(__package__) / "frequencies.txt").read_text(encoding="utf-8").splitlines()
    found = re.search(r"\d+", head)
    assert found, "the first line tells the number of passages"
    return int(found[0]), {word: int(count) for word, count in (line.split(" ") for line in lines)}


@lru_cache(maxsize=200_000)
def _rarity(word: str) -> float:
    passages, counts = _frequencies()
    return math.log((passages + 1) / (counts.get(word, 0) + _UNKNOWN))


@lru_cache(maxsize=200_000)
def hashed(term: str) -> int:
    """64 bits of a hash that is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=200_000)
def _term(word: str) -> tuple[str, float]:
    """The word without its ending, and its weight."""
    lower = word.lower()
    weight = _rarity(lower)
    if word[0].isdigit():
        weight *= _NUMBER
    elif word[0].isupper():
        weight *= _NAME
    return _stem(lower), weight


def _stem(word: str) -> str:
    """Enough to bring "attacks", "attacked" and "attacking" together; it need not be a word."""
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and not word.endswith("ss"):
        for ending in ("ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word.removesuffix(ending)
    return word


def weighed(text: str) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Hashes of the weightiest terms of `text`, sorted, and their weights; the squares of the weights sum to 1."""
    words = WORD.findall(text)
    counts = Counter(words)
    counts.update(words[:_LEAD])
    weights: dict[str, float] = {}
    occurrences: Counter[str] = Counter()
    for word, count in counts.items():
        term, weight = _term(word)
        weights[term] = max(weights.get(term, 0.0), weight)
        occurrences[term] += count
    scored = [((1 + math.log(occurrences[term])) * weight, term) for term, weight in weights.items() if weight > 0]
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:_MOST]
    if not best:
        return np.zeros(0, np.uint64), np.zeros(0, np.float32)
    hashes = np.array([hashed(term) for _, term in best], np.uint64)
    values = np.array([weight for weight, _ in best])
    order = np.argsort(hashes)
    return hashes[order], (values[order] / math.sqrt(float(values @ values))).astype(np.float32)
