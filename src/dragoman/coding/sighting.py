"""What the network of the learned coder sees in a sentence: words that report a happening, its status and modes, who is in which role."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from spacy.tokens import Token

from ..language import EventReading
from ..records import Status

__all__ = ["Proposal", "Sighting", "tied"]

_ONE = 1.3
"""sum of two chances above which they are of two happenings"""
_PART = 0.2
"""share of the surest word's chance that a word must have to be of the trigger"""
_NEAR = 6
"""words between two that report one happening"""
_REACHING = {"actor", "recipient", "place"}
"""roles that words of the sentences before may be in"""
_SEEN = 0.02
"""chance of any happening below which nothing is proposed"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Neighbouring words that may report a happening of one type."""

    words: tuple[Token, ...]
    type: str
    chance: float
    """the network's own, before it is weighed with what the rules say"""


class Sighting:
    """What the network sees in one sentence.

    The first `before` of the words are those of the sentences before: they report nothing here, but may be in a role.
    """

    def __init__(
        self, words: Sequence[Token], reading: EventReading, names: Mapping[str, Sequence[str]], before: int = 0
    ) -> None:
        self.words = words[: len(reading.chances)]
        self.before = before
        self.reading = reading
        self.names = names
        self._place = {token.i: at for at, token in enumerate(self.words)}

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Runs of words with one type as the likeliest, in order of the text."""
        chances = self.reading.chances
        kinds = chances[:, 1:].argmax(axis=1)
        seen = 1 - chances[:, 0] >= _SEEN
        found: list[Proposal] = []
        start = self.before
        while start < len(kinds):
            end = start + 1
            if seen[start]:
                # A word that is hardly seen beside one that is belongs to something else, if to anything.
                while end < len(kinds) and seen[end] and kinds[end] == kinds[start] and _alike(chances, end - 1, end):
                    end += 1
                chance = float(chances[start:end, 1 + kinds[start]].max())
                found.append(Proposal(tuple(self.words[start:end]), self.names["types"][kinds[start]], chance))
            start = end
        return [self._core(one) for one in _joined(found)]

    def _core(self, proposal: Proposal) -> Proposal:
        """The proposal without words that have little part in it: "killed *when*"."""
        column = 1 + self.names["types"].index(proposal.type)
        chances = {token.i: float(self.reading.chances[self._place[token.i], column]) for token in proposal.words}
        least = _PART * max(chances.values())
        return replace(proposal, words=tuple(token for token in proposal.words if chances[token.i] >= least))

    def chance(self, tokens: Sequence[Token], type: str) -> float:
        """How likely some of `tokens` reports a happening of `type`; 0 for a type that the network was not taught."""
        places = self._places(tokens)
        if type not in self.names["types"] or not places:
            return 0.0
        return float(self.reading.chances[places, 1 + self.names["types"].index(type)].max())

    def status(self, tokens: Sequence[Token]) -> Status:
        """What the sentence says of the happening that `tokens` report."""
        scores = self.reading.statuses[self._places(tokens)].mean(axis=0)
        return Status(self.names["statuses"][int(scores.argmax())])

    def modes(self, tokens: Sequence[Token], type: str) -> tuple[str, ...]:
        """The modes of `type` that are likelier than not, the likeliest first."""
        scores = self.reading.modes[self._places(tokens)].mean(axis=0)
        told = [(float(score), name) for name, score in zip(self.names["modes"], scores, strict=True) if score > 0]
        return tuple(name.partition(":")[2] for _, name in sorted(told, reverse=True) if name.startswith(f"{type}:"))

    def heads(self, tokens: Sequence[Token], role: str, least: float = 0.0) -> list[tuple[Token, float]]:
        """The heads of those in a role, with their scores, in order of the text; those scored above `least`."""
        scores = self.reading.roles[self.names["roles"].index(role), self._places(tokens)].mean(axis=0)
        return [(token, float(score)) for token, score in zip(self.words, scores, strict=True) if score > least]

    def score(self, tokens: Sequence[Token], role: str, start: int, end: int) -> float:
        """The score of the likeliest head among the characters [start, end) of the text; infinite where none of them was read."""
        places = [at for at, token in enumerate(self.words) if token.idx < end and start < token.idx + len(token.text)]
        scores = self.reading.roles[self.names["roles"].index(role), self._places(tokens)].mean(axis=0)
        return float(scores[places].max()) if places else math.inf

    def countries(self, side: Token, bearing: Mapping[int, str]) -> tuple[str, ...]:
        """The countries that the sentence tells of a side; `bearing` has the words that bear one, by their place in the document."""
        places = self._places([side])
        if not places or "country" not in self.names["roles"]:
            return ()
        scores = self.reading.roles[self.names["roles"].index("country"), places[0]]
        told: dict[str, float] = {}
        for token, score in zip(self.words, scores, strict=True):
            if token.i in bearing and score > 0:
                told[bearing[token.i]] = max(float(score), told.get(bearing[token.i], 0.0))
        return tuple(sorted(told, key=lambda code: (-told[code], code)))

    def vector(self, tokens: Sequence[Token]) -> Any:
        """The vector of the word among `tokens` that most reports."""
        places = self._places(tokens)
        return self.reading.vectors[places[int(self.reading.chances[places, 0].argmin())]]

    @cached_property
    def own(self) -> Sequence[Token]:
        """The words of the sentence itself."""
        return self.words[self.before :]

    def reached(self, least: float) -> set[int]:
        """Words of the sentences before in a role of what is seen here with a chance of `least`, by their place in the document."""
        seen = np.flatnonzero(1 - self.reading.chances[self.before :, 0] >= least) + self.before
        rows = [row for row, role in enumerate(self.names["roles"]) if role in _REACHING]
        scores = self.reading.roles[rows][:, seen, : self.before]
        return {self.words[int(at)].i for at in np.flatnonzero((scores > 0).any(axis=(0, 1)))}

    def _places(self, tokens: Sequence[Token]) -> list[int]:
        return [self._place[token.i] for token in tokens if token.i in self._place]


def _joined(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Proposals of one type that hang on each other, "a *march* was *held*", as one: the network is in doubt which word reports it.

    Where both are sure they are two happenings. The words are those of both, the chance that of either.
    """
    found: list[Proposal] = []
    for later in proposals:
        at = next((at for at, earlier in enumerate(found) if _one_happening(earlier, later)), None)
        if at is None:
            found.append(later)
        else:
            chance = 1 - (1 - found[at].chance) * (1 - later.chance)
            found[at] = Proposal((*found[at].words, *later.words), later.type, chance)
    return found


def _one_happening(earlier: Proposal, later: Proposal) -> bool:
    near = later.words[0].i - earlier.words[-1].i <= _NEAR
    if not near or later.type != earlier.type or not tied(earlier.words, later.words):
        return False
    return later.words[0].dep_ == "compound:prt" or earlier.chance + later.chance <= _ONE


def tied(some: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether a word of the one hangs on a word of the other."""
    places = {token.i for token in some}, {token.i for token in others}
    return any(token.head.i in places[1] for token in some) or any(token.head.i in places[0] for token in others)


def _alike(chances: Any, one: int, other: int) -> bool:
    """Whether two neighbours are seen about as well: both likely, or both hardly."""
    return bool((chances[one, 0] < 0.5) == (chances[other, 0] < 0.5))
