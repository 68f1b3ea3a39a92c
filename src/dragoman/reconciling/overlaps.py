"""Two wordings of what may be one quotation: whether they are, whether their words are the same but for cuts, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.reconciling.wordings import Wording, letters_of

__all__ = ["Overlap", "overlap"]

_COST = 0.1
"""share of a word's weight that leaving it out takes off: more than a few, and it is another sentence"""
_SHARED = 0.6
"""share of the shorter one's weight in common from which two wordings are of one quotation; two sentences on one matter stay below"""
_WHOLE = 0.9
"""share of the shorter one's weight that the other has where one is a cut of the other"""
_OF_SENTENCE = 0.4
"""share of a sentence's weight that has to be in common for its words to count"""
_FEWEST = 4
"""words of meaning that a reworded quotation has kept at the least"""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two wordings share: the words that stand in both in the same order, and the sentences of each that these reach into."""

    a: Wording
    b: Wording
    pairs: tuple[tuple[int, int], ...]
    score: float

    @property
    def content(self) -> int:
        """How many words of meaning they share."""
        return sum(self.a.weights[i] == 1 for i, _ in self.pairs)

    @property
    def is_one_quotation(self) -> bool:
        """Whether they are one quotation, cut, spliced or put a little differently."""
        return self.content >= _FEWEST and self.score >= _SHARED * self._fewer()

    @property
    def is_cut(self) -> bool:
        """Whether one has the words of the other, all or some, and nothing else in their place."""
        return bool(self.pairs) and self.score >= _WHOLE * self._fewer() and not any(True for _ in self._differences())

    def differences(self) -> list[tuple[str, str]]:
        """The words in which they differ, as each has them; those that stand side by side are one, and each has a word beside
        it where one of the two has nothing or a single word."""
        found: list[tuple[int, int, int, int]] = []
        for i, next_i, j, next_j in self._differences():
            # One word in common between two differences does not part them.
            if found and i - found[-1][1] <= 1 and j - found[-1][3] <= 1:
                found[-1] = (found[-1][0], next_i, found[-1][2], next_j)
            else:
                found.append((i, next_i, j, next_j))
        return [self._shown(*stretch) for stretch in found]

    def _shown(self, i: int, next_i: int, j: int, next_j: int) -> tuple[str, str]:
        a, b = self.a, self.b
        fewer = min(next_i - i, next_j - j)
        follows = (
            next_i < len(a.words) and next_j < len(b.words) and a.words[next_i] == b.words[next_j] and next_i not in a.breaks
        )
        precedes = i > 0 and j > 0 and a.words[i - 1] == b.words[j - 1]
        if precedes and (fewer == 0 or (fewer == 1 and not follows)):
            i, j = i - 1, j - 1
        if follows and fewer < 2:
            next_i, next_j = next_i + 1, next_j + 1
        return " ".join(filter(None, a.shown[i:next_i])), " ".join(filter(None, b.shown[j:next_j]))

    def _differences(self) -> Iterator[tuple[int, int, int, int]]:
        """Stretches of words of `a` and of `b` that stand in the same place and are not the same."""
        if not self.pairs:
            return
        (first_a, last_a), (first_b, last_b) = self._reach()
        at_ends = [(first_a - 1, first_b - 1), *self.pairs, (last_a, last_b)]
        for number, ((i, j), (next_i, next_j)) in enumerate(pairwise(at_ends)):
            own, other = next_i - i - 1, next_j - j - 1
            at_end = number in (0, len(at_ends) - 2) and not (own and other)
            left, right = range(i + 1, next_i), range(j + 1, next_j)
            if (own or other) and not (
                at_end
                or _is_spelling(self.a, left, self.b, right)
                or _is_cut(self.a, left, self.b, right)
                or _is_cut(self.b, right, self.a, left)
            ):
                yield i + 1, next_i, j + 1, next_j
            if number < len(self.pairs) and letters_of(self.a.words[next_i]) != letters_of(self.b.words[next_j]):
                yield next_i, next_i + 1, next_j, next_j + 1

    def _fewer(self) -> float:
        """The weight of the shorter one, as far as what they share reaches."""
        (first_a, last_a), (first_b, last_b) = self._reach()
        return min(sum(self.a.weights[first_a:last_a]), sum(self.b.weights[first_b:last_b]))

    def _reach(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The sentences of each that what they share reaches into: two reports may each quote more, and not the same."""
        (first_i, first_j), (last_i, last_j) = self.pairs[0], self.pairs[-1]
        return _sentences(self.a, first_i, last_i), _sentences(self.b, first_j, last_j)


