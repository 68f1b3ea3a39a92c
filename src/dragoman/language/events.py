"""Run the network of the learned coder over sentences: what each word may report, in what status and mode, and who stands in which role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.language.network import Words, equal_lengths, open_session

__all__ = ["EventNetwork", "EventReading", "HintedWords"]

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class HintedWords:
    """One sentence as the network takes it, after what stands before it, with what the lexicon says of each word: types as bits.

    The first `before` words are of the sentences before: nothing is told of them, but they may be in a role.
    """

    words: Words
    hints: list[int]
    before: int = 0


@dataclass(frozen=True, slots=True)
class EventReading:
    """What the network says of one sentence of n words. All but `chances` are scores: the higher the likelier, even at 0."""

    chances: Floats  # (n, 1 + types): chance that a word reports nothing, or a happening of each type
    statuses: Floats  # (n, statuses)
    modes: Floats  # (n, modes)
    roles: Floats  # (roles, n, n): word as trigger, word as head of who or what is in the role
    vectors: Floats  # (n, width): what stands close together reports the like
    event: float  # whether the sentence reports anything


class EventNetwork:
    """An ONNX session; see `EventReading` for what it gives."""

    def __init__(self, path: Path, types: int, threads: int = 1) -> None:
        self._session: Any = open_session(path, threads)
        # The last column marks the words of the sentences before.
        self._bits = 1 << np.arange(types + 1, dtype=np.int64)

    def read(self, sentences: Sequence[HintedWords]) -> list[EventReading]:
        """A reading of each sentence, in the order given; what stands beside a sentence makes no difference to it."""
        found: dict[int, EventReading] = {}
        for some in equal_lengths([len(sentence.words.ids) for sentence in sentences]):
            found.update(zip(some, self._run([sentences[at] for at in some]), strict=True))
        return [found[at] for at in range(len(sentences))]

    def _run(self, batch: list[HintedWords]) -> list[EventReading]:
        length = len(batch[0].words.ids)
        # The room for words hangs on the number of pieces alone, so that neighbours make no difference.
        firsts = np.zeros((len(batch), length - 2), dtype=np.int64)
        hints = np.zeros((len(batch), length, len(self._bits)), dtype=np.float32)
        for at, one in enumerate(batch):
            firsts[at, : len(one.words.firsts)] = one.words.firsts
            marks = np.array(one.hints, dtype=np.int64)
            marks[: one.before] |= self._bits[-1]
            hints[at, one.words.firsts] = (marks[:, None] & self._bits) != 0
        names = ["chances", "statuses", "modes", "roles", "vectors", "event"]
        given = {
            "ids": np.array([one.words.ids for one in batch], dtype=np.int64),
            "shapes": np.array([one.words.shapes for one in batch], dtype=np.int64),
            "firsts": firsts,
            "hints": hints,
        }
        chances, statuses, modes, roles, vectors, event = self._session.run(names, given)
        return [
            EventReading(
                chances[at, :n], statuses[at, :n], modes[at, :n], roles[at, :, :n, :n], vectors[at, :n], float(event[at, 0])
            )
            for at, n in enumerate(len(one.words.firsts) for one in batch)
        ]
