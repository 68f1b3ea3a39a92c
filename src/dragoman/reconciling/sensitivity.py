"""What changes in the table of events when another rule makes it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from dragoman.reconciling.accounts import Account, accounts_of
from dragoman.reconciling.claims import Claim, claims_of, measures_of
from dragoman.reconciling.corrections import standing_claims
from dragoman.reconciling.events import DEFAULT_RULE, aggregate
from dragoman.reconciling.reports import VERSION, Report
from dragoman.reconciling.rules import RULES, choose
from dragoman.records import Event, Mention, Sensitivity, stable_id

__all__ = ["by_rule", "sensitivity"]

# Fields that a rule chooses a value for; what follows from them (modes, quad, intensity) follows.
_CHOSEN = ("type", "status", "actors", "recipients", "date", "place", "objects")


def by_rule(event: Event, mentions: Sequence[Mention], reports: Mapping[str, Report], rule: str) -> Event:
    """`event`, made anew from its mentions by `rule`. Raises SettingsError for an unknown rule."""
    anew = aggregate(accounts_of(mentions, reports), event.story_id, rule=rule)
    return dataclasses.replace(anew, agreement=event.agreement)


def sensitivity(event: Event, mentions: Sequence[Mention], reports: Mapping[str, Report]) -> Iterator[Sensitivity]:
    """Each field of `event` that another rule would fill otherwise, by field and rule."""
    accounts = accounts_of(mentions, reports)
    for name, field, claims in _chosen(accounts):
        default = _choice(field, claims, DEFAULT_RULE)
        for rule in RULES:
            other = _choice(field, claims, rule)
            if default and other and other[0].key != default[0].key:
                id = stable_id("sensitivity", event.id, name, rule)
                said_by = tuple(dict.fromkeys(claim.account.mention.id for claim in other))
                yield Sensitivity(id, event.id, event.story_id, name, rule, default[0].label, other[0].label, said_by, VERSION)


def _chosen(accounts: Sequence[Account]) -> Iterator[tuple[str, str, list[Claim]]]:
    for field in _CHOSEN:
        yield field, field, claims_of(field, accounts)
    for measure, claims in measures_of(claims_of("quantities", accounts)).items():
        yield f"quantities.{measure}", "quantities", claims


def _choice(field: str, claims: Sequence[Claim], rule: str) -> tuple[Claim, ...]:
    choice = choose(field, claims if rule == "earliest" else standing_claims(field, claims), rule)
    return choice.claims if choice else ()
