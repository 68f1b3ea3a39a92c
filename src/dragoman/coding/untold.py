"""Who did it, where the sentence names nobody: "forty people were killed", "25 were hurt", "the drill involves 300 men".

The actors of an earlier sentence are taken where a word recalls what it told, or where violence was told right before. Otherwise
violence and arrests stand without an actor, if the country of those who suffered is known; everything else is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..ontology import Ontology
from ..records import Entity, Status
from .slots import Slots
from .syntax import children, is_passive, object_of, prepositions_of, universal

if TYPE_CHECKING:
    from .happenings import Happening

__all__ = ["refers", "traced", "untold"]

_TOLD_ON = {"MOBILIZE", "COOPERATE", "CONSULT", "ASSAULT"}
_COMPRISING = {"involve", "include", "feature", "comprise", "bring", "last", "leave", "kill", "injure", "wound"}
_HAPPENED = {Status.DONE, Status.ONGOING, Status.BACKGROUND}
_TRACED = 0.85
"""factor on the confidence where the sentence itself names no actor"""


def untold(happening: Happening) -> bool:
    """Whether a report of violence or arrest names only those who suffered it: "forty people were killed"."""
    token = happening.token
    # In a relative clause it is history told in passing: "observers who were taken hostage".
    if happening.actors or token.pos_ != "VERB" or universal(token) == "acl":
        return False
    if happening.mode == "release" and happening.recipients and not object_of(token):
        return True  # "walked out of prison"
    if (happening.type not in {"ASSAULT", "COERCE"} and happening.mode != "release") or not is_passive(token):
        return False
    agent = any(c.dep_ == "obl:agent" or "by" in prepositions_of(c) for c in children(token, "obl"))
    return not agent and bool(object_of(token))


def refers(happening: Happening, ontology: Ontology) -> bool:
    """Whether a noun with "the" goes on telling of a happening that was told: "*the exercise* involves 300 men"."""
    token = happening.token
    if (
        any(e.country for e in happening.actors)
        or happening.type not in _TOLD_ON
        or token.pos_ != "NOUN"
        or universal(token) not in {"nsubj", "obj", "obl"}
    ):
        return False
    # "10,000 troops take part in the manoeuvres": whose troops they are, the noun recalls.
    if not any(c.lower_ in {"the", "this", "these"} for c in token.children):
        return False
    verb = token.head
    if universal(token) == "nsubj":
        return verb.lemma_ in ontology.occur_verbs or verb.lemma_ in _COMPRISING or verb.lemma_ == "hold"
    return verb.lemma_ in {"take", "participate"} and "in" in prepositions_of(token)


def traced(happening: Happening, earlier: Sequence[Happening], slots: Slots) -> Happening | None:
    """The happening with the actors that an earlier sentence names; None where nothing tells of whom it is.

    "Police fired at the strikers. *25 were hurt*", "killed *in the attack*", "*the drill* involves 300 men". That somebody was killed
    or held stands without an actor, if the country of the victims is known.
    """
    if any(e.country for e in happening.actors) or not (untold(happening) or refers(happening, slots.ontology)):
        return happening
    makers = _told_before(happening, earlier, slots) or _holders(happening, slots)
    if makers:
        recipients = tuple(e for e in happening.recipients if (e.name, e.country) not in {(m.name, m.country) for m in makers})
        return replace(happening, actors=makers, recipients=recipients, confidence=happening.confidence * _TRACED)
    # Whoever is freed by name is known without a country; of others it tells whose they are.
    named = happening.mode == "release" and any(e.kind == "person" for e in happening.recipients)
    if (
        not untold(happening)
        or not (named or any(e.country for e in happening.recipients))
        or not _deliberate(happening, slots)
    ):
        return None
    return replace(happening, confidence=happening.confidence * _TRACED)


def _holders(happening: Happening, slots: Slots) -> tuple[Entity, ...]:
    """ "Was arrested in Lebanon": arrests are made by the state where they are made."""
    if happening.type != "COERCE" or happening.mode != "arrest":
        return ()
    return tuple(e for e in slots.entities(happening.token, "in") if e.country)


def _deliberate(happening: Happening, slots: Slots) -> bool:
    """Whether the words tell violence from mishap: "abducted", "shot", "killed in an attack", not "killed in a storm"."""
    if happening.mode is not None:
        return True
    occasions = children(happening.token, "obl")
    names = {name for noun in occasions for name in (noun.lemma_.lower(), noun.lower_)}
    return any(t.type == "ASSAULT" for name in names for t in slots.ontology.triggers.get(("noun", name), ()))


def _told_before(happening: Happening, earlier: Sequence[Happening], slots: Slots) -> tuple[Entity, ...]:
    """The actors of the latest happening that a noun with "the" recalls, else of violence told right before."""
    # What was denied or only threatened has no doer.
    earlier = [h for h in earlier if h.status in _HAPPENED and h.actors]
    token = happening.token
    nouns = [token] if token.pos_ == "NOUN" else [c for c in children(token, "obl") if slots.is_event_noun(c)]
    for noun in nouns:
        if any(c.lower_ in {"the", "this", "that"} for c in noun.children):
            told = [h for h in earlier if h.type in {happening.type, "ASSAULT" if token.pos_ == "VERB" else happening.type}]
            return told[-1].actors if told else ()
    if not happening.recipients:
        return ()
    placed = any(universal(c) == "obl" and (c.ent_type_ == "DATE" or c.i in slots.cast.toponyms) for c in token.children)
    if nouns or placed or not earlier or token.pos_ == "NOUN":
        return ()
    last = earlier[-1]
    start = token.sent.start
    right_before = start > 0 and last.token.i >= token.doc[start - 1].sent.start
    return last.actors if right_before and last.type in {"ASSAULT", "COERCE"} else ()
