"""The learned coder: its network run over sentences, and the weights by which it is weighed with the rules."""

from __future__ import annotations

from bisect import bisect_right
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

__all__ = ["Learned", "before", "least_for", "load_learned"]

_BEFORE = 60
"""most words of the sentences before that the network reads with a sentence: those that are whole, the nearest alone cut to its end"""
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
        self.network_version = version
        """of the network itself, however it is weighed"""
        self.version = version + ("-alone" if alone else "") + (f"-{least:.2f}" if least != meta["least"] else "")
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
        places: list[tuple[Doc, int, list[Token], int]] = []
        hinted: list[HintedWords] = []
        for doc, numbers in zip(docs, wanted, strict=True):
            doc.user_data["sighted"] = {}
            sentences = [[token for token in sentence if not token.is_space] for sentence in doc.sents] if numbers else []
            for number in sorted(numbers):
                earlier = before(sentences, number)
                given = model.pieces_of([token.text for token in (*earlier, *sentences[number])])
                if len(given.firsts) < len(earlier) + len(sentences[number]):
                    # So long a sentence leaves no room for what stands before it.
                    earlier, given = [], model.pieces_of([token.text for token in sentences[number]])
                words = [*earlier, *sentences[number]][: len(given.firsts)]
                places.append((doc, number, words, len(earlier)))
                hinted.append(HintedWords(given, [self._hints.get(token.lower_, 0) for token in words], len(earlier)))
        for (doc, number, words, earlier_words), reading in zip(places, self._network.read(hinted), strict=True):
            doc.user_data["sighted"][number] = Sighting(words, reading, self.names, earlier_words)

    def likely(self, doc: Doc) -> set[int]:
        """The sentences worth a parse: those in which something is seen, and those before them with somebody who is in a role of it."""
        sighted: Mapping[int, Sighting] = doc.user_data["sighted"]
        found: set[int] = set()
        reached: set[int] = set()
        for number, one in sighted.items():
            if float(np.max(1 - one.reading.chances[one.before :, 0], initial=0.0)) >= self._seen:
                found.add(number)
                reached |= one.reached(self._seen)
        if reached:
            starts = [sentence.start for sentence in doc.sents]
            found |= {bisect_right(starts, at) - 1 for at in reached}
        return found


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
    curve = meta["curve_alone" if alone else "curve"]
    least = least_for(curve, precision, recall) if precision or recall else float(meta["least"])
    return Learned(network, meta, ontology, least, alone, version, directory)


def _rules(ontology: Ontology) -> set[str]:
    triggers = {one.rule for them in ontology.triggers.values() for one in them}
    return triggers | {one.rule for them in ontology.operators.values() for one in them}


def before(sentences: Sequence[Sequence[Token]], number: int) -> list[Token]:
    """The words before a sentence that the network reads with it, of as many whole sentences as there is room for."""
    found: list[Token] = []
    for sentence in reversed(sentences[:number]):
        if found and len(found) + len(sentence) > _BEFORE:
            break
        found = [*sentence[-_BEFORE:], *found]
        if len(found) >= _BEFORE:
            break
    return found


def least_for(curve: Sequence[Sequence[float]], precision: float | None, recall: float | None) -> float:
    """The confidence to ask for: the lowest that gives the precision, or the highest that gives the recall.

    `curve` has (least, precision, recall), the least rising. Where nothing on it gives what is asked, its end comes nearest.
    """
    if precision is not None:
        return next((least for least, right, _ in curve if right >= precision), curve[-1][0])
    assert recall is not None, "one end of the dial is given"
    return next((least for least, _, found in reversed(curve) if found >= recall), curve[0][0])
