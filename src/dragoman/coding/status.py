"""What the report says of a happening: done, ongoing, planned, threatened, requested, denied, hypothetical or background."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from ..ontology import EventType
from ..records import Date, Status
from .complements import operators_of
from .happenings import Happening
from .slots import Slots
from .syntax import children, mark_of, universal, verb_head

__all__ = ["folded_type", "is_purpose", "status_of"]

_NEGATIVE = {"not", "n't", "n’t", "never", "nor", "neither", "hardly", "no", "without"}
_WILL = {"will", "shall", "'ll", "’ll", "wo"}
_MAY = {"would", "could", "may", "might", "can", "ca"}
_MUST = {"must", "should", "ought"}
_IF = {"if", "unless", "whether", "should", "lest", "until"}
_FUTURE_WORDS = {
    "upcoming",
    "forthcoming",
    "planned",
    "proposed",
    "scheduled",
    "next",
    "impending",
    "expected",
    "future",
    "prospective",
}
_UNREAL_WORDS = {"possible", "potential", "any", "alleged", "hypothetical", "would-be", "feared"}
_UNREAL_NOUNS = {
    *(
        "possibility",
        "risk",
        "fear",
        "danger",
        "prospect",
        "chance",
        "likelihood",
        "rehearsal",
        "pretext",
        "excuse",
        "preparation",
        "idea",
    ),
    *(
        "hope",
        "concern",
        "spectre",
        "specter",
        "rumour",
        "rumor",
        "speculation",
        "case",
        "attempt",
        "scenario",
        "option",
        "question",
    ),
}
_BACKGROUND_DAYS = 60

# "Future CONSULT, SUPPORT, COOPERATE and AID fold into AGREE; RETREAT + future = CONCEDE" (PLOVER manual, section on AGREE and RETREAT).
_FUTURE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}


def folded_type(kind: EventType, status: Status) -> str:
    """The single type that PLOVER gives a planned happening of another type."""
    return _FUTURE.get(kind.name, kind.name) if status is Status.PLANNED else kind.name


def _auxiliaries(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    if not own and universal(verb) == "conj" and not children(verb, "nsubj"):
        return _auxiliaries(verb_head(verb))
    return own


def _negated(token: Token) -> bool:
    for child in token.children:
        if child.lower_ in _NEGATIVE and child.dep_ in {"advmod", "det", "case", "mark", "cc:preconj", "cc"}:
            # "not only", "no longer ago", "not until" do not deny.
            following = token.doc[child.i + 1].lower_ if child.i + 1 < len(token.doc) else ""
            if following not in {"only", "just", "least", "merely"}:
                return True
    if any(c.lower_ in {"nobody", "none", "no-one"} for c in children(token, "nsubj")):
        return True
    # "initialled rather than signed", "spoke instead of shooting".
    before = [(c.lower_, token.doc[c.i + 1].lower_) for c in token.children if c.i < token.i]
    return ("rather", "than") in before or ("instead", "of") in before


def status_of(happening: Happening, slots: Slots, when: Date, published: date | None) -> Status:
    """The status that the sentence gives a happening; an operator's own word goes first."""
    token = happening.token
    if happening.status is not None and happening.status is not Status.PLANNED:
        return happening.status
    carrier = token
    trip = slots.trip(token) if happening.type == "CONSULT" else None
    if token.pos_ in {"NOUN", "PROPN"}:
        if _negated(token):
            return Status.DENIED
        words = {c.lower_ for c in token.children}
        if words & _FUTURE_WORDS and not (words & {"last"}):
            return Status.PLANNED
        if words & _UNREAL_WORDS or (universal(token) == "nmod" and token.head.lemma_ in _UNREAL_NOUNS):
            return Status.HYPOTHETICAL
        carrier = slots.light_verb(token) or _governor(token)
    if trip is not None and carrier is token:
        # Whoever travels for a meeting meets where and when he travels.
        carrier = trip if trip.pos_ == "VERB" else slots.occasion(trip) or _governor(trip)
    if carrier.pos_ in {"VERB", "AUX", "ADJ"} or carrier is token:
        verbal = _verbal(carrier, happening)
        if verbal is not None:
            return verbal
    if happening.status is not None:
        return happening.status
    if _history(token, when, published):
        return Status.BACKGROUND
    if _progressive(carrier) or _goes_on(token, slots):
        return Status.ONGOING
    return Status.DONE


