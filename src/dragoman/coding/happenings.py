"""Which words of a sentence report a happening, of which type, and who takes part.

Two steps: every trigger that fits is read with its parties; then words that take a happening as complement ("agreed to send",
"threatened strikes", "denied shelling") make one event of both, or change what is said of the inner one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from ..ontology import Ontology, Trigger
from ..records import Entity, Status
from .aims import aimed
from .complements import Complements
from .completeness import complete
from .slots import Slots
from .syntax import (
    cargo_of,
    children,
    clause_subject,
    conjuncts,
    is_passive,
    object_of,
    particles,
    phrase_tokens,
    prepositions_of,
    subject_of,
    universal,
    verb_head,
)
from .untold import refers, untold

__all__ = ["Happening", "find_happenings"]

_WITH = ("with", "between", "among")


@dataclass(frozen=True, slots=True)
class Happening:
    """A trigger word, the type it reports and the parties to it, before status and circumstances."""

    token: Token
    last: Token
    """last word of a trigger of several words"""
    type: str
    mode: str | None
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    reciprocal: bool
    rule: str
    confidence: float
    status: Status | None = None
    contexts: tuple[str, ...] = ()
    theme: Token | None = None
    inner: Token | None = field(default=None)
    """the complement's head, where an operator made this"""


def find_happenings(sentence: Span, slots: Slots, ontology: Ontology) -> list[Happening]:
    """The happenings of one parsed sentence, in order of their triggers."""
    read = {token.i: found for token in sentence if (found := _read_trigger(token, slots, ontology)) is not None}
    read = {i: _filled(h, read) for i, h in read.items()}
    themes = {h.theme.i for h in read.values() if h.theme is not None}
    # "Went on *strike*": the last word of a phrase is no strike of its own.
    themes |= {h.last.i for h in read.values() if h.last.i != h.token.i}
    read = {i: h for i, h in read.items() if i not in themes or h.token.pos_ == "VERB"}
    made = Complements(slots, ontology, read).apply(sentence)
    kept = [h for h in made if complete(h, ontology) or untold(h) or refers(h, ontology)]
    return _without_doubles(sorted(kept, key=lambda h: h.token.i))


def _filled(happening: Happening, read: Mapping[int, Happening]) -> Happening:
    """A verb with the parties that its theme names: "*EU* sanctions on *Chad* were announced"."""
    theme = read.get(happening.theme.i) if happening.theme is not None else None
    if theme is None or theme.type != happening.type or happening.actors or not is_passive(happening.token):
        return happening
    return replace(happening, actors=theme.actors, recipients=happening.recipients or theme.recipients)


def _read_trigger(token: Token, slots: Slots, ontology: Ontology) -> Happening | None:
    pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}.get(token.pos_)
    if pos == "noun" and universal(token) == "root" and children(token, "obj"):
        pos = "verb"
    if pos is None or token.dep_ in {"aux", "aux:pass", "case", "mark"}:
        return None
    if pos == "noun" and token.dep_ in {"compound", "flat"} and token.head.pos_ in {"NOUN", "PROPN"}:
        return None
    lemma = token.lemma_.lower()
    entries: list[Trigger] = [*(t for joined in _joined_words(token) for t in ontology.triggers.get((pos, joined), ()))]
    entries = entries or [*ontology.triggers.get((pos, lemma), ())]
    if not entries and pos == "verb":
        # The lemma may be unknown or wrong; the form still tells.
        entries = [t for head in ontology.forms.get(token.lower_, ()) for t in ontology.triggers.get((pos, head), ())]
        entries.sort(key=lambda t: t.order)
    if token.lower_ != lemma:
        entries += ontology.triggers.get((pos, token.lower_), ())
        entries.sort(key=lambda t: t.order)
    # Participles in front of or behind nouns are often tagged as adjectives.
    if pos == "adjective" and not entries and token.tag_ in {"VBN", "VBG"}:
        entries = [*ontology.triggers.get(("verb", lemma), ())]
    for trigger in entries:
        if _fits(token, trigger, slots):
            if trigger.confidence == 0:
                return None
            found = _with_parties(token, trigger, slots)
            if not found.recipients and trigger.object and "recipient" in trigger.needs and found.theme is not None:
                # "supplying troops to support Russia's war": whom the theme is for stands deeper.
                found = aimed(found, slots)
            if "recipient" in trigger.needs and not (found.recipients or (found.reciprocal and len(found.actors) > 1)):
                continue
            return found
    return None


