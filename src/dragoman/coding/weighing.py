"""What the rules coded and what the network sees, weighed together: which happenings a sentence reports, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from ..ontology import EventType
from ..records import Entity, Status
from .happenings import Happening
from .sides import apart, held, known, seen_parties
from .sighting import Proposal, Sighting, tied
from .slots import Slots
from .status import folded_type

__all__ = ["FEATURES", "Candidate", "Told", "Weighing", "weighed"]

FEATURES = ("network", "rules", "rules_confidence", "other_rules", "sentence", "sided", "verbal", "twin", "again")
"""what a candidate is weighed by, besides a constant: see `Candidate.features`"""
_TRUST = 6
"""power to which `least` is raised where a rule says the same: of 1 to 6 the best on the field's labelled set and our sample reports"""
_OWN = 0.15
"""confidence below which all that is said of a happening is the rule's"""
_SURE = 0.5
"""confidence of a rule below which it does not code by itself"""
_MOST = 12.0
"""a chance's logarithm of odds is held within this"""


@dataclass(frozen=True, slots=True)
class Told:
    """A happening with what the sentence says of it, and how sure that is."""

    happening: Happening
    status: Status
    confidence: float
    words: tuple[Token, ...] = ()
    """the words that report it, where the network sees more than the happening's own"""
    places: tuple[Token, ...] = ()
    """heads of what the network sees as its place"""
    dates: tuple[Token, ...] = ()
    """heads of what the network sees as its day"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that the rules, the network or both take for a happening of one type."""

    tokens: tuple[Token, ...]
    type: str
    ruled: Told | None
    """what the rules made of them, where it is of this type"""
    features: tuple[float, ...]
    """network: logarithm of the odds that it gives; rules: whether they say the same, and with what confidence; other_rules: whether
    they say something else of these words; sentence: the odds that the sentence reports anything; sided: whether some party has a
    country; verbal: whether the first word is a verb; twin: whether a word that it hangs on, or that hangs on it, more likely reports
    a happening of its type, "*exploded*, *killing* two"; again: whether one elsewhere in the sentence does"""

    def floor(self, least: float) -> float:
        """The confidence asked of this one, where `least` is asked of what the network alone proposes.

        Where a rule says the same it is a power of it, 0.03 for 0.55 and 0.5 for 0.9: on text unlike the corpus, which the network does not
        know, rules hold better than the regression can learn from the corpus, the more so the less sure one has to be.
        """
        return least**_TRUST if self.ruled is not None and self.ruled.confidence >= _SURE else least