def _goes_on(noun: Token, slots: Slots) -> bool:
    """ "The fighting continued", "the blockade entered its second month", "kept up their strike"."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    verb = noun.head
    if universal(noun) == "nsubj":
        return verb.lemma_ in slots.ontology.continuing_verbs
    return universal(noun) == "obj" and verb.lemma_ in {"continue", "maintain", "pursue", "prolong"}


def _governor(noun: Token) -> Token:
    """The verb whose clause a noun event stands in, if the noun is its subject or object."""
    if universal(noun) in {"nsubj", "obj"} and noun.head.pos_ in {"VERB", "AUX"}:
        return noun.head
    return noun


def _verbal(verb: Token, happening: Happening) -> Status | None:
    if _negated(verb):
        return Status.DENIED
    aux = {a.lower_ for a in _auxiliaries(verb)}
    if aux & _WILL:
        return Status.PLANNED
    if aux & _MUST:
        return Status.REQUESTED
    if aux & _MAY:
        return Status.HYPOTHETICAL
    if any(c.lower_ in {"is", "are", "was", "were"} for c in _auxiliaries(verb)) and mark_of(verb) == "to":
        return Status.PLANNED
    if mark_of(verb) == "to" and universal(verb) in {"advcl", "acl", "xcomp"}:
        inherited = _infinitive(verb)
        if inherited is not None:
            return inherited
    clause = verb
    for _ in range(4):
        clause = verb_head(clause)
        mark = mark_of(clause)
        if mark in _IF and universal(clause) in {"advcl", "ccomp"}:
            return Status.HYPOTHETICAL
        if clause.head.i == clause.i or universal(clause) not in {"xcomp", "advcl", "conj"}:
            break
        clause = clause.head
    return None


_USING = {"use", "deploy", "employ", "move", "act", "fire", "intervene", "rush"}


def is_purpose(token: Token, status: Status) -> bool:
    """A bare purpose ("met to discuss ...", "went to seek ...") tells what somebody wants, not what happened."""
    verb = verb_head(token)
    return (
        status in {Status.PLANNED, Status.HYPOTHETICAL}
        and token.pos_ == "VERB"
        and universal(verb) == "advcl"
        and mark_of(verb) == "to"
        and not any(c.lower_ in _WILL for c in token.children)
    )


_AHEAD = {
    *("go", "set", "schedule", "due", "be", "slate", "expect"),
    *("ready", "prepared", "prepare", "poised", "poise", "likely", "bound", "hope", "intend", "mean"),
}
"""what is to come of these is still to come"""


def _infinitive(verb: Token) -> Status | None:
    """ "to" after a verb that says nothing of its own: a purpose ("met to discuss") is planned, "was to visit" too."""
    head = verb.head
    if universal(verb) == "xcomp":
        ontology_says = head.lemma_ in _AHEAD
        return Status.PLANNED if ontology_says else None
    # "used tear gas to disperse the crowd": what was used has done its work.
    return None if head.lemma_ in _USING else Status.PLANNED


def _progressive(verb: Token) -> bool:
    aux = {a.lower_ for a in _auxiliaries(verb)}
    return verb.tag_ == "VBG" and bool(aux & {"is", "are", "'s", "’s", "'re", "’re", "am"})


def _history(token: Token, when: Date, published: date | None) -> bool:
    """History told in passing: dated well before the report, or in a subordinate "since/after" clause or pluperfect aside."""
    if when.source == "text" and when.value and published is not None and when.precision != "none":
        last = when.end_value or when.value
        try:
            parts = [int(p) for p in last.split("-")[:3]]
            day = date(parts[0], parts[1] if len(parts) > 1 else 12, parts[2] if len(parts) > 2 else 28)
        except (ValueError, IndexError):
            return False
        if (published - day).days > _BACKGROUND_DAYS:
            return True
    clause = token
    for _ in range(4):
        if universal(clause) == "advcl" and mark_of(clause) == "since":
            return True
        if universal(clause) in {"advcl", "acl"} and any(a.lower_ == "had" for a in clause.children if a.dep_ == "aux"):
            return True
        if clause.head.i == clause.i:
            break
        clause = clause.head
    return False


def report_operator(token: Token, slots: Slots) -> bool:
    """Whether a word is a verb (or noun) of saying."""
    return any(o.report for o in operators_of(token, slots.ontology))
