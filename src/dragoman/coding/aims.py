"""At whom a happening is aimed, where no slot of its entry says so.

"rejected a call for forces to be deployed in East Timor", "demonstrated to demand reforms by the government": the recipient stands
deeper in the complement. The nearest party of another country goes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from ..records import Entity
from .slots import Slots
from .syntax import children, clause_subject, conjuncts, mark_of, object_of, prepositions_of, universal

if TYPE_CHECKING:
    from .happenings import Happening

__all__ = ["absorbed", "aimed", "recalled", "shared"]

_AIMED = {
    "AGREE",
    "REQUEST",
    "REJECT",
    "THREATEN",
    "ACCUSE",
    "SUPPORT",
    "AID",
    "SANCTION",
    "COERCE",
    "ASSAULT",
    "PROTEST",
    "CONCEDE",
    "MOBILIZE",
}
_ASIDE = {
    "if",
    "unless",
    "because",
    "while",
    "after",
    "as",
    "when",
    "since",
    "before",
    "although",
    "though",
    "despite",
    "until",
    "once",
}
_ANSWERS = {"ACCUSE", "SUPPORT", "REJECT", "THREATEN", "REQUEST", "AGREE"}
_DEEDS = {"decision", "move", "step", "measure", "action", "act", "gesture", "announcement"}
_SPEAKING = {"THREATEN", "REQUEST", "REJECT", "AGREE"}
_PRESSING = {"REQUEST", "ACCUSE", "PROTEST", "REJECT", "SUPPORT"}
_FIGHTS = {"ASSAULT", "MOBILIZE"}
_BACKING = {"SUPPORT", "AID"}
_POSSESSIVE = {"its", "their", "his", "her", "our"}
_DEPTH = 7
_BELOW = {"obj", "iobj", "obl", "nmod", "xcomp", "ccomp", "advcl", "acl", "conj", "amod", "compound"}


def aimed(happening: Happening, slots: Slots) -> Happening:
    """The happening with a recipient found deeper in its clause, if it has none and its type has one as a rule."""
    if happening.reciprocal or happening.type not in _AIMED or happening.mode == "resign":
        return happening
    if happening.recipients and not _own_only(happening):
        return happening
    if happening.inner is not None and mark_of(happening.inner) == "against":
        return happening
    own = {e.country for e in happening.actors}
    names = {e.name for e in happening.actors}
    domestic: tuple[Entity, ...] = ()
    for head in _deeper(happening.token, 0):
        found = tuple(e for e in slots.parties(conjuncts(head)) if e.country and e.name not in names)
        foreign = tuple(e for e in found if e.country not in own)
        if foreign:
            return replace(happening, recipients=foreign)
        domestic = domestic or tuple(e for e in found if e.refers_to is None)
    if not happening.recipients and not domestic and happening.type == "THREATEN":
        named = _on_condition(happening.token, own, slots)
        return replace(happening, recipients=named) if named else happening
    return replace(happening, recipients=domestic) if domestic and not happening.recipients else happening


def _on_condition(token: Token, own: set[str | None], slots: Slots) -> tuple[Entity, ...]:
    """Whom a threat is for that names nobody: whoever has to act, "threatened to stop the talks if *Peru* goes ahead"."""
    for verb in (token, *children(token, "xcomp", "ccomp")):
        for clause in children(verb, "advcl"):
            if mark_of(clause) in {"if", "unless"}:
                found = tuple(e for e in slots.parties(clause_subject(clause)) if e.country and e.country not in own)
                if found:
                    return found
    return ()


def recalled(happening: Happening, earlier: Sequence[Happening], slots: Slots) -> Happening:
    """The happening with a recipient from what it answers to: "condemned *the drill*", "rejected *the request*".

    The actor of the latest happening of that kind in the article is meant, if it is another side.
    """
    if happening.recipients or happening.reciprocal or happening.type not in _ANSWERS:
        return happening
    own = {e.country for e in happening.actors}
    point = slots.cast.references.point
    for noun in _answered(happening):
        if not any(c.lower_ in {"the", "this", "these", "that", "those"} for c in noun.children):
            continue
        keys = {noun.lemma_.lower(), noun.lower_}
        types = {t.type for key in keys for t in slots.ontology.triggers.get(("noun", key), ())}
        for other in reversed(earlier):
            makers = tuple(e for e in other.actors if e.country and e.country not in own)
            if makers and (other.type in types or (keys & _DEEDS and other.type != "CONSULT")):
                return replace(happening, recipients=point(noun, makers))
    return happening


def _answered(happening: Happening) -> Iterator[Token]:
    """The nouns that a happening answers to: its complement or object, and what that is about."""
    nouns = [happening.inner] if happening.inner is not None else [*object_of(happening.token)]
    for noun in nouns:
        deeper = [c for c in children(noun, "nmod") if prepositions_of(c) & {"over", "about", "at", "for", "of", "against"}]
        yield from deeper or [noun]


def shared(happenings: Sequence[Happening]) -> list[Happening]:
    """Coordinated words against one side: "condemned the drill and urged *Moscow* to ..." condemned Moscow too."""
    made = []
    for happening in happenings:
        if not happening.recipients and happening.type in _ANSWERS and happening.token.pos_ == "VERB":
            for other in happenings:
                tied = other.token.head.i == happening.token.i and universal(other.token) == "conj"
                if tied and other.recipients and other.type in _ANSWERS and _same_actors(other, happening):
                    happening = replace(happening, recipients=other.recipients)
                    break
        made.append(happening)
    return made


def _own_only(happening: Happening) -> bool:
    """Whether the recipients are the actors' own things: "along *its border* with Peru"."""
    own = {e.country for e in happening.actors}
    return all(
        e.country in own and e.kind == "group" and e.text.split()[0].lower() in _POSSESSIVE for e in happening.recipients
    )