class Weighing:
    """A logistic regression over FEATURES: the share of candidates with these features that do report a happening of their type."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._constant = weights["constant"]
        self._weights = [weights[name] for name in FEATURES]

    def __call__(self, candidate: Candidate) -> float:
        score = self._constant + sum(w * x for w, x in zip(self._weights, candidate.features, strict=True))
        return 1 / (1 + math.exp(-_held(score)))


def _held(score: float) -> float:
    return max(-_MOST, min(_MOST, score))


def weighed(
    ruled: Sequence[Told], sighting: Sighting, slots: Slots, weigh: Callable[[Candidate], float], least: float
) -> list[Told]:
    """The happenings that are sure enough for `least` (see `Candidate.floor`), in order of the text.

    Words report one happening: of several types the surest.
    """
    found = [(weigh(one), one) for one in candidates(ruled, sighting, slots)]
    found.sort(key=lambda pair: (-pair[0], pair[1].tokens[0].i, pair[1].type))
    taken: set[int] = set()
    told: list[Told] = []
    for confidence, candidate in found:
        places = {token.i for token in candidate.tokens}
        if confidence < candidate.floor(least) or places & taken:
            continue
        taken |= places
        told.append(_told(candidate, confidence, sighting, slots))
    return sorted(told, key=lambda one: one.happening.token.i)


def candidates(ruled: Sequence[Told], sighting: Sighting, slots: Slots) -> list[Candidate]:
    """All that the rules or the network propose for a sentence, each once."""
    found: list[Candidate] = []
    types = slots.ontology.types
    met: set[int] = set()
    for proposal in sighting.proposals:
        over = [(at, one) for at, one in enumerate(ruled) if _overlap(one.happening, proposal)]
        same = [(at, one) for at, one in over if _type(one, types) == proposal.type]
        met |= {at for at, _ in same[:1]}
        both = same[0][1] if same else None
        found.append(_candidate(proposal.words, proposal.type, both, bool(over), sighting, slots))
    for at, one in enumerate(ruled):
        if at not in met:
            tokens = _tokens(one.happening)
            other = any(_overlap(one.happening, proposal) for proposal in sighting.proposals)
            found.append(_candidate(tokens, _type(one, types), one, other, sighting, slots))
    return [replace(one, features=(*one.features, *_beside(one, found))) for one in found]


def _beside(candidate: Candidate, others: Sequence[Candidate]) -> tuple[float, float]:
    """Whether a likelier candidate of the same type is tied to this one, and whether one stands elsewhere in the sentence."""
    likelier = [one for one in others if one.type == candidate.type and one.features[0] > candidate.features[0]]
    twins = [one for one in likelier if tied(one.tokens, candidate.tokens)]
    return float(bool(twins)), float(len(likelier) > len(twins))


def _type(told: Told, types: Mapping[str, EventType]) -> str:
    return folded_type(types[told.happening.type], told.status)


def _tokens(happening: Happening) -> tuple[Token, ...]:
    first, last = sorted((happening.token.i, happening.last.i))
    # The words between a verb and its particle are not of the trigger.
    return (happening.token,) if first == last else (happening.token.doc[first], happening.token.doc[last])


def _overlap(happening: Happening, proposal: Proposal) -> bool:
    first, last = sorted((happening.token.i, happening.last.i))
    return any(first <= token.i <= last for token in proposal.words)


def _candidate(
    tokens: Sequence[Token], type: str, ruled: Told | None, other: bool, sighting: Sighting, slots: Slots
) -> Candidate:
    chance = sighting.chance(tokens, type)
    odds = _held(math.log(max(chance, 1e-9) / max(1 - chance, 1e-9)))
    if ruled is not None:
        parties: Sequence[Entity] = (*ruled.happening.actors, *ruled.happening.recipients)
    else:
        parties = [party for role in ("actor", "recipient") for party in seen_parties(tokens, role, sighting, slots)]
    features = (
        odds,
        float(ruled is not None),
        ruled.confidence if ruled is not None else 0.0,
        float(other and ruled is None),
        _held(sighting.reading.event),
        float(any(party.country for party in parties)),
        float(tokens[0].pos_ in {"VERB", "AUX"}),
    )
    return Candidate(tuple(tokens), type, ruled, features)


def _told(candidate: Candidate, confidence: float, sighting: Sighting, slots: Slots) -> Told:
    tokens = candidate.tokens
    places, dates = (tuple(head for head, _ in sighting.heads(tokens, role)) for role in ("place", "date"))
    status = sighting.status(tokens)
    mode = next(iter(sighting.modes(tokens, candidate.type)), None)
    actors = seen_parties(tokens, "actor", sighting, slots)
    recipients = seen_parties(tokens, "recipient", sighting, slots)
    if candidate.ruled is not None:
        ruled = candidate.ruled.happening
        # Who met whom the rules know best: a side may be somebody's counterpart, or named sentences before.
        if confidence < _OWN:
            # The network sees nothing here: what it says of the sides is worth no more.
            return replace(candidate.ruled, confidence=confidence)
        mutual = ruled.reciprocal and len({one.country for one in ruled.actors if one.country}) > 1
        actors = ruled.actors if mutual else known(actors, ruled.actors)
        recipients = apart(known(recipients, held(ruled.recipients, actors, candidate.type, tokens, sighting)), actors)
        mode = mode if ruled.mode is None else ruled.mode
        happening = replace(ruled, mode=mode, actors=actors, recipients=recipients)
        return Told(happening, status, confidence, tokens, places, dates)
    recipients = apart(recipients, actors)
    head = _head(tokens)
    last = max(tokens, key=lambda token: abs(token.i - head.i))
    rule = f"learned:{candidate.type}"
    happening = Happening(head, last, candidate.type, mode, actors, recipients, False, rule, confidence)
    return Told(happening, status, confidence, tokens, places, dates)


def _head(tokens: Sequence[Token]) -> Token:
    """The word of a trigger that the others hang on."""
    places = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i == token.i or token.head.i not in places), tokens[0])
