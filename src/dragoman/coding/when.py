"""When a happening took place: the time expression that belongs to its word, else the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from ..records import Date
from .time_expressions import TimeExpression, find_times

__all__ = ["TimeExpression", "event_date", "find_times", "seen_date"]

_RANGE = re.compile(r"\s*(?:[-–—]|to|until|till|through|and|to the|and the)\s*")
_RANGE_OPENS = re.compile(r"(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:[-–—]|to|until|till|through)\s*")
# A clause under these shares the time of the clause above it; what is said, asked or thought has its own.
_SHARED = {
    "conj",
    "advcl",
    "xcomp",
    "acl",
    "csubj",
    "obl",
    "obj",
    "nmod",
    "nsubj",
    "iobj",
    "appos",
    "compound",
    "amod",
    "dep",
}
_BESIDES = {"as", "while", "since", "because", "although", "though", "whereas", "if", "unless"}
_ENDING = {"until", "till", "til"}
_TERMS = {"by", "before", "from"}
_AHEAD = {"will", "would", "'ll", "’ll", "shall", "to", "may", "might", "could", "can", "should", "must"}
_MODIFYING = {"nmod:poss", "nmod:unmarked", "compound", "amod", "nmod:desc", "nummod"}
_AT = {"in", "during", "at"}
_HOLDING = {"hold", "sign", "stage", "launch", "begin", "start", "open", "attend", "conduct", "join", "have", "carry"}
_SAYING = {"say", "report", "announce", "tell", "state", "confirm", "add", "claim", "quote", "reveal", "note"}
_AGREEING = {
    *("invite", "plan", "schedule", "agree", "offer", "promise", "pledge", "vow", "propose", "arrange", "set", "expect"),
    *("approve", "accept", "undertake", "postpone", "delay", "assure", "slate", "decide"),
}
"""What is done now about something to come, whose day is told with it."""
_SET = {"scheduled", "planned", "set", "due", "slated", "expected"}
_ABOVE = 100
"""what a time costs that stands in a clause above the happening's own"""
_FAR = 1_000
_NEAR = 7
_UPWARDS = 4
"""clauses above the happening's own whose time it may share"""


def event_date(trigger: Token, sentence: Span, times: Sequence[TimeExpression], published: date | None) -> Date:
    """The date of the happening that `trigger` names: the expression attached to it, or the day of publication."""
    dated = _dates_in(sentence, times)
    if trigger.dep_:
        dated = [t for t in dated if not _is_term(t, trigger, published)]
    chosen = (_attached(trigger, dated, published) if trigger.dep_ else _nearest(trigger, dated)) if dated else None
    if chosen is not None:
        return _as_date(chosen, dated, sentence)
    if published is None:
        return Date(None, None, "none", "published")
    return Date(published.isoformat(), None, "day", "published")


def seen_date(heads: Sequence[Token], sentence: Span, times: Sequence[TimeExpression]) -> Date | None:
    """The date that the network sees: the expression at one of `heads`."""
    dated = _dates_in(sentence, times)
    chosen = next((t for head in heads for t in dated if t.token_start <= head.i < t.token_end), None)
    return _as_date(chosen, dated, sentence) if chosen is not None else None