def _joined_words(token: Token) -> list[str]:
    """The word with what a hyphen ties to it: "test-fired", "build-up" are several tokens and one lemma."""
    doc, i = token.doc, token.i
    found = []
    if i >= 2 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_:
        found.append(f"{doc[i - 2].lower_}-{token.lemma_.lower()}")
    if i + 2 < len(doc) and doc[i + 1].text == "-" and not token.whitespace_ and not doc[i + 1].whitespace_:
        found.append(f"{token.lemma_.lower()}-{doc[i + 2].lower_}")
    return found


def _fits(token: Token, trigger: Trigger, slots: Slots) -> bool:
    if trigger.fixed:
        if trigger.pos == "verb":
            if not set(trigger.fixed) <= particles(token):
                return False
        elif not set(trigger.fixed) <= _words_before(token):
            return False
    if trigger.preposition and not any(_heads(slots.tokens(token, p), nouns) for p, nouns in trigger.preposition.items()):
        return False
    if trigger.object or trigger.not_object:
        heads = object_of(token) if trigger.pos != "noun" else ()
        words = {w for head in heads for w in _names(head)}
        if trigger.object and not words & trigger.object:
            return False
        if trigger.not_object and words & trigger.not_object:
            return False
    if trigger.subject or trigger.not_subject:
        words = {w for head in slots.tokens(token, "subject") for w in _names(head)}
        if (trigger.subject and not words & trigger.subject) or words & trigger.not_subject:
            return False
    return True


def _heads(found: Sequence[Token], nouns: frozenset[str]) -> bool:
    return bool(found) and (not nouns or any(_names(head) & nouns for head in found))


def _words_before(noun: Token) -> set[str]:
    words = {t.lower_ for t in phrase_tokens(noun) if t.i < noun.i} | {
        t.lemma_.lower() for t in phrase_tokens(noun) if t.i < noun.i
    }
    for back in (1, 2):
        if noun.i - back >= noun.sent.start:
            words.add(noun.doc[noun.i - back].lower_)
    return words


def _names(head: Token) -> set[str]:
    """What an object may be called in a condition: lemma, form, and the noun inside "hundreds of rockets"."""
    words = {head.lemma_.lower(), head.lower_}
    if head.pos_ == "NUM":
        # "Expelled three diplomats, a day after Chad expelled *two*": the noun stands with the number before.
        counted = (t for t in reversed(head.doc[head.sent.start : head.i]) if t.pos_ == "NOUN" and children(t, "nummod"))
        words |= {word for noun in [*counted][:1] for word in (noun.lemma_.lower(), noun.lower_)}
    words |= {f"{before} {head.lemma_.lower()}" for before in _words_before(head)}
    if head.tag_ == "$":
        words.add("money")
    # Whoever sends trucks of food sends food.
    words |= {word for thing in cargo_of(head) for word in (thing.lemma_.lower(), thing.lower_)}
    for child in children(head, "nmod"):
        if "of" in prepositions_of(child) and (
            head.pos_ == "NUM"
            or head.lemma_
            in {"hundred", "thousand", "ton", "tonne", "number", "million", "billion", "dozen", "shipment", "series"}
        ):
            words |= {child.lemma_.lower(), child.lower_}
    return words


