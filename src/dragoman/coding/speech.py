"""What a speaker's own words do: "Chad said Libya must withdraw" is a REQUEST, "Chad said it would send aid" an AGREE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from ..ontology import Ontology
from ..records import Entity, Status
from .attribution import saying_over
from .happenings import Happening
from .slots import Slots
from .syntax import children, mark_of, universal

__all__ = ["demands", "promised"]

_MUST = {"must", "should", "ought"}
_WILL = {"will", "would", "'ll", "’ll", "shall"}
_HARD = {4}


def demands(sentence: Span, slots: Slots, ontology: Ontology, found: Sequence[Happening]) -> list[Happening]:
    """REQUEST for each clause in which a speaker says what another party must do, whatever the deed is."""
    made = []
    for verb in sentence:
        if universal(verb) not in {"ccomp", "conj", "parataxis", "root", "ROOT"} or not any(
            c.dep_ == "aux" and c.lower_ in _MUST for c in verb.children
        ):
            continue
        subjects = children(verb, "nsubj", "nsubj:pass")
        saying = saying_over(verb, slots)
        if not subjects or saying is None or not saying.speakers:
            continue
        asked = slots.entities(verb, "subject")
        asked = tuple(e for e in asked if e.country and e.country != saying.speakers[0].country)
        if not asked:
            continue
        inner = next((h for h in found if h.token.i == verb.i), None)
        mode = ontology.complement_mode("REQUEST", inner.type if inner else "") or "change"
        rule = f"REQUEST.speech.{verb.lemma_}"
        made.append(Happening(verb, verb, "REQUEST", mode, saying.speakers, asked, False, rule, 0.7, Status.DONE))
    return made


def promised(happening: Happening, status: Status, slots: Slots, ontology: Ontology) -> tuple[Happening, Status]:
    """A planned deed that the doer announces in his own words: AGREE where it is cooperative, THREATEN where it is hostile."""
    if status not in {Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED} or happening.token.pos_ not in {"VERB", "AUX"}:
        return happening, status
    aux = {c.lower_ for c in happening.token.children if c.dep_ in {"aux", "aux:pass"}}
    if not aux & _WILL:
        return happening, status
    saying = saying_over(happening.token, slots)
    if saying is None or not _same_side(saying.speakers, happening.actors):
        return happening, status
    quad = ontology.types[happening.type].quad
    if status is Status.DENIED:
        # "said it would not meet the demands": a refusal, unless what is refused is a hostile deed.
        if quad in _HARD:
            return happening, status
        mode = ontology.complement_mode("REJECT", happening.type) or "change"
        return replace(happening, type="REJECT", mode=mode, rule=f"REJECT.speech+{happening.rule}"), Status.DONE
    if quad == 2 and happening.type == "RETREAT" and _conditional(happening.token):
        return replace(happening, type="THREATEN", mode="relations", rule=f"THREATEN.speech+{happening.rule}"), Status.DONE
    own = {None, *(e.country for e in happening.actors)}
    if happening.type == "MOBILIZE" and all(e.country in own for e in happening.recipients):
        # Forces sent against nobody: an undertaking, not a threat.
        return replace(happening, type="AGREE", mode=None, rule=f"AGREE.speech+{happening.rule}"), Status.PLANNED
    if quad in _HARD and happening.type != "PROTEST":
        threat = ontology.complement_mode("THREATEN", happening.type, happening.mode)
        return replace(happening, type="THREATEN", mode=threat, rule=f"THREATEN.speech+{happening.rule}"), Status.DONE
    if quad in {1, 2} and happening.type != "AGREE":
        kept = "CONCEDE" if happening.type in {"RETREAT", "CONCEDE"} else "AGREE"
        return replace(happening, type=kept, mode=None, rule=f"{kept}.speech+{happening.rule}"), Status.PLANNED
    return happening, status


def _conditional(token: Token) -> bool:
    return any(mark_of(c) == "unless" for c in children(token, "advcl"))


def _same_side(speakers: Sequence[Entity], actors: Sequence[Entity]) -> bool:
    countries = {s.country for s in speakers if s.country}
    return bool(countries & {a.country for a in actors}) or bool({s.name for s in speakers} & {a.name for a in actors})