def _dates_in(sentence: Span, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    inside = (t for t in times if sentence.start_char <= t.start < sentence.end_char)
    return [t for t in inside if t.type in {"DATE", "TIME"} and t.precision != "none"]


def _clause(token: Token) -> Token:
    """The verb, or predicate with a subject of its own, that a token stands under; itself if it is one."""
    while token.head.i != token.i and not _is_clause(token):
        token = token.head
    return token


def _is_clause(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} or any(c.dep_.startswith(("nsubj", "cop")) for c in token.children)


def _head_of(time: TimeExpression, trigger: Token) -> Token:
    """The word of an expression that hangs outside it."""
    doc = trigger.doc
    tokens = doc[time.token_start : time.token_end]
    return next((t for t in tokens if not time.token_start <= t.head.i < time.token_end), tokens[0])


def _path(token: Token, stop: Token) -> Iterator[Token]:
    """From a word's head up to the verb of its clause, or `stop`."""
    while token.head.i != token.i:
        token = token.head
        yield token
        if token.i == stop.i or _is_clause(token):
            return


def _is_term(time: TimeExpression, trigger: Token, published: date | None) -> bool:
    """Whether a date only ends or begins what was done: "suspended its strike *until* Sunday", "declared a truce *from* the 16th"."""
    before = trigger.doc[time.token_start - 1].lower_ if time.token_start else ""
    if before == "the" and time.token_start > 1:
        before = trigger.doc[time.token_start - 2].lower_
    if before in _ENDING:
        return True
    # And what was done was not done on a day to come: "urged Mali to free them on Friday".
    clause = _clause(trigger)
    past = _is_past(clause) and (before in _TERMS or (clause.i == trigger.i and trigger.lemma_ not in _AGREEING))
    return past and _is_ahead(time, published)


def _is_ahead(time: TimeExpression, published: date | None) -> bool:
    return published is not None and time.first is not None and time.first > published


def _is_past(verb: Token) -> bool:
    """Whether the verb tells what was done already: "freed", "has freed", a participle; not "will free", "is to free"."""
    if verb.tag_ == "VBD":
        return True
    auxiliaries = {c.lower_ for c in verb.children if c.dep_.startswith("aux")}
    return verb.tag_ == "VBN" and not auxiliaries & _AHEAD


def _attached(trigger: Token, dated: Sequence[TimeExpression], published: date | None) -> TimeExpression | None:
    """The expression of the trigger's own phrase, else of its clause, else of a clause above that shares its time."""
    holders = {trigger.i: 0}
    clause = _clause(trigger)
    holders.setdefault(clause.i, 10)
    for step in range(1, _UPWARDS):
        relation = clause.dep_.partition(":")[0]
        if clause.head.i == clause.i or relation not in _SHARED or _background(clause):
            break
        clause = _clause(clause.head)
        holders.setdefault(clause.i, 10 + 100 * step)
    for verb in _scheduled(trigger):
        holders.setdefault(verb.i, 40)
    for verb in _participles(_clause(trigger)):
        holders.setdefault(verb.i, 60)
    costs = []
    past = _is_past(_clause(trigger))
    for time in dated:
        steps = [t.i for t in _path(_head_of(time, trigger), trigger)]
        head = _head_of(time, trigger)
        noun = _noun_dated(head, trigger)
        if (held := _led_to(time, trigger.doc) or noun or _said_then(time, trigger.doc) or _verb_after(head)) is not None:
            steps = [held.i]
        cost = holders[steps[-1]] + len(steps) if steps and steps[-1] in holders else _FAR
        if cost >= _ABOVE and past and _is_ahead(time, published):
            # "The truce, mediated by Oman, is to begin on Friday": what was done is not of a day to come.
            cost = _FAR
        costs.append((cost, abs(time.token_start - trigger.i), time))
    if not costs:
        return None
    cost, _, time = min(costs, key=lambda entry: entry[:2])
    if cost < _FAR:
        return time
    return _next_to(trigger, [t for t in dated if _elsewhere(t, trigger) in (None, trigger)])


def _elsewhere(time: TimeExpression, trigger: Token) -> Token | None:
    """What else a time belongs to, wherever the parser hung it."""
    doc = trigger.doc
    return _led_to(time, doc) or _noun_dated(_head_of(time, trigger), trigger) or _said_then(time, doc)


def _noun_dated(head: Token, trigger: Token) -> Token | None:
    """The noun that alone is of the day before it: "condemned Tuesday's *attack*"; not "killed in a Tuesday attack" or "held Monday's
    talks"."""
    noun = head.head
    if head.dep_ not in _MODIFYING or noun.i <= head.i or noun.pos_ != "NOUN":
        return None
    if noun.ent_type_ == "DATE" or noun.i == trigger.i:
        return None
    occasion = noun.dep_.startswith("obl") and any(c.dep_ == "case" and c.lower_ in _AT for c in noun.children)
    return None if occasion or (noun.dep_ == "obj" and noun.head.lemma_ in _HOLDING) else noun


def _said_then(time: TimeExpression, doc: Doc) -> Token | None:
    """The verb of saying right before a time, which is when it was said: "will visit Chad, sources *said* on Monday"."""
    at = time.token_start - 1
    while at > 0 and doc[at].lower_ in {"on", "late", "early", "earlier"}:
        at -= 1
    return doc[at] if at >= 0 and doc[at].lemma_ in _SAYING and doc[at].pos_ == "VERB" else None


def _led_to(time: TimeExpression, doc: Doc) -> Token | None:
    """What "a day after" leads to, whose date it tells: "a day after gunmen *attacked*", "two days before the *vote*"."""
    last, start = doc[time.token_end - 1], time.token_end
    if last.lower_ not in {"after", "before"} or start >= len(doc) or not doc[start].text[:1].isalnum():
        return None
    named = last.head
    if named.i < start:
        # The parser may tie "after" to the days before it.
        clauses = [t for t in doc[start : last.sent.end] if t.dep_ == "advcl" and t.left_edge.i <= start]
        return clauses[0] if clauses else None
    if named.dep_.startswith("nsubj") and named.head.i > named.i and _is_clause(named.head):
        return named.head
    # "After Chad, Mali and Niger *signed*": the parser may take the subject for a part of the clause before.
    following = doc[named.right_edge.i + 1 : named.right_edge.i + 2]
    for verb in following:
        if verb.tag_ in {"VBD", "VBP", "VBZ"} and verb.dep_ in {"parataxis", "advcl"}:
            return verb
    return named


def _scheduled(trigger: Token) -> Iterator[Token]:
    """What says when the object of a deed to come is due: "will host talks *scheduled* for Monday"."""
    if trigger.pos_ != "VERB" or _is_past(trigger):
        return
    for noun in (c for c in trigger.children if c.dep_ == "obj"):
        for child in (noun, *noun.children):
            yield from (c for c in child.children if c.dep_ == "acl" and c.lower_ in _SET)


def _participles(clause: Token) -> Iterator[Token]:
    """What goes with a deed at the same time, before it: "Chad and Mali, *meeting* in Oslo on Friday, agreed"."""
    for word in (clause, *(c for c in clause.children if c.dep_.startswith("nsubj"))):
        for child in word.children:
            if child.dep_ in {"acl", "advcl"} and child.tag_ == "VBG" and child.i < clause.i:
                before = child.doc[child.i - 1] if child.i > clause.sent.start else None
                if before is None or before.text == ",":
                    yield child


def _verb_after(time: Token) -> Token | None:
    """The verb that a time belongs to where the parser hung it on one of an earlier clause, across the subject of its own: "As prices
    rose, the minister on Friday resigned"."""
    above = time.head
    if above.i >= time.i or not _is_clause(above):
        return None
    subjects = (
        t for t in time.doc[above.i + 1 : time.i] if t.dep_.startswith("nsubj") and t.head.i > time.i and _is_clause(t.head)
    )
    subject = next(subjects, None)
    return subject.head if subject is not None else None


def _background(clause: Token) -> bool:
    """A clause of what goes on besides ("as the allies widened their drills, he warned on Saturday ..."): its time is its own."""
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _BESIDES for c in clause.children)


