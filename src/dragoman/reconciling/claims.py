"""What each account says of each field, and how two such claims stand to each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.reconciling.accounts import Account
from dragoman.reconciling.amounts import Amount, compare_amounts
from dragoman.reconciling.dates import compare_dates, days, told
from dragoman.reconciling.likeness import opposed
from dragoman.reconciling.places import compare_places, place_name
from dragoman.reconciling.standing import Standing
from dragoman.records import Citation, Date, Entity, Place, Quantity, Span, Status

__all__ = ["FIELDS", "Claim", "claims_of", "measures_of", "number", "stand"]

FIELDS = ("type", "status", "actors", "recipients", "date", "place", "quantities", "objects")
"""the fields that are compared, in the order in which findings name them"""

_NO_PLURAL = frozenset("people personnel police staff crew cattle aircraft yen yuan baht percent %".split())
_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "gunman": "gunmen",
    "policeman": "policemen",
    "fisherman": "fishermen",
}
_HAPPENED = frozenset({Status.DONE, Status.ONGOING, Status.BACKGROUND})


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What one account says of one field."""

    account: Account
    key: Hashable
    """equal for claims of the same value"""
    label: str
    """the value in words"""
    words: tuple[Citation, ...]
    """where the account says so"""
    content: Any
    """the value as it stands in the mention"""


def claims_of(field: str, accounts: Sequence[Account]) -> list[Claim]:
    """The claims of a field, in the order of `accounts`: none where an account says nothing of it, one for each of its numbers."""
    return [claim for account in accounts for claim in _OF[field](account)]


def measures_of(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims of numbers by what they measure."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.key[0], []).append(claim)  # type: ignore[index]
    return found


def stand(field: str, a: Claim, b: Claim) -> Standing:
    """How claim `a` stands to claim `b` of the same field (and, of numbers, the same measure)."""
    if a.key == b.key:
        return Standing.SAME
    if field == "place":
        return compare_places(a.content, b.content)
    if field == "date":
        return compare_dates(a.content, b.content)
    if field == "quantities":
        return compare_amounts(a.content.quantity, b.content.quantity)
    if field == "type":
        return Standing.APART if opposed(a.account, b.account) else Standing.SILENT
    if field == "status":
        return _of_statuses(a.content, b.content)
    return _of_sets(field, a.key, b.key)  # type: ignore[arg-type]


def _of_statuses(a: Status, b: Status) -> Standing:
    if Status.DENIED in (a, b) and (a in _HAPPENED or b in _HAPPENED):
        return Standing.APART
    return Standing.SILENT


def _of_sets(field: str, a: frozenset[str], b: frozenset[str]) -> Standing:
    """Things: who names more is more precise; some in common and some not may both be true; nothing in common may be the same in
    other words. Sides: naming fewer is no other claim; and accounts whose sides share nobody are told of two happenings more often
    than they dispute one, so that nothing is made of it."""
    if not a & b:
        return Standing.SILENT
    if field == "objects" and (a < b or b < a):
        return Standing.AROUND if a < b else Standing.WITHIN
    return Standing.BESIDE if a - b and b - a else Standing.SILENT


def _cite(account: Account, *spans: Span | Entity | Date | Place | Quantity) -> tuple[Citation, ...]:
    found = tuple(
        Citation(account.mention.article_id, span.start, span.end, span.text or "")
        for span in spans
        if span.start is not None and span.end is not None and span.start < span.end
    )
    # What a reader put there and the article has no words for is still said of its trigger.
    trigger = account.mention.trigger
    return found or (Citation(account.mention.article_id, trigger.start, trigger.end, trigger.text),)


def _type(account: Account) -> list[Claim]:
    mention = account.mention
    return [
        Claim(account, mention.type, f"{mention.type} (“{mention.trigger.text}”)", _cite(account, mention.trigger), mention)
    ]


def _status(account: Account) -> list[Claim]:
    mention = account.mention
    key = Status.DONE if mention.status in _HAPPENED else mention.status
    return [
        Claim(account, key, f"{mention.status} (“{mention.trigger.text}”)", _cite(account, mention.trigger), mention.status)
    ]


def _entities(account: Account, entities: tuple[Entity, ...]) -> list[Claim]:
    if not entities:
        return []
    codes = frozenset(entity.country for entity in entities if entity.country)
    if not codes:
        return []
    names = list(dict.fromkeys(entity.country or entity.text for entity in entities))
    return [Claim(account, codes, ", ".join(names), _cite(account, *entities), entities)]


def _date(account: Account) -> list[Claim]:
    when = account.mention.date
    span = days(when) if told(when) else None
    if span is None:
        return []
    value = f"{when.value} to {when.end_value}" if when.end_value else str(when.value)
    naming = any(letter.isdigit() for letter in when.text or "")
    return [Claim(account, (span, naming), f"{value} (“{when.text}”)" if when.text else value, _cite(account, when), when)]


def _place(account: Account) -> list[Claim]:
    place = account.place
    if place is None:
        return []
    key = (place.geonames_id,) if place.geonames_id is not None else (place_name(place), place.country)
    return [Claim(account, key, place.name, _cite(account, place), place)]


def _quantities(account: Account) -> list[Claim]:
    return [
        Claim(
            account,
            (amount.measure, amount.quantity.value, amount.quantity.bound),
            _words(amount),
            _cite(account, amount.quantity),
            amount,
        )
        for amount in account.amounts
    ]


def _words(amount: Amount) -> str:
    quantity = amount.quantity
    bound = {"at_least": "at least ", "at_most": "at most ", "about": "about "}.get(quantity.bound, "")
    noun = _counted((quantity.unit if quantity.unit == quantity.noun else quantity.noun) or "", quantity.value)
    unit = f" {quantity.unit}" if quantity.unit and quantity.unit != quantity.noun else ""
    return f"{bound}{number(quantity.value)}{unit}{f' {noun}' if noun else ''}{f' {amount.fate}' if amount.fate else ''}"


def _counted(noun: str, value: float) -> str:
    """The noun as it stands with a number: 1 soldier, 2 soldiers."""
    if not noun or value == 1 or noun in _NO_PLURAL:
        return noun
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def number(value: float) -> str:
    """A number as people write it: 12, 6,000, 2.5."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _objects(account: Account) -> list[Claim]:
    if not account.objects:
        return []
    things = account.mention.objects
    return [Claim(account, account.objects, " and ".join(thing.text for thing in things), _cite(account, *things), things)]


_OF: dict[str, Callable[[Account], list[Claim]]] = {
    "type": _type,
    "status": _status,
    "actors": lambda account: _entities(account, account.mention.actors),
    "recipients": lambda account: _entities(account, account.mention.recipients),
    "date": _date,
    "place": _place,
    "quantities": _quantities,
    "objects": _objects,
}
