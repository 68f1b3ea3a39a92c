"""Why the network took words for a happening: its chances, whom it saw in which role, and the most alike of what it learned from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Token

from ..errors import ModelBroken, ModelMissing
from ..records import Mention
from .learned import Learned
from .sighting import Sighting

__all__ = ["LearnedEvidence", "Neighbour", "evidence_of"]

_SHOWN = 3
"""types, statuses and neighbours shown"""
_LIKELY = 0.05
"""chance below which a type or a role is not worth showing"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A sentence that was learned from, with what is labelled in it; `likeness` is the cosine of the two triggers' vectors."""

    id: str
    text: str
    trigger: str
    type: str
    likeness: float


@dataclass(frozen=True, slots=True)
class LearnedEvidence:
    """What the network says of one mention. Chances are its own, before they are weighed with the rules; the likeliest stand first."""

    version: str
    types: tuple[tuple[str, float], ...]
    """"none" is one of them"""
    statuses: tuple[tuple[str, float], ...]
    modes: tuple[tuple[str, float], ...]
    roles: Mapping[str, tuple[tuple[str, float], ...]]
    """actor, recipient, place, date -> heads of the words in that role"""
    nearest: tuple[Neighbour, ...]


def evidence_of(mention: Mention, sighting: Sighting, learned: Learned) -> LearnedEvidence | None:
    """The evidence for a mention in the sentence that `sighting` is of; None where its trigger is not among the words read."""
    trigger = mention.trigger
    tokens = [t for t in sighting.words if t.idx < trigger.end and trigger.start < t.idx + len(t.text)]
    if not tokens:
        return None
    reading, names = sighting.reading, sighting.names
    places = [sighting.words.index(token) for token in tokens]
    peak = min(places, key=lambda at: float(reading.chances[at, 0]))
    types = zip(["none", *names["types"]], reading.chances[peak].tolist(), strict=True)
    statuses = zip(names["statuses"], _softmax(reading.statuses[places].mean(axis=0)).tolist(), strict=True)
    modes = zip(names["modes"], _sigmoid(reading.modes[places].mean(axis=0)).tolist(), strict=True)
    own = [(name.partition(":")[2], chance) for name, chance in modes if name.startswith(f"{mention.type}:")]
    # The country is a side's, not the trigger's.
    roles = {role: _in_role(tokens, role, sighting) for role in names["roles"] if role != "country"}
    return LearnedEvidence(
        learned.version,
        _likeliest(types),
        _likeliest(statuses),
        _likeliest(own),
        roles,
        _nearest(sighting.vector(tokens), learned),
    )


def _in_role(tokens: Sequence[Token], role: str, sighting: Sighting) -> tuple[tuple[str, float], ...]:
    heads = sighting.heads(tokens, role, least=float(np.log(_LIKELY / (1 - _LIKELY))))
    return _likeliest((token.text, float(_sigmoid(np.float32(score)))) for token, score in heads)


def _likeliest(pairs: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    found = [(name, round(chance, 3)) for name, chance in pairs if chance >= _LIKELY]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:_SHOWN])


def _softmax(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)


def _sigmoid(scores: npt.NDArray[np.float32] | np.float32) -> npt.NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


def _nearest(vector: npt.NDArray[np.float32], learned: Learned) -> tuple[Neighbour, ...]:
    vectors, told = _memory(learned.directory)
    likeness = vectors @ (vector / max(float(np.linalg.norm(vector)), 1e-9))
    best = np.lexsort((np.arange(len(likeness)), -likeness))
    found: list[Neighbour] = []
    for at in best.tolist():
        one = told[at]
        if all(one["id"] != other.id for other in found):
            found.append(Neighbour(one["id"], one["text"], one["trigger"], one["type"], round(float(likeness[at]), 3)))
        if len(found) == _SHOWN:
            break
    return tuple(found)


@cache
def _memory(directory: Path) -> tuple[npt.NDArray[np.float32], list[dict[str, str]]]:
    """The vectors of the triggers that were learned from, each of length 1, and what they stand in."""
    path = directory / "nearest.npz"
    try:
        with np.load(path, allow_pickle=False) as stored:
            vectors = stored["vectors"].astype(np.float32)
            told = json.loads(stored["told"].tobytes())
    except FileNotFoundError as error:
        raise ModelMissing(f"{path} cannot be read: a file of the coder's network is not there") from error
    except (OSError, ValueError, KeyError) as error:
        raise ModelBroken(f"{path} is damaged; install Dragoman again") from error
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), told
