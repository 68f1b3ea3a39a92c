"""Trees and entities out of scores."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dragoman.language.decoding import EntityMerger, best_tree, is_tree, spans, widened

FIRST = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
SECOND = ["O"] + [f"{e}-{k}" for k in ("geo", "gpe", "org", "per", "tim", "art", "eve", "nat") for e in "BI"]


@pytest.mark.parametrize(
    ("heads", "answer"),
    [([0], True), ([2, 0], True), ([2, 1], False), ([0, 0], False), ([1], False), ([2, 3, 2], False), ([2, 0, 2], True)],
)
def test_is_tree(heads: list[int], answer: bool) -> None:
    assert is_tree(heads) is answer


@pytest.mark.parametrize("seed", range(60))
def test_best_tree_is_the_best_of_all(seed: int) -> None:
    count = 1 + seed % 4
    scores = np.random.RandomState(seed).normal(size=(count, count + 1)).astype(np.float32)
    trees = [list(heads) for heads in itertools.product(range(count + 1), repeat=count) if is_tree(list(heads))]
    best = max(trees, key=lambda heads: sum(scores[word, head] for word, head in enumerate(heads)))
    assert best_tree(scores) == best


def test_best_tree_of_a_long_sentence_of_noise() -> None:
    scores = np.random.RandomState(3).normal(size=(180, 181)).astype(np.float32)
    assert is_tree(best_tree(scores))


def test_spans() -> None:
    assert spans(["B-PER", "I-PER", "B-PER", "O", "B-LOC"]) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")]
    assert spans([]) == []


def _scores(tags: list[str], names: list[str], strength: float = 6.0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    scores = np.zeros((len(tags), len(names)), dtype=np.float32)
    for row, tag in zip(scores, tags, strict=True):
        row[names.index(tag)] = strength
    return scores


def test_merged_entities_take_the_shared_kinds_from_both() -> None:
    merger = EntityMerger(FIRST, SECOND)
    one = _scores(["B-PER", "I-PER", "O", "O", "B-LOC"], FIRST)
    two = _scores(["B-per", "I-per", "O", "B-gpe", "B-geo"], SECOND)
    assert merger.entities(one, two) == [(0, 2, "PER"), (3, 4, "NORP"), (4, 5, "LOC")]


def test_merged_entities_never_begin_inside() -> None:
    merger = EntityMerger(FIRST, SECOND)
    one = _scores(["O", "I-PER", "I-ORG"], FIRST)
    two = _scores(["O", "I-per", "I-org"], SECOND)
    for start, end, _ in merger.entities(one, two):
        assert 0 <= start < end <= 3


@pytest.mark.parametrize(
    ("text", "found", "wider"),
    [
        ("South Korean troops left", [(1, 2, "NORP")], [(0, 2, "NORP")]),
        ("South Korean troops left", [(0, 1, "LOC"), (1, 2, "NORP")], [(0, 2, "NORP")]),
        ("Sudan South Korean", [(0, 2, "LOC"), (2, 3, "NORP")], [(0, 2, "LOC"), (2, 3, "NORP")]),
        ("at 5 p.m. Monday", [(1, 2, "DATE"), (3, 4, "DATE")], [(1, 3, "DATE"), (3, 4, "DATE")]),
        ("at 5 p.m. Monday", [(1, 2, "DATE"), (2, 4, "DATE")], [(1, 3, "DATE"), (3, 4, "DATE")]),
        ("French troops", [(0, 1, "NORP")], [(0, 1, "NORP")]),
    ],
)
def test_widened(text: str, found: list[tuple[int, int, str]], wider: list[tuple[int, int, str]]) -> None:
    assert widened(found, text.split()) == wider