def _deeper(token: Token, depth: int) -> Iterator[Token]:
    """Noun phrases under the trigger, nearest level first, without asides, relative clauses and its own subject."""
    if depth > _DEPTH:
        return
    level = [
        c
        for c in token.children
        if (universal(c) in _BELOW or (depth == 0 and c.dep_ == "nsubj:pass"))
        and c.dep_ != "acl:relcl"
        and not (depth == 0 and (c.dep_ == "obl:agent" or "by" in prepositions_of(c)))
        and not (mark_of(c) in _ASIDE and universal(c) in {"advcl", "obl"})
        and not (universal(c) == "conj" and c.pos_ == "VERB" and depth == 0)
        and not prepositions_of(c) & {"despite", "after", "before", "amid", "according", "since", "during"}
    ]
    nouns = [c for c in level if c.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}]
    if token.pos_ in {"VERB", "ADJ"} and depth > 0:
        nouns += children(token, "nsubj", "nsubj:pass")
    yield from sorted(nouns, key=lambda t: t.i)
    for child in sorted(level, key=lambda t: t.i):
        yield from _deeper(child, depth + 1)


def absorbed(happenings: Sequence[Happening], slots: Slots) -> list[Happening]:
    """Without what is only the topic, the purpose or the cause of another one.

    "The topic of a protest is not a separate REQUEST" (PLOVER manual, section on PROTEST): its recipient is the protest's.
    """
    kept: list[Happening] = []
    protests = [h for h in happenings if h.type == "PROTEST"]
    dropped: set[int] = set()
    grown: dict[int, Happening] = {}
    for protest in protests:
        for other in happenings:
            if other is protest or other.type not in _PRESSING or other.token.i in dropped or protest.token.i in dropped:
                continue
            if _under(other.token, protest.token) and _same_actors(other, protest):
                dropped.add(other.token.i)
                known = grown.get(protest.token.i, protest)
                if not known.recipients and other.recipients:
                    grown[protest.token.i] = replace(known, recipients=other.recipients)
    for speech in happenings:
        if speech.type in _SPEAKING and speech.token.pos_ == "VERB":
            dropped |= {o.token.i for o in happenings if o is not speech and _content(o.token, speech.token)}
    for happening in happenings:
        if happening.token.i not in dropped and not _backed(happening, slots):
            kept.append(grown.get(happening.token.i, happening))
    return [_with_partner(h, kept) for h in kept]


def _backed(happening: Happening, slots: Slots) -> bool:
    """Whether a war is only what somebody stands by: "support *for Mali's war* in Togo" reports support, not an attack."""
    noun = happening.token
    if happening.type not in _FIGHTS or noun.pos_ not in {"NOUN", "PROPN"} or slots.light_verb(noun) is not None:
        return False
    named = universal(noun) == "obj" or bool(prepositions_of(noun) & {"for", "in", "of", "with"})
    head = noun.head
    pos = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}.get(head.pos_, "")
    entries = slots.ontology.triggers.get((pos, head.lemma_.lower()), ())
    return named and any(t.type in _BACKING and t.confidence > 0 for t in entries)


def _content(token: Token, speech: Token) -> bool:
    """Whether a word stands in what is demanded, refused or warned against: that is one event with the speech, not another.

    A finite clause of its own ("warned that troops had crossed") and an object that did happen are another.
    """
    node = token
    for _ in range(_DEPTH):
        if universal(node) == "acl" and mark_of(node) in {"against", "from"} and node.head.head.i == speech.i:
            return True
        if node.head.i == speech.i:
            clause = universal(node) in {"xcomp", "advcl"} and mark_of(node) in {"against", "from", "of", "for", "to", "into"}
            return clause or (universal(node) == "xcomp" and not mark_of(node))
        if node.head.i == node.i or node.dep_ in {"acl:relcl", "ccomp", "parataxis"}:
            return False
        node = node.head
    return False


def _with_partner(happening: Happening, happenings: Sequence[Happening]) -> Happening:
    """ "met his counterpart, securing an agreement": an accord needs two, and the meeting tells the other."""
    if happening.type != "AGREE" or len(happening.actors) != 1 or happening.recipients or happening.token.pos_ != "VERB":
        return happening
    for other in happenings:
        if (
            other.type == "CONSULT"
            and len(other.actors) > 1
            and universal(happening.token) == "advcl"
            and happening.token.head.i == other.token.i
        ):
            return replace(happening, actors=other.actors)
    return happening


def _same_actors(a: Happening, b: Happening) -> bool:
    return bool({(e.name, e.country) for e in a.actors} & {(e.name, e.country) for e in b.actors}) or bool(
        {e.country for e in a.actors if e.country} & {e.country for e in b.actors if e.country}
    )


def _under(token: Token, above: Token) -> bool:
    carrier = above.head if above.pos_ == "NOUN" else above
    node = token
    for _ in range(_DEPTH):
        if node.i in {above.i, carrier.i}:
            return True
        if node.head.i == node.i:
            return False
        node = node.head
    return False
