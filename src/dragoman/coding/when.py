"""When a happening took place: the time expression that belongs to its word, else the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from spacy.tokens import Span, Token

from ..records import Date
from .time_expressions import TimeExpression, find_times

__all__ = ["TimeExpression", "event_date", "find_times"]

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
_FAR = 1_000
_NEAR = 7
_UPWARDS = 4
"""clauses above the happening's own whose time it may share"""


def event_date(trigger: Token, sentence: Span, times: Sequence[TimeExpression], published: date | None) -> Date:
    """The date of the happening that `trigger` names: the expression attached to it, or the day of publication."""
    dated = [t for t in times if sentence.start_char <= t.start < sentence.end_char and _is_date(t)]
    chosen = (_attached(trigger, dated) if trigger.dep_ else _nearest(trigger, dated)) if dated else None
    if chosen is not None:
        return _as_date(chosen, dated, sentence)
    if published is None:
        return Date(None, None, "none", "published")
    return Date(published.isoformat(), None, "day", "published")


def _is_date(time: TimeExpression) -> bool:
    return time.type in {"DATE", "TIME"} and time.precision != "none"


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


def _attached(trigger: Token, dated: Sequence[TimeExpression]) -> TimeExpression | None:
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
    costs = []
    for time in dated:
        steps = [t.i for t in _path(_head_of(time, trigger), trigger)]
        head = _head_of(time, trigger)
        if (verb := _clause_led_to(time, trigger) or _verb_after(head)) is not None:
            steps = [verb.i]
        cost = holders[steps[-1]] + len(steps) if steps and steps[-1] in holders else _FAR
        costs.append((cost, abs(time.token_start - trigger.i), time))
    cost, _, time = min(costs, key=lambda entry: entry[:2])
    return time if cost < _FAR else _next_to(trigger, dated)


def _clause_led_to(time: TimeExpression, trigger: Token) -> Token | None:
    """The verb of what "a day after" leads to, whose date it tells: "a day after gunmen *attacked*"."""
    last = trigger.doc[time.token_end - 1]
    return last.head if last.lower_ in {"after", "before"} and last.dep_ == "mark" and last.head.i >= time.token_end else None


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
