"""From the slots of a lexicon entry to the entities that fill them in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from ..ontology import Ontology
from ..records import Entity
from .cast import Cast
from .syntax import (
    children,
    conjuncts,
    indirect_of,
    is_passive,
    mark_of,
    object_of,
    particles,
    phrase_tokens,
    prepositional,
    prepositions_of,
    subject_of,
    universal,
)

__all__ = ["Slots", "is_party"]

_CIRCUMSTANCE = {"during", "after", "in", "at", "for", "before", "following", "through", "via", "over", "on", "with"}


def is_party(entity: Entity) -> bool:
    """Whether an entity can act or be acted on: it has a country, a sector, or is a named organisation or person."""
    return bool(entity.country or entity.sectors)


def _has_genitive(noun: Token, owned: Token) -> bool:
    """A possessor that the parser did not call one: "the European Union*'s* sanctions"."""
    return noun.dep_ == "nmod" and noun.i < owned.i and any(c.tag_ == "POS" for c in noun.children)


class Slots:
    """Answers "who stands in slot S of word W" for one article."""

    def __init__(self, cast: Cast, ontology: Ontology) -> None:
        self.cast = cast
        self.ontology = ontology

    def tokens(self, word: Token, slot: str) -> tuple[Token, ...]:
        """The heads of the noun phrases in a slot; () where it is empty."""
        if slot == "subject":
            return self._subject(word)
        if slot == "object":
            return object_of(word)
        if slot == "indirect":
            return indirect_of(word)
        if slot == "possessor":
            found = [c for c in word.children if c.dep_ == "nmod:poss" or _has_genitive(c, word)]
            return conjuncts(found[0]) if found else ()
        # What belongs to a verb may hang from its object, what belongs to a noun from its "of" phrase.
        also = object_of(word) if word.pos_ in {"VERB", "AUX"} else tuple(children(word, "nmod"))
        if slot == "by" and word.pos_ == "VERB" and is_passive(word):
            return subject_of(word)
        return prepositional(word, slot, also)

    def entities(self, word: Token, slot: str) -> tuple[Entity, ...]:
        """The parties in a slot."""
        if slot == "modifier":
            return self._modifiers(word)
        if slot == "owner":
            return self._owners(word)
        heads = self.tokens(word, slot)
        if heads and slot == "subject" and word.pos_ == "VERB" and self.is_event_noun(heads[0]):
            # "killed in a raid by troops", "an Israeli air strike killed": a happening as agent stands for who made it.
            makers = self.first(heads[0], ("by", "possessor", "modifier", "of"))
            if makers:
                return makers
        return self.parties(heads)

    def first(self, word: Token, slots: Sequence[str]) -> tuple[Entity, ...]:
        """The parties in the first slot that holds any."""
        for slot in slots:
            found = self.entities(word, slot)
            if found:
                return found
        return ()

    def all(self, word: Token, slots: Iterable[str]) -> tuple[Entity, ...]:
        """The parties of all slots, each once."""
        found: dict[tuple[str, str | None], Entity] = {}
        for slot in slots:
            for entity in self.entities(word, slot):
                found.setdefault((entity.name, entity.country), entity)
        return tuple(found.values())

    def parties(self, heads: Iterable[Token]) -> tuple[Entity, ...]:
        """The parties that noun phrases stand for."""
        return tuple(filter(is_party, self.cast.members(heads)))

    def _subject(self, word: Token) -> tuple[Token, ...]:
        if word.pos_ in {"VERB", "AUX"}:
            return subject_of(word)
        own = [c for c in word.children if universal(c) == "nsubj"]
        if own:
            return conjuncts(own[0])
        return subject_of(word)

    def _owners(self, word: Token) -> tuple[Entity, ...]:
        """Whose the object is: "rejected *Israel's* offer", "welcomed the *Chadian* decision", "a call by *Oman*"."""
        nouns = object_of(word) if word.pos_ in {"VERB", "AUX"} else self.tokens(word, "of")
        for noun in nouns:
            found = self.first(noun, ("possessor", "by", "from", "modifier", "of"))
            if found:
                return found
        return ()

    def is_event_noun(self, token: Token) -> bool:
        """Whether some noun entry has the token as head."""
        triggers = self.ontology.triggers
        return token.pos_ in {"NOUN", "PROPN"} and (
            ("noun", token.lemma_.lower()) in triggers or ("noun", token.lower_) in triggers
        )

    def _modifiers(self, word: Token) -> tuple[Entity, ...]:
        """Parties named by adjectives and names in front of a noun: "Ukrainian raid", "US sanctions", "Egypt-Sudan talks"."""
        found: dict[tuple[str, str | None], Entity] = {}
        possessors = {t.i for c in word.children if c.dep_ == "nmod:poss" for t in c.subtree}
        for token in phrase_tokens(word):
            if token.i >= word.i or token.i in possessors:
                continue
            match = self.cast.cover.get(token.i)
            if match is None or match.start != token.i or not match.name.country:
                continue
            if match.name.kind in {"adjective", "country", "demonym", "organisation", "capital", "seat", "person"}:
                entity = self.cast.of_match(match)
                found.setdefault((entity.name, entity.country), entity)
        return tuple(found.values())

    # ---- nouns --------------------------------------------------------------------------------------------------------------

    def light_verb(self, noun: Token, extra: frozenset[str] = frozenset()) -> Token | None:
        """The verb that carries the noun ("*held* talks", "talks *held* in Oslo"), if it is one of the light verbs."""
        first = noun
        while universal(first) == "conj" and first.head.pos_ in {"NOUN", "PROPN"}:
            first = first.head
        verbs = (
            [first.head]
            if first.dep_ in {"obj", "nsubj:pass"}
            or (universal(first) == "obl" and prepositions_of(first) & {"in", "into", "out", "to", "on"})
            else []
        )
        verbs += [c for c in noun.children if universal(c) == "acl" and c.tag_ in {"VBN", "VBD"}]
        for verb in verbs:
            lemma = verb.lemma_.lower()
            if lemma in extra:
                return verb
            for fixed in self.ontology.support_verbs.get(lemma, ()):
                if set(fixed) <= particles(verb) | {w for c in verb.children for w in prepositions_of(c)}:
                    return verb
        return None

    def trip(self, word: Token) -> Token | None:
        """The visit or journey that a meeting is the purpose of: "*flew* to Oslo for talks", "a *visit* to meet the king"."""
        purpose = (universal(word) in {"obl", "nmod"} and "for" in prepositions_of(word)) or (
            word.pos_ == "VERB" and universal(word) in {"advcl", "acl", "xcomp"} and mark_of(word) == "to"
        )
        head = word.head
        for _ in range(3 if purpose else 0):
            # "Discussed gas during a visit for talks": the parser may tie the purpose to the verb.
            beside = [c for c in children(head, "obl", "obj") if c.i < word.i] if head.pos_ == "VERB" else []
            for journey in (head, *beside):
                pos = "verb" if journey.pos_ == "VERB" else "noun"
                if any(t.mode == "visit" for t in self.ontology.triggers.get((pos, journey.lemma_.lower()), ())):
                    return journey
            if head.pos_ == "VERB" or head.head.i == head.i:
                break
            head = head.head
        return None

    def occasion(self, noun: Token) -> Token | None:
        """The verb at whose side the noun stands as an occasion: "*spoke* after talks with Choe", "in Oslo for talks"."""
        if universal(noun) in {"obl", "nmod"} and prepositions_of(noun) & _CIRCUMSTANCE:
            head = noun.head
            for _ in range(3):
                if head.pos_ in {"VERB", "AUX"} or universal(head) == "root":
                    return head
                head = head.head
        return None