def _with_parties(token: Token, trigger: Trigger, slots: Slots) -> Happening:
    actors, recipients = _noun_parties(token, trigger, slots) if trigger.pos == "noun" else _verb_parties(token, trigger, slots)
    if trigger.swap:
        actors, recipients = recipients, actors
    if trigger.reciprocal:
        together = slots.all(token, _WITH)
        actors = _joined(actors, (*recipients, *together))
        recipients = ()
        if len(actors) == 1 and trigger.pos == "verb":
            actors = _joined(actors, _deeper_with(token, slots))
    recipients = tuple(e for e in recipients if not any(_same(e, a) for a in actors))
    if trigger.mode == "release" and not recipients and trigger.pos == "verb":
        # Whoever is freed by name need be of no known country: "walked out of prison", "was freed".
        freed = slots.cast.members(object_of(token) or subject_of(token))
        recipients = tuple(e for e in freed if e.kind == "person" and " " in e.name)
    theme = None
    if trigger.pos == "verb":
        heads = object_of(token) if trigger.object else subject_of(token) if trigger.subject else ()
        theme = heads[0] if heads else None
    confidence = trigger.confidence
    if trigger.pos == "noun":
        confidence *= _bareness(token, trigger, slots, actors, recipients)
    last = token
    if trigger.pos == "verb" and trigger.fixed:
        last = next((c for c in token.children if c.lower_ in trigger.fixed and c.i > token.i), token)
    status = Status(trigger.status) if trigger.status else None
    return Happening(
        token,
        last,
        trigger.type,
        trigger.mode,
        actors,
        recipients,
        trigger.reciprocal,
        trigger.rule,
        confidence,
        status,
        trigger.contexts,
        theme,
    )


def _deeper_with(verb: Token, slots: Slots) -> tuple[Entity, ...]:
    """ "discussed strengthening ties *with the leader*": the other side, tied by the parser to what is discussed."""
    for token in verb.subtree:
        if token.i > verb.i and universal(token) in {"obl", "nmod"} and "with" in prepositions_of(token):
            found = slots.parties(conjuncts(token))
            if found:
                return found
    return ()


def _verb_parties(token: Token, trigger: Trigger, slots: Slots) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    actors = slots.all(token, trigger.actor)
    if not actors and "subject" in trigger.actor:
        actors = _through_occasion(token, slots) or _teller(token, trigger, slots)
    recipients = slots.first(token, trigger.recipient)
    if not recipients and "subject" in trigger.actor:
        # "An Israeli air strike on Lebanon destroyed a bridge": the happening in the subject tells the target.
        for maker in subject_of(token)[:1]:
            if slots.is_event_noun(maker):
                recipients = slots.first(maker, ("on", "against", "in"))
    return actors, recipients


def _through_occasion(verb: Token, slots: Slots) -> tuple[Entity, ...]:
    """ "Two soldiers were killed in a raid by rebels": who made the raid did the killing."""
    for child in verb.children:
        if universal(child) == "obl" and prepositions_of(child) & {"in", "by", "during", "when"} and slots.is_event_noun(child):
            makers = slots.first(child, ("by", "possessor", "modifier"))
            if makers:
                return makers
    return ()


def _teller(verb: Token, trigger: Trigger, slots: Slots) -> tuple[Entity, ...]:
    """ "300 were arrested, police said", "the loan was put on hold, a ministry said": those who tell of it did it."""
    sector = "COP" if trigger.mode == "arrest" else "GOV" if trigger.mode == "discontinue" else None
    if sector is None or not is_passive(verb):
        return ()
    node = verb_head(verb)
    if universal(node) not in {"ccomp", "parataxis"} and not children(node, "parataxis"):
        return ()
    for teller in (node.head, *children(node, "parataxis")):
        found = tuple(e for e in slots.parties(clause_subject(teller)) if e.sectors[:1] == (sector,))
        if found:
            return found
    return ()


def _noun_parties(token: Token, trigger: Trigger, slots: Slots) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    actors = slots.all(token, trigger.actor)
    recipients = slots.first(token, trigger.recipient)
    agents = slots.entities(token, "by")
    if agents and not trigger.reciprocal:
        # "the arrest of a Norwegian captain by Russian guards": with an agent, "of" and the possessor are the other side.
        actors, recipients = agents, slots.first(token, ("of", "possessor")) or recipients
    carrier = slots.light_verb(token, trigger.support)
    if carrier is not None:
        makers = slots.entities(carrier, "subject")
        if makers:
            # "Israel's army launched a Gaza raid": with a maker at hand, a modifier tells the target.
            if not recipients and not trigger.reciprocal:
                recipients = tuple(e for e in actors if not any(_same(e, m) for m in makers))
            actors = _joined(makers, actors) if trigger.reciprocal else makers
        if not recipients:
            recipients = slots.first(carrier, [s for s in trigger.recipient if s not in {"object", "possessor", "modifier"}])
        if trigger.reciprocal:
            actors = _joined(actors, slots.all(carrier, _WITH))
    elif (occasion := slots.occasion(token)) is not None and trigger.type == "CONSULT":
        if occasion.pos_ == "VERB" and (trigger.reciprocal or not actors):
            actors = _joined(slots.entities(occasion, "subject"), actors)
    elif universal(token) == "nsubj" and not actors and not recipients:
        recipients = slots.first(token.head, [s for s in trigger.recipient if s not in {"object", "possessor", "modifier"}])
    return actors, recipients


