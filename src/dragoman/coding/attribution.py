"""Who says so: the outlet, an agency, a named speaker or unnamed officials; and what a speaker's own words do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ..records import Assertion, Entity, Quote
from .slots import Slots
from .status import report_operator
from .syntax import children, mark_of, prepositions_of, universal

__all__ = ["Saying", "asserted_by", "saying_over"]

_ASIDE = {"as", "when", "while", "after", "before", "since", "because", "although", "though", "once"}
_CLIMB = 12


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying over a clause, its subject and whom the subject stands for."""

    cue: Token
    subject: Token | None
    speakers: tuple[Entity, ...]


def saying_over(token: Token, slots: Slots) -> Saying | None:
    """The nearest verb of saying whose clause holds `token`, or "according to X" beside it."""
    node = token
    for _ in range(_CLIMB):
        for child in node.children:
            if universal(child) in {"obl", "advmod", "parataxis", "advcl"} and (
                "according" in prepositions_of(child) or child.lower_ == "according" or "per" in prepositions_of(child)
            ):
                subject = child if child.lower_ != "according" else next(iter(children(child, "obl")), child)
                return Saying(child, subject, slots.parties([subject]))
            # "..., officials said": the saying hangs from the clause.
            if universal(child) == "parataxis" and report_operator(child, slots) and children(child, "nsubj"):
                subject = children(child, "nsubj")[0]
                return Saying(child, subject, slots.entities(child, "subject"))
        head = node.head
        # "As drills grew, he warned ...": an aside of time or cause is the outlet's, not the speaker's.
        if head.i == node.i or (universal(node) == "advcl" and mark_of(node) in _ASIDE):
            return None
        relation = universal(node)
        if relation in {"ccomp", "xcomp", "advcl", "parataxis", "obj"} and report_operator(head, slots) and head.i != token.i:
            subjects = children(head, "nsubj")
            return Saying(head, subjects[0] if subjects else None, slots.entities(head, "subject"))
        node = head
    return None


def asserted_by(token: Token, slots: Slots, quotes: Sequence[Quote], outlet: str | None) -> Assertion:
    """Who asserts the happening that `token` reports; the outlet itself where nobody else is named."""
    for quote in quotes:
        if quote.start <= token.idx < quote.end and quote.speaker is not None and quote.form != "indirect":
            return _by(quote.speaker)
    saying = saying_over(token, slots)
    if saying is None:
        return Assertion("outlet", outlet)
    if saying.speakers:
        # A party that reports its own deed ("Chad said it had...") still is the one who says so.
        return _by(saying.speakers[0])
    subject = saying.subject
    if subject is None:
        return Assertion("outlet", outlet)
    words = subject.doc[subject.left_edge.i : subject.i + 1]
    medium = slots.cast.medium(words.start, words.end)
    if medium is not None:
        return _by(medium, "agency")
    return Assertion("unnamed", None, None, words.text, words.start_char, words.end_char)


def _by(entity: Entity, kind: str | None = None) -> Assertion:
    if kind is None:
        if entity.sectors[:1] == ("JRN",) and entity.kind == "organisation":
            kind = "agency"
        elif entity.kind in {"unnamed", "group"}:
            kind = "unnamed"
        else:
            kind = "speaker"
    return Assertion(kind, entity.name, entity, entity.text, entity.start, entity.end)
