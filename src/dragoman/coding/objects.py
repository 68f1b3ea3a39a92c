"""Which things a happening is about: what is given, sent, seized, closed or destroyed.

Read off the parse: the object of the trigger (or of the verb that it takes as complement), the "of" phrase of a noun, through what
only holds the thing ("a shipment of arms"). Which nouns are things, and which are people or abstract, is data: ontology/objects.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..ontology import ObjectWords
from ..records import Span
from .happenings import Happening
from .slots import Slots
from .syntax import cargo_of, children, conjuncts, object_of, prepositional, prepositions_of, universal

__all__ = ["objects_of"]

_DEEDS = {"AID", "COOPERATE", "RETREAT", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
"""types whose object may be a thing of any kind"""
_WORDS = {"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"}
"""types that are about things where they take a deed as complement, or name a thing beyond doubt"""
_EQUIPPING = {"provide", "supply", "furnish", "present", "equip", "arm"}
"""verbs whose object is who gets what stands behind "with" """
_PEOPLE = {"role", "office", "person", "demonym"}
_NAMES = {"country", "capital", "seat", "region", "organisation", "agency", "outlet", "vague"}
_MODIFIERS = {"compound", "amod"}
_COUNTING = {
    "more",
    "many",
    "several",
    "other",
    "further",
    "additional",
    "new",
    "such",
    "much",
    "own",
    "same",
    "large",
    "big",
    "small",
}
_DEPTH = 3


def objects_of(happening: Happening, slots: Slots) -> tuple[Span, ...]:
    """The things of a happening, one span for each coordinated noun, without determiner, number and nationality."""
    if happening.type not in _DEEDS | _WORDS:
        return ()
    words = slots.ontology.objects
    found: dict[int, Span] = {}
    sure = happening.type in _DEEDS or (happening.inner is not None and happening.inner.pos_ == "VERB")
    for head in _heads(happening, slots):
        for thing in _held(head, words, 0):
            known = bool(_names(thing) & words.things)
            troops = happening.type == "AID" and bool(_names(thing) & words.troops)
            if troops or (_is_thing(thing, slots, words) and (sure or known)):
                found[thing.i] = _span(thing, slots)
    return tuple(found[i] for i in sorted(found))


def _heads(happening: Happening, slots: Slots) -> Iterator[Token]:
    """The nouns that the happening is done to or with, things or not."""
    word = happening.inner if happening.inner is not None else happening.token
    if word.pos_ in {"VERB", "AUX", "ADJ"}:
        if word.lemma_ in _EQUIPPING:
            yield from prepositional(word, "with")
        objects = [o for o in object_of(word) if o.dep_ != "iobj"]
        yield from objects
        for noun in objects:
            if slots.is_event_noun(noun) and slots.light_verb(noun) is not None:
                yield from prepositional(noun, "of")
        if not objects and happening.theme is not None and happening.inner is None:
            yield from conjuncts(happening.theme)
    else:
        if happening.inner is not None or _names(word) & slots.ontology.objects.things:
            yield from conjuncts(word)
        yield from prepositional(word, "of")
        yield from (c for c in children(word, "compound") if _names(c) & slots.ontology.objects.things)


def _held(head: Token, words: ObjectWords, depth: int) -> Iterator[Token]:
    """The noun itself, or what it only holds or counts: "a shipment of arms", "tons of rice", "hundreds of rockets"."""
    inner = [*cargo_of(head)]
    if not inner and depth < _DEPTH and (head.pos_ == "NUM" or _names(head) & words.containers):
        inner = [c for c in children(head, "nmod") if "of" in prepositions_of(c)]
        if not inner and not _names(head) & words.things:
            inner = [c for c in children(head, "compound") if c.pos_ == "NOUN"]
    if not inner:
        yield head
    for child in inner:
        for thing in conjuncts(child):
            yield from _held(thing, words, depth + 1)


def _is_thing(token: Token, slots: Slots, words: ObjectWords) -> bool:
    if token.pos_ != "NOUN":
        return False
    names = _names(token)
    if names & words.things:
        return True
    match = slots.cast.cover.get(token.i)
    if match is not None and match.name.kind in _PEOPLE | _NAMES:
        return False
    if token.i in slots.cast.toponyms or token.ent_type_ in {"PER", "ORG", "DATE"}:
        return False
    if names & (words.people | words.abstract | words.containers) or slots.is_event_noun(token):
        return False
    return not any(name.endswith(words.abstract_endings + words.people_endings) for name in names)


def _names(token: Token) -> set[str]:
    return {token.lemma_.lower(), token.lower_}


def _span(head: Token, slots: Slots) -> Span:
    """The noun with what tells its kind ("rubber bullets", "air defence battery"), without what counts or places it."""
    first = head
    for token in reversed(head.doc[head.left_edge.i : head.i]):
        joined = token.text == "-" or (universal(token) in _MODIFIERS and token.head.i <= head.i)
        match = slots.cast.cover.get(token.i)
        if not joined or (match is not None and match.name.country) or token.i in slots.cast.toponyms:
            break
        if _names(token) & slots.ontology.objects.containers - slots.ontology.objects.things:
            break
        if token.tag_ in {"VBN", "VBD", "JJR", "JJS", "CD"} or token.lower_ in _COUNTING:
            break
        first = token
    while first.text == "-":
        first = first.nbor()
    words = head.doc[first.i : head.i + 1]
    return Span(words.text, words.start_char, words.end_char)