def _bareness(token: Token, trigger: Trigger, slots: Slots, actors: Sequence[Entity], recipients: Sequence[Entity]) -> float:
    """How far a noun only refers back ("Lavrov's warning suggested ..."): factor on the confidence.

    A noun that a light verb carries, that occurs, or that names the other side reports; one with an actor alone mostly recalls.
    """
    pronoun = bool(actors) and all(e.refers_to is not None for e in actors)
    material = slots.ontology.types[trigger.type].quad == 4
    carried = slots.light_verb(token, trigger.support) is not None
    if pronoun and material and len(actors) == 1 and not carried:
        # "supports Russia in its war": whose the pronoun is, is not certain enough.
        return 0.8
    if recipients or len(actors) > 1 or carried:
        return 1.0
    if universal(token) == "nsubj" and token.head.lemma_ in slots.ontology.occur_verbs:
        return 1.0
    if universal(token) == "root":
        return 1.0
    return 0.5 if pronoun or slots.ontology.types[trigger.type].quad in {1, 3} else 0.9


def _same(a: Entity, b: Entity) -> bool:
    return (a.name, a.country, a.sectors[:1]) == (b.name, b.country, b.sectors[:1]) or (a.start, a.end) == (
        b.start,
        b.end,
    )


def _joined(first: Sequence[Entity], second: Sequence[Entity]) -> tuple[Entity, ...]:
    found = list(first)
    for entity in second:
        if not any(_same(entity, known) for known in found):
            found.append(entity)
    return tuple(found)


def _without_doubles(happenings: list[Happening]) -> list[Happening]:
    """One of two triggers that tell the same ("held talks ... at the meeting"): same type, same parties, one sentence."""
    kept: list[Happening] = []
    for happening in happenings:
        twin = next((k for k in kept if _tells_the_same(k, happening)), None)
        if twin is None:
            kept.append(happening)
        elif _telling(happening) > _telling(twin):
            kept[kept.index(twin)] = replace(happening, contexts=tuple(dict.fromkeys((*twin.contexts, *happening.contexts))))
    return kept


def _telling(happening: Happening) -> tuple[int, bool, float]:
    """How much a trigger tells: parties, then whether a place hangs from it, then how sure its entry is."""
    placed = any(
        prepositions_of(c) & {"in", "at", "near"} and c.ent_type_ == "LOC" for c in children(happening.token, "nmod", "obl")
    )
    return len(happening.actors) + len(happening.recipients), placed, happening.confidence


def _visit_and_meeting(visit: Happening, meeting: Happening) -> bool:
    """ "Visited Wonsan for a meeting with Choe" tells of two: who travelled where, and who met whom."""
    return visit.mode == "visit" and meeting.mode != "visit" and meeting.reciprocal and len(meeting.actors) > 1


def _tells_the_same(a: Happening, b: Happening) -> bool:
    if a.type != b.type or _visit_and_meeting(a, b) or _visit_and_meeting(b, a):
        return False

    def codes(entities: Sequence[Entity]) -> set[str]:
        return {e.country or e.name for e in entities}

    def close(one: set[str], other: set[str]) -> bool:
        return one <= other or other <= one

    mutual = a.reciprocal or b.reciprocal
    if mutual:
        return close(codes(a.actors) | codes(a.recipients), codes(b.actors) | codes(b.recipients))
    return close(codes(a.actors), codes(b.actors)) and close(codes(a.recipients), codes(b.recipients))
