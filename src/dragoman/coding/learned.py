"""The learned coder: its network run over sentences, and the weights by which it is weighed with the rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from ..language import EventNetwork, HintedWords, LanguageModel, load_event_network
from ..ontology import Ontology, load_ontology
from .lexical import lexical_types
from .sighting import Sighting
from .weighing import Candidate, Told, Weighing

__all__ = ["Learned", "least_for", "load_learned"]

_PACKAGED = Path(__file__).parent / "model"


class Learned:
    """The network with the names of what it tells, and how sure it must be. Made by `load_learned`.

    With `alone` the rules have no say. `least` is the share of such mentions that must be right for one to be coded; `directory` is
    where the network's files lie.
    """

    def __init__(
        self,
        network: EventNetwork,
        meta: Mapping[str, Any],
        ontology: Ontology,
        least: float,
        alone: bool,
        version: str,
        directory: Path,
    ) -> None:
        self.names: dict[str, list[str]] = {name: meta[name] for name in ("types", "statuses", "modes", "roles")}
        self.alone = alone
        self.least = least
        self.weigh: Callable[[Candidate], float] = Weighing(meta["alone" if alone else "weights"])
        self.version = version
        self.directory = directory
        self._own_rules = _rules(ontology) - _rules(load_ontology())
        """rules of a scholar's own, which the network was not taught and has no say over"""
        self._seen = float(meta["seen"])
        self._network = network
        self._hints = lexical_types(ontology, self.names["types"])

    def taught(self, told: Told) -> bool:
        """Whether the network can judge what a rule says: not where a scholar added the type or the rule."""
        return told.happening.type in self.names["types"] and told.happening.rule not in self._own_rules

    def read(self, docs: Sequence[Doc], wanted: Sequence[Collection[int]], model: LanguageModel) -> None:
        """Leave a Sighting of each wanted sentence in `doc.user_data["sighted"]`, by the sentence's number."""
        places: list[tuple[Doc, int, list[Token]]] = []
        for doc, numbers in zip(docs, wanted, strict=True):
            doc.user_data["sighted"] = {}
            for number, sentence in enumerate(doc.sents):
                if number in numbers:
                    places.append((doc, number, [token for token in sentence if not token.is_space]))
        hinted = []
        for _, _, words in places:
            given = model.pieces_of([token.text for token in words])
            hinted.append(HintedWords(given, [self._hints.get(token.lower_, 0) for token in words[: len(given.firsts)]]))
        for (doc, number, words), reading in zip(places, self._network.read(hinted), strict=True):
            doc.user_data["sighted"][number] = Sighting(words, reading, self.names)

    def likely(self, doc: Doc) -> set[int]:
        """The sentences in which something is seen: those worth a parse."""
        sighted: Mapping[int, Sighting] = doc.user_data["sighted"]
        return {
            number for number, one in sighted.items() if float(np.max(1 - one.reading.chances[:, 0], initial=0.0)) >= self._seen
        }


def load_learned(
    ontology: Ontology,
    threads: int = 1,
    directory: Path | None = None,
    *,
    alone: bool = False,
    precision: float | None = None,
    recall: float | None = None,
) -> Learned:
    """The packaged network, or that of `directory`, as sure as `precision` or `recall` asks. Raises ModelMissing or ModelBroken."""
    directory = directory or _PACKAGED
    network, meta, version = load_event_network(directory, threads)
    least = least_for(meta["curve"], precision, recall) if precision or recall else float(meta["least"])
    version += ("-alone" if alone else "") + (f"-{least:.2f}" if least != meta["least"] else "")
    return Learned(network, meta, ontology, least, alone, version, directory)


def _rules(ontology: Ontology) -> set[str]:
    triggers = {one.rule for them in ontology.triggers.values() for one in them}
    return triggers | {one.rule for them in ontology.operators.values() for one in them}


def least_for(curve: Sequence[Sequence[float]], precision: float | None, recall: float | None) -> float:
    """The confidence to ask for: the lowest that gives the precision, or the highest that gives the recall.

    `curve` has (least, precision, recall), the least rising. Where nothing on it gives what is asked, its end comes nearest.
    """
    if precision is not None:
        return next((least for least, right, _ in curve if right >= precision), curve[-1][0])
    assert recall is not None, "one end of the dial is given"
    return next((least for least, _, found in reversed(curve) if found >= recall), curve[0][0])
