"""Two wordings of what may be one quotation: how much they share, and whether one is a cut of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.reconciling.accounts import content_words, fold

__all__ = ["Wording", "differing", "is_cut_of", "same_words"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHARED = 0.6
"""share of the shorter one's content words that both have, in the same order, from which two wordings are of one quotation"""
_FEWEST = 3
"""content words that both must have; of fewer, all, and those of some length"""
_TELLING = 6
"""letters of a word that alone can tell a quotation: "unconditionally", not "good" """
_WHOLE = 5
"""words from which a wording that the other holds whole, in order, is of the same quotation however empty its words"""
_GAPS = 2
"""places at which a cut may leave out words in the middle"""


@dataclass(frozen=True, slots=True)
class Wording:
    """Quoted words, as one report gives them: in one piece, or with the reporter's words between the pieces."""

    text: str
    words: tuple[str, ...]
    """without case and punctuation"""
    content: tuple[str, ...]
    """those that mean something by themselves"""
    joints: frozenset[int]
    """places in `words` before which the reporter broke in"""

    @classmethod
    def of(cls, pieces: Sequence[str]) -> Wording:
        """A wording from its pieces, in order."""
        words: list[str] = []
        joints = set()
        for piece in pieces:
            joints.add(len(words))
            words += [fold(word).replace("’", "'") for word in _WORD.findall(piece)]
        text = " […] ".join(pieces)
        return cls(text, tuple(words), tuple(content_words(text)), frozenset(joints - {0}))


def same_words(a: Wording, b: Wording) -> bool:
    """Whether two wordings are of one quotation: cut, spliced or put a little differently."""
    fewer = min(len(a.content), len(b.content))
    if min(len(a.words), len(b.words)) >= _WHOLE and len(_aligned(a.words, b.words)) == min(len(a.words), len(b.words)):
        return True
    if fewer == 0:
        return False
    shared = [word for word, _, _ in _aligned(a.content, b.content)]
    if fewer < _FEWEST:
        return len(shared) == fewer and any(len(word) >= _TELLING for word in shared)
    return len(shared) >= max(_FEWEST, _SHARED * fewer)


def is_cut_of(short: Wording, long: Wording) -> bool:
    """Whether `short` is `long` with words left out at the ends, where the reporter broke in, or, being empty words, here and there."""
    pairs = _aligned(short.words, long.words)
    if len(pairs) < len(short.words) or not pairs:
        return False
    gaps = 0
    for (_, _, before), (_, _, after) in pairwise(pairs):
        left_out = long.words[before + 1 : after]
        if left_out:
            gaps += 1
            broken = any(before < joint <= after for joint in long.joints)
            if not broken and content_words(" ".join(left_out)):
                return False
    return gaps <= _GAPS


def differing(a: Wording, b: Wording) -> tuple[str, str]:
    """The first words in which they differ: those of `a` and those of `b` between what they share."""
    pairs = [(-1, -1), *((i, j) for _, i, j in _aligned(a.words, b.words)), (len(a.words), len(b.words))]
    for (i, j), (next_i, next_j) in pairwise(pairs):
        own, other = a.words[i + 1 : next_i], b.words[j + 1 : next_j]
        if own and other:
            return " ".join(own), " ".join(other)
    for (i, j), (next_i, next_j) in pairwise(pairs):
        own, other = a.words[i + 1 : next_i], b.words[j + 1 : next_j]
        if own or other:
            return " ".join(own), " ".join(other)
    return "", ""


def _aligned(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, int, int]]:
    """The longest run of words that both have in the same order: each with its place in `a` and in `b`."""
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        row, below = lengths[i], lengths[i + 1]
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
    found = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append((a[i], i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
