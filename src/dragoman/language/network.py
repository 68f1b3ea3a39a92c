"""Run the neural network over sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

__all__ = ["Network", "Reading", "Words", "equal_lengths", "open_session"]

# A sentence is read together with others of the very same length in pieces. Then no filling is needed, and what a
# sentence gets cannot depend on what stands beside it. More pieces at once are not faster on one core.
_PIECES_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence as the network takes it; see `Pieces.sentence`."""

    ids: list[int]
    shapes: list[int]
    firsts: list[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of one sentence of n words."""

    arcs: npt.NDArray[np.float32]  # (n, n + 1): how well each word, or the root at 0, would do as head
    labels: npt.NDArray[np.uint8]  # (n, n): the best relation of a word to each other word as its head
    tags: npt.NDArray[np.float32]  # (n, all tags): scores of the tag sets side by side


def open_session(path: Path, threads: int) -> Any:
    """An ONNX session on the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # the graph is made of fused operators already; more fusing would swap in slower ones
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def equal_lengths(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Which sentences to run at once: some of one length at a time, by their places."""
    groups: dict[int, list[int]] = {}
    for at, length in enumerate(lengths):
        groups.setdefault(length, []).append(at)
    for length, members in sorted(groups.items()):
        size = max(1, _PIECES_AT_ONCE // length)
        for start in range(0, len(members), size):
            yield members[start : start + size]


class Network:
    """An ONNX session and the grouping of sentences."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._session: Any = open_session(path, threads)

    def read(self, sentences: Sequence[Words]) -> list[Reading]:
        """A reading of each sentence, in the order given."""
        found: dict[int, Reading] = {}
        for some in equal_lengths([len(sentence.ids) for sentence in sentences]):
            found.update(zip(some, self._run([sentences[at] for at in some]), strict=True))
        return [found[at] for at in range(len(sentences))]

    def _run(self, batch: list[Words]) -> list[Reading]:
        length = len(batch[0].ids)
        # The room for words hangs on the number of pieces alone, again so that neighbours make no difference.
        firsts = np.zeros((len(batch), length - 2), dtype=np.int64)
        for row, words in zip(firsts, batch, strict=True):
            row[: len(words.firsts)] = words.firsts
        arcs, labels, tags = self._session.run(
            ["arcs", "labels", "tags"],
            {
                "ids": np.array([words.ids for words in batch], dtype=np.int64),
                "shapes": np.array([words.shapes for words in batch], dtype=np.int64),
                "firsts": firsts,
            },
        )
        counts = [len(words.firsts) for words in batch]
        return [
            Reading(arcs[at, :count, : count + 1], labels[at, :count, :count], tags[at, :count])
            for at, count in enumerate(counts)
        ]