def _next_to(trigger: Token, dated: Sequence[TimeExpression]) -> TimeExpression | None:
    """The expression that follows the trigger with no other verb between, wherever a weak parse hung it."""
    for time in dated:
        between = trigger.doc[trigger.i + 1 : time.token_start]
        following = trigger.doc[time.token_end : time.token_end + 1].text
        if 0 < len(between) <= _NEAR and following not in {"'s", "’s"}:
            # Neither over another verb nor over the subject of one that follows.
            other = any(
                t.pos_ in {"VERB", "AUX"} or (t.dep_.startswith("nsubj") and t.head.i > time.token_start) for t in between
            )
            return None if other else time
    return None


def _nearest(trigger: Token, dated: Sequence[TimeExpression]) -> TimeExpression | None:
    return min(dated, key=lambda t: (min(abs(t.token_start - trigger.i), abs(t.token_end - 1 - trigger.i)), t.start))


def _as_date(time: TimeExpression, dated: Sequence[TimeExpression], sentence: Span) -> Date:
    first, last = _range(time, dated, sentence)
    value, end = _iso(first.first, first), _iso(last.last, last)
    same = value == end
    return Date(
        value,
        None if same else end,
        first.precision,
        "text",
        sentence.text[first.start - sentence.start_char : last.end - sentence.start_char],
        first.start,
        last.end,
    )


def _range(time: TimeExpression, dated: Sequence[TimeExpression], sentence: Span) -> tuple[TimeExpression, TimeExpression]:
    """The two ends of "May 3-5" or "between March and June", else the expression twice."""
    text, base = sentence.text, sentence.start_char
    for first, last in pairwise(dated):
        if time in (first, last) and first.first and last.last and first.first < last.last:
            between = text[first.end - base : last.start - base]
            opened = _RANGE_OPENS.search(text[: first.start - base][-24:]) is not None
            if _UNTIL.fullmatch(between) or (opened and _RANGE.fullmatch(between)):
                return first, last
    return time, time


def _iso(day: date | None, time: TimeExpression) -> str | None:
    if day is None:
        # Before our era: ISO 8601 counts 1 BC as year 0, 480 BC as -0479.
        found = re.match(r"BC(\d{4})", time.value or "")
        return f"{1 - int(found[1]):05}" if found else None
    full = day.isoformat()
    return {"month": full[:7], "year": full[:4]}.get(time.precision, full)
