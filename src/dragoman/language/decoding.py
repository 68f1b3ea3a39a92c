"""From scores to a tree and to entities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["KINDS", "EntityMerger", "best_tree", "is_tree", "spans", "widened"]

Scores = npt.NDArray[np.float32]
# Kinds of the newswire corpus, and what they are called here.
KINDS = {
    "geo": "LOC",
    "gpe": "NORP",
    "org": "ORG",
    "per": "PER",
    "tim": "DATE",
    "art": "WORK",
    "eve": "EVENT",
    "nat": "NAT",
}
_HALVES = frozenset(["North", "South", "NORTH", "SOUTH"])
_HALF_DAYS = frozenset(["a.m.", "p.m.", "am", "pm"])
_NEVER = np.float32(-1e9)


def is_tree(heads: Sequence[int]) -> bool:
    """True where each word reaches the root (head 0) and one word alone hangs on it; heads count from 1."""
    if sum(head == 0 for head in heads) != 1:
        return False
    safe = bytearray(len(heads) + 1)
    safe[0] = 1
    for word in range(1, len(heads) + 1):
        path = []
        while not safe[word]:
            if word in path:
                return False
            path.append(word)
            word = heads[word - 1]
        for passed in path:
            safe[passed] = 1
    return True


def best_tree(scores: Scores) -> list[int]:
    """Heads (0 is the root) of the best tree with one word on the root; each word's best head where that is one."""
    greedy: list[int] = scores.argmax(1).tolist()
    if is_tree(greedy):
        return greedy
    count = len(greedy)
    square = np.full((count + 1, count + 1), _NEVER, dtype=np.float64)
    square[1:] = scores
    np.fill_diagonal(square, _NEVER)
    # only the likeliest roots are tried: a word the network gives little chance cannot win by the rest
    roots = np.argsort(-scores[:, 0], kind="stable")[:4] + 1
    best: tuple[float, list[int]] | None = None
    for root in roots.tolist():
        tried = square.copy()
        tried[:, 0] = _NEVER
        tried[root] = _NEVER
        tried[root, 0] = 0.0
        heads = _arborescence(tried)
        total = float(square[np.arange(1, count + 1), heads[1:]].sum())
        if best is None or total > best[0]:
            best = (total, heads[1:])
    assert best is not None
    return best[1]


def _cycle(heads: list[int]) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, word = [], start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return []


def _arborescence(scores: npt.NDArray[np.float64]) -> list[int]:
    """Chu-Liu-Edmonds: heads of the best tree under node 0, scores as (child, head)."""
    heads: list[int] = [0, *scores[1:].argmax(1).tolist()]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [node for node in range(len(heads)) if node not in inside]
    own = scores[cycle, [heads[node] for node in cycle]]
    # the cycle becomes one node, the last; entering it breaks the arc of the word that is entered
    entering = scores[np.ix_(cycle, outside)] - own[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    small = np.full((len(outside) + 1, len(outside) + 1), float(_NEVER), dtype=np.float64)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    solved = _arborescence(small)
    result = list(heads)
    for at, node in enumerate(outside[1:], start=1):
        head = solved[at]
        result[node] = cycle[int(leaving[at].argmax())] if head == len(outside) else outside[head]
    into = solved[-1]
    broken = cycle[int(entering[:, into].argmax())]
    result[broken] = outside[into]
    return result


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Start, end and kind of each entity in a row of B-, I- and O tags."""
    found: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            found.append((start, at, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
    return found


def widened(found: Sequence[tuple[int, int, str]], words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Entities with the words that the corpora leave out: "South" before "Korean", "p.m." after "5"."""
    result: list[tuple[int, int, str]] = []
    for start, end, kind in found:
        if kind == "NORP" and start and words[start - 1] in _HALVES:
            start -= 1
            if result and result[-1][:2] == (start, start + 1):
                result.pop()
            elif result and result[-1][1] > start:
                start += 1
        if kind == "DATE" and end < len(words) and words[end].lower() in _HALF_DAYS:
            end += 1
        if result and result[-1][1] > start:
            start = result[-1][1]
        if start < end:
            result.append((start, end, kind))
    return result


class EntityMerger:
    """Makes one set of entities from two tag sets that mark overlapping kinds.

    The first set (three classes, people-annotated) and the second (eight, newswire) share persons, organisations and
    places; for these the two chances are averaged. The rest is the second set's alone.
    """

    def __init__(self, first: Sequence[str], second: Sequence[str], weight: float = 0.5) -> None:
        self.tags = ["O"] + [f"{edge}-{kind}" for kind in KINDS.values() for edge in "BI"]
        place = {tag: at for at, tag in enumerate(self.tags)}
        self._second = [
            second.index("O" if tag == "O" else tag[:2] + old)
            for tag in self.tags
            for old in [next((old for old, new in KINDS.items() if tag[2:] == new), "")]
        ]
        self._first = [place[tag] for tag in first]
        self._shared = [at for at in self._first if at]
        self._weight = weight
        self._allowed = np.zeros((len(self.tags), len(self.tags)))
        for after, tag in enumerate(self.tags):
            if tag[0] == "I":
                for before, other in enumerate(self.tags):
                    if other[2:] != tag[2:]:
                        self._allowed[before, after] = -50.0

    def chances(self, first: Scores, second: Scores) -> npt.NDArray[Any]:
        """Chances of the merged tags for each word."""
        one, two = _softmax(first), _softmax(second)[:, self._second]
        spread = np.zeros_like(two)
        spread[:, self._first] = one
        merged = two.copy()
        shared = [0, *self._shared]
        merged[:, shared] = self._weight * spread[:, shared] + (1 - self._weight) * two[:, shared]
        # where the second set sees a kind that the first lacks, the first can only have said O
        missing = 1.0 - two[:, shared].sum(1)
        merged[:, 0] -= self._weight * spread[:, 0] * np.clip(missing, 0.0, 1.0)
        return merged

    def entities(self, first: Scores, second: Scores) -> list[tuple[int, int, str]]:
        """Entities of one sentence, from the scores of both tag sets."""
        chances = self.chances(first, second)
        best = chances.argmax(1).tolist()
        if not any(best):
            return []
        if not self._fits(best):
            best = self._viterbi(np.log(chances + 1e-9))
        return spans([self.tags[at] for at in best])

    def _fits(self, best: list[int]) -> bool:
        before = 0
        for at in best:
            if self._allowed[before, at]:
                return False
            before = at
        return True

    def _viterbi(self, scores: npt.NDArray[Any]) -> list[int]:
        total = scores[0] + self._allowed[0]
        back = []
        for row in scores[1:]:
            ways = total[:, None] + self._allowed
            back.append(ways.argmax(0))
            total = ways.max(0) + row
        path = [int(total.argmax())]
        for step in reversed(back):
            path.append(int(step[path[-1]]))
        return path[::-1]


def _softmax(scores: Scores) -> npt.NDArray[Any]:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    result: npt.NDArray[Any] = raised / raised.sum(1, keepdims=True)
    return result
