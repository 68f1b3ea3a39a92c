"""The shapes of the ontology: event types, trigger entries, operators, contexts, things. docs/lexicon.md explains every key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["EventType", "ObjectWords", "Ontology", "Operator", "Trigger"]


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's types: `quad` 1-4, `score` -10 to +10, and the score of each mode."""

    name: str
    quad: int
    score: float
    needs_recipient: bool
    modes: Mapping[str, float]
    meaning: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """One lemma of a `[[verb]]`, `[[noun]]` or `[[adjective]]` entry.

    `head` is the word that carries the entry, `fixed` the other words of a multi-word lemma (particles after a verb, words
    before a noun). Slots and conditions are as in docs/lexicon.md, classes already resolved to lemmas; an empty set is no condition.
    """

    rule: str
    pos: str
    head: str
    fixed: tuple[str, ...]
    type: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    object: frozenset[str]
    not_object: frozenset[str]
    preposition: Mapping[str, frozenset[str]]
    """preposition -> the nouns that it must head, empty for any"""
    subject: frozenset[str]
    not_subject: frozenset[str]
    needs: frozenset[str]
    support: frozenset[str]
    status: str | None
    contexts: tuple[str, ...]
    confidence: float
    swap: bool

    @property
    def order(self) -> tuple[int, bool, float, str]:
        """The place in which entries are tried: the most specific first, a bar before its equals, then the surest."""
        return -self.conditions, self.confidence > 0, -self.confidence, self.rule

    @property
    def conditions(self) -> int:
        """How specific the entry is; of several that fit, the one with more conditions wins."""
        given = (self.fixed, self.object, self.preposition, self.subject)
        return sum(map(bool, given)) * 2 + len(self.needs)


@dataclass(frozen=True, slots=True)
class Operator:
    """One lemma of an `[[operator]]`: a word that takes a happening as complement and changes what is said of it.

    `effect` is a type (one event made of both), `status` marks the inner happening, `transparent` passes the subject
    down, `report` makes the inner happening a claim of the subject. Exactly one of the four is set.
    """

    rule: str
    pos: str
    head: str
    fixed: tuple[str, ...]
    effect: str | None
    mode: str | None
    status: str | None
    transparent: bool
    report: bool
    complement: tuple[str, ...]
    recipient: tuple[str, ...]
    inner: frozenset[str]
    object: frozenset[str]
    not_complement: frozenset[str]
    swap: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class ObjectWords:
    """Which nouns are things that a happening may be about: objects.toml."""

    things: frozenset[str]
    """things whatever else the word may mean"""
    abstract: frozenset[str]
    abstract_endings: tuple[str, ...]
    people: frozenset[str]
    """people that the knowledge base has no role for"""
    people_endings: tuple[str, ...]
    troops: frozenset[str]
    containers: frozenset[str]
    """what they hold is the thing: "a shipment of arms" """


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that is loaded from the ontology's files. `version` is a hash of them."""

    version: str
    types: Mapping[str, EventType]
    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    """(part of speech, head) -> entries"""
    operators: Mapping[tuple[str, str], tuple[Operator, ...]]
    support_verbs: Mapping[str, tuple[tuple[str, ...], ...]]
    """light verbs, by head: the other words that must stand with it, () for none"""
    occur_verbs: Mapping[str, tuple[tuple[str, ...], ...]]
    """verbs whose subject is the happening, in the same form"""
    continuing_verbs: frozenset[str]
    """verbs that say that their subject, a happening, goes on"""
    becomes: Mapping[str, Mapping[str, str]]
    """effect -> type of the inner happening -> the type that the two make"""
    complement_modes: Mapping[str, Mapping[str, str]]
    """effect -> type of the inner happening (or "TYPE mode") -> mode"""
    contexts: Mapping[str, tuple[str, ...]]
    """word or phrase -> contexts"""
    objects: ObjectWords
    forms: Mapping[str, tuple[str, ...]] = field(repr=False)
    """every inflected form, lower case, with the heads that it may be of: a sentence without any of them holds no event"""

    def score(self, type_name: str, mode: str | None) -> float:
        """The conflict-cooperation score of a type in a mode."""
        kind = self.types[type_name]
        return kind.modes.get(mode, kind.score) if mode else kind.score

    def complement_mode(self, effect: str, inner_type: str, inner_mode: str | None = None) -> str | None:
        """The mode that `effect` takes over an inner happening: by its type and mode, else by its type."""
        modes = self.complement_modes.get(effect, {})
        return modes.get(f"{inner_type} {inner_mode}") or modes.get(inner_type)