def overlap(a: Wording, b: Wording) -> Overlap:
    """How two wordings overlap where they do so best."""
    whole = _whole(a, b)
    if whole:
        return Overlap(a, b, tuple(whole), sum(a.weights[i] for i, _ in whole))
    pairs, score = _local(a, b)
    kept = _without_strays(a, b, pairs)
    return Overlap(a, b, kept, score - sum(a.weights[i] for i, _ in set(pairs) - set(kept)))


def _is_spelling(a: Wording, own: range, b: Wording, other: range) -> bool:
    """Whether words are the same but for spaces and apostrophes: "oilfields", "oil fields"."""
    return letters_of("".join(a.words[own.start : own.stop])) == letters_of("".join(b.words[other.start : other.stop]))


def _is_cut(long: Wording, more: range, short: Wording, instead: range) -> bool:
    """Whether `short` was cut where `long` has `more`, and has nothing of weight `instead`; a reporter who breaks in and goes on as in
    a new sentence may add words without meaning of its own ("… They are not …")."""
    if any(short.weights[place] == 1 for place in instead):
        return False
    if more and instead.start in short.joints:
        return True
    return more.start in long.joints and all(long.weights[place] < 1 for place in more)


def _without_strays(a: Wording, b: Wording, pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The pairs without those of a word or two that another sentence happens to have as well."""
    if not (a.breaks or b.breaks):
        return pairs
    own = [(_sentences(a, i, i), _sentences(b, j, j)) for i, j in pairs]
    shared: dict[tuple[bool, int], float] = defaultdict(float)
    for (i, _), (in_a, in_b) in zip(pairs, own, strict=True):
        shared[True, in_a[0]] += a.weights[i]
        shared[False, in_b[0]] += a.weights[i]
    return tuple(
        pair
        for pair, (in_a, in_b) in zip(pairs, own, strict=True)
        if shared[True, in_a[0]] >= _OF_SENTENCE * sum(a.weights[slice(*in_a)])
        or shared[False, in_b[0]] >= _OF_SENTENCE * sum(b.weights[slice(*in_b)])
    )


def _sentences(wording: Wording, first: int, last: int) -> tuple[int, int]:
    start = max((place for place in wording.breaks if place <= first), default=0)
    return start, min((place for place in wording.breaks if place > last), default=len(wording.words))


def _whole(a: Wording, b: Wording) -> list[tuple[int, int]]:
    """The pairs where one stands in the other in one piece: most often so, and found at once."""
    if len(a.words) > len(b.words):
        return [(i, j) for j, i in _whole(b, a)]
    text = f" {' '.join(b.words)} "
    found = text.find(f" {' '.join(a.words)} ")
    if found < 0 or not a.words:
        return []
    offset = text.count(" ", 0, found)
    return [(i, i + offset) for i in range(len(a.words))]


def _local(a: Wording, b: Wording) -> tuple[tuple[tuple[int, int], ...], float]:
    """The alignment of most weight: words in common in the same order, less what is left out between them, unless at a cut.

    After Smith and Waterman (1981), with the gap of a marked cut free.
    """
    width = len(b.words) + 1
    scores = [[0.0] * width for _ in range(len(a.words) + 1)]
    best, at = 0.0, (0, 0)
    columns = [
        (j, stem, _COST * weight, j in b.joints) for j, (stem, weight) in enumerate(zip(b.stems, b.weights, strict=True), 1)
    ]
    for i, (own, weight) in enumerate(zip(a.stems, a.weights, strict=True), 1):
        row, above = scores[i], scores[i - 1]
        cost, cut, score = _COST * weight, i in a.joints, 0.0
        for j, stem, skipped, joint in columns:
            beside = score if cut else score - skipped
            score = above[j] if joint else above[j] - cost
            if beside > score:
                score = beside
            if score < 0:
                score = 0.0
            if own == stem and above[j - 1] + weight >= score:
                score = above[j - 1] + weight
                if score > best:
                    best, at = score, (i, j)
            row[j] = score
    return tuple(reversed(list(_back(a, b, scores, at)))), best


def _back(a: Wording, b: Wording, scores: Sequence[Sequence[float]], at: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The pairs of the alignment that ends at a cell, last first."""
    i, j = at
    while i and j and scores[i][j] > 0:
        score = scores[i][j]
        if a.stems[i - 1] == b.stems[j - 1] and score == scores[i - 1][j - 1] + a.weights[i - 1]:
            yield i - 1, j - 1
            i, j = i - 1, j - 1
        elif score == (scores[i - 1][j] if j in b.joints else scores[i - 1][j] - _COST * a.weights[i - 1]):
            i -= 1
        else:
            j -= 1
