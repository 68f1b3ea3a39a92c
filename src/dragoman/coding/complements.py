"""Words that take a happening as complement: agree to, threaten to, demand that, deny, plan, begin, call for, condemn.

An operator with an effect makes one event of both ("agreed to send arms": AGREE, not AID); one with a status says what the report
says of the inner happening ("denied shelling": denied); a transparent one only passes its subject down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from ..ontology import Ontology, Operator
from ..records import Entity, Status
from .slots import Slots
from .syntax import children, clause_subject, is_passive, mark_of, object_of, particles, prepositions_of, universal

if TYPE_CHECKING:
    from .happenings import Happening

__all__ = ["Complements", "operators_of"]

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_GENERAL = ("object", "indirect", "to", "with", "against", "on", "for", "in")
_REACTIONS = {"SUPPORT"}
_DEFAULT_MODE = {"REQUEST": "change", "REJECT": "change"}


def operators_of(token: Token, ontology: Ontology) -> Iterator[Operator]:
    """The operators whose words stand at `token`, the most specific first."""
    pos = _POS.get(token.pos_)
    if pos is None:
        return
    found = ontology.operators.get((pos, token.lemma_.lower()), ())
    if not found and pos == "verb":
        found = tuple(o for head in ontology.forms.get(token.lower_, ()) for o in ontology.operators.get((pos, head), ()))
    for operator in found:
        if (
            not operator.fixed
            or (
                pos == "verb"
                and set(operator.fixed) <= particles(token) | {w for c in token.children for w in prepositions_of(c)}
            )
            or (
                pos != "verb"
                and operator.fixed == tuple(t.lower_ for t in token.doc[max(0, token.i - len(operator.fixed)) : token.i])
            )
        ):
            yield operator


def complements_of(token: Token, operator: Operator, slots: Slots) -> Iterator[Token]:
    """The heads of the complements, of the kinds that the operator takes."""
    kinds = set(operator.complement)
    for child in token.children:
        relation = universal(child)
        mark = mark_of(child)
        if (
            relation in {"xcomp", "ccomp", "advcl", "acl", "csubj"}
            and child.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}
            and child.dep_ != "acl:relcl"
        ):
            if child.tag_ == "VBG" and mark not in {"to", "that"}:
                if ("gerund" in kinds and not mark) or f"gerund:{mark}" in kinds:
                    yield child
            elif mark == "to" or (relation == "xcomp" and child.tag_ == "VB"):
                if "infinitive" in kinds or ("object-infinitive" in kinds and object_of(token)):
                    yield child
            elif relation == "ccomp" and mark in {"", "that"} and "that" in kinds:
                yield child
        elif relation in {"obj", "obl", "nmod"} or child.dep_ in {"nsubj:pass", "nmod:poss"}:
            words = prepositions_of(child)
            fits = (
                "noun" in kinds and not words and (relation == "obj" or (child.dep_ == "nsubj:pass" and is_passive(token)))
            ) or any(f"noun:{w}" in kinds for w in words)
            if (child.tag_ == "VBG" and any(f"gerund:{w}" in kinds for w in words)) or (
                fits and (slots.is_event_noun(child) or bool(operator.object & {child.lemma_.lower(), child.lower_}))
            ):
                yield child
    # "There is a plan by ... to": infinitive of a noun that hangs from its verb.
    if token.pos_ == "NOUN" and "infinitive" in kinds and universal(token) == "obj":
        for child in children(token.head, "advcl", "xcomp"):
            if mark_of(child) == "to" and child.i > token.i:
                yield child


class Complements:
    """Applies the operators of one sentence to the happenings that its triggers gave."""

    def __init__(self, slots: Slots, ontology: Ontology, read: Mapping[int, Happening]) -> None:
        self.slots = slots
        self.ontology = ontology
        self.read = dict(read)
        self.folded: set[int] = set()

    def apply(self, sentence: Span) -> list[Happening]:
        """The happenings of the sentence after all operators, inner ones first."""
        made: dict[int, Happening] = {}
        for token in sorted(sentence, key=_depth, reverse=True):
            self._statuses(token)
            for operator in operators_of(token, self.ontology):
                if operator.effect is None:
                    continue
                happening = self._effect(token, operator, made)
                if happening is not None:
                    made[token.i] = happening
                    break
        kept = {i: h for i, h in self.read.items() if i not in self.folded and i not in made}
        kept |= {i: h for i, h in made.items() if i not in self.folded}
        return list(kept.values())

    def _statuses(self, token: Token) -> None:
        for operator in operators_of(token, self.ontology):
            if operator.status is None:
                continue
            for inner in complements_of(token, operator, self.slots):
                if operator.object and not operator.object & {inner.lemma_.lower(), inner.lower_}:
                    continue
                for i in self._inner(inner):
                    if self.read[i].status is None:
                        actors = self.read[i].actors
                        if not actors and inner.pos_ == "NOUN":
                            actors = self.slots.entities(token, "subject")
                        self.read[i] = replace(self.read[i], status=Status(operator.status), actors=actors)

    def _inner(self, head: Token) -> list[int]:
        """Triggers at a complement's head, its coordinated verbs and what it passes its subject to ("agree to begin talks")."""
        found: list[int] = []
        queue = [head]
        while queue and len(found) < 6:
            token = queue.pop(0)
            if token.i in self.read:
                found.append(token.i)
            queue += [c for c in children(token, "conj") if c.pos_ in {"VERB", "NOUN"}]
            if token.i not in self.read or token.pos_ == "VERB":
                carried = (
                    [o for o in object_of(token) if o.i in self.read and self.slots.light_verb(o) is not None]
                    if token.pos_ == "VERB"
                    else []
                )
                queue += carried
                if any(o.transparent for o in operators_of(token, self.ontology)):
                    queue += children(token, "xcomp")
        return found

    def _effect(self, token: Token, operator: Operator, made: Mapping[int, Happening]) -> Happening | None:
        from .happenings import Happening

        for head in complements_of(token, operator, self.slots):
            words = {head.lemma_.lower(), head.lower_}
            if (operator.object and not operator.object & words) or operator.not_complement & words:
                continue
            reached = self._inner(head)
            inner = next((made.get(i) or self.read[i] for i in reached), None)
            if inner is None and head.i in made:
                inner = made[head.i]
            if operator.inner and (inner is None or inner.type not in operator.inner):
                continue
            actors = self.slots.entities(token, "subject") if token.pos_ != "NOUN" else self._noun_actors(token)
            own = self._own(token, operator, head, inner)
            if operator.swap:
                actors, own = own, actors
            type_name = operator.effect
            assert type_name is not None
            inner_type = inner.type if inner is not None else ""
            mode = operator.mode
            if inner is not None:
                type_name = self.ontology.becomes.get(type_name, {}).get(inner_type, type_name)
                if mode not in self.ontology.types[type_name].modes:
                    mode = self.ontology.complement_mode(type_name, inner_type, inner.mode)
            if mode is None or mode not in self.ontology.types[type_name].modes:
                mode = _DEFAULT_MODE.get(type_name)
            if not actors and inner is not None and not own:
                continue
            if not actors:
                continue
            if type_name not in _REACTIONS:
                # What is demanded, promised or refused is one event with the word; what somebody thanks for did happen.
                self.folded |= {i for i in reached if i != token.i}
            self.folded |= {i for i in (head.i,) if i in made}
            recipients = tuple(e for e in own if not any((e.name, e.country) == (a.name, a.country) for a in actors))
            last = max(
                (c for c in token.children if c.lower_ in operator.fixed and c.i > token.i),
                key=lambda c: c.i,
                default=token,
            )
            contexts = inner.contexts if inner is not None else ()
            confidence = operator.confidence * (1.0 if inner is not None else 0.75)
            return Happening(
                token,
                last,
                type_name,
                mode,
                actors,
                recipients,
                False,
                operator.rule,
                confidence,
                None,
                contexts,
                None,
                head,
            )
        return None

    def _noun_actors(self, token: Token) -> tuple[Entity, ...]:
        own = self.slots.all(token, ("possessor", "by", "from", "modifier"))
        if own:
            return own
        carrier = self.slots.light_verb(token)
        if carrier is not None:
            return self.slots.entities(carrier, "subject")
        return self.slots.entities(token, "of")

    def _own(self, token: Token, operator: Operator, head: Token, inner: Happening | None) -> tuple[Entity, ...]:
        """The recipient: the operator's own slots, else who is to act in the complement, else whom the complement is aimed at."""
        subject = self.slots.entities(token, "subject") if token.pos_ != "NOUN" else self._noun_actors(token)

        def others(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
            return tuple(e for e in entities if not any((e.name, e.country) == (s.name, s.country) for s in subject))

        for slot in operator.recipient:
            if slot == "inner-actor":
                found = others(inner.actors if inner is not None else ())
            elif slot == "inner-recipient":
                found = others(inner.recipients if inner is not None else ())
            elif slot == "object" and any(o.i == head.i for o in object_of(token)):
                continue
            else:
                found = others(
                    tuple(
                        e
                        for e in self.slots.entities(token, slot)
                        if not any(t.i == head.i for t in self.slots.tokens(token, slot))
                    )
                )
            if found:
                return found
        if operator.effect == "THREATEN" and mark_of(head) == "against":
            # Whom the deed warned against would hurt is not who is warned.
            return ()
        doer = others(self.slots.parties(clause_subject(head))) if head.pos_ in {"VERB", "AUX", "ADJ"} else ()
        if doer:
            return doer
        if inner is not None:
            found = others(inner.recipients) or others(inner.actors)
            if found:
                return found
        return others(
            self.slots.first(
                head,
                _GENERAL
                if head.pos_ != "NOUN"
                else ("to", "with", "against", "on", "for", "from", "possessor", "modifier", "by", "of"),
            )
        )


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < 60:
        token, depth = token.head, depth + 1
    return depth
