"""From the accounts of one happening to its one row."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from dragoman.errors import SettingsError
from dragoman.reconciling.accounts import Account
from dragoman.reconciling.claims import Claim, claims_of, measures_of
from dragoman.reconciling.corrections import standing_claims
from dragoman.reconciling.reports import VERSION
from dragoman.reconciling.rules import RULES, choose
from dragoman.records import Citation, Event, Finding, Relation, Status, stable_id

__all__ = ["DEFAULT_RULE", "aggregate", "check_rule", "event_id"]

DEFAULT_RULE = "majority"

_WEIGHT = (Relation.CONTRADICTS, Relation.CORRECTED, Relation.DIFFERS, Relation.REFINES, Relation.AGREES)
"""which finding of a field weighs most, first"""
_ASSERTED = ("outlet", "agency", "speaker", "unnamed")
"""who vouches most, first"""


def check_rule(rule: str) -> str:
    """`rule`, if there is such a one. Raises SettingsError."""
    if rule not in RULES:
        raise SettingsError(f"no such rule: {rule!r}; the rules are {', '.join(RULES)}")
    return rule


def event_id(accounts: Sequence[Account]) -> str:
    """A hash of the first mention."""
    return stable_id("event", accounts[0].mention.id)


class _Fields:
    """Chooses the value of one field after the other, and keeps who says it."""

    def __init__(self, accounts: Sequence[Account], rule: str) -> None:
        self.accounts = accounts
        self.rule = rule
        self.sources: dict[str, tuple[str, ...]] = {}

    def chosen(self, field: str, claims: Sequence[Claim], name: str | None = None) -> Any:
        """The content of the claim that the rule chooses; None without claims."""
        valid = claims if self.rule == "earliest" else standing_claims(field, claims)
        choice = choose(field, valid, self.rule)
        if choice is None:
            return None
        self.sources[name or field] = choice.mention_ids
        return choice.claims[0].content

    def compared(self, field: str, otherwise: Callable[[Account], Any]) -> Any:
        """The chosen content of a field that is compared, or else what `otherwise` finds first."""
        content = self.chosen(field, claims_of(field, self.accounts))
        return self.first(field, otherwise) if content is None else content

    def first(self, field: str, of: Callable[[Account], Any]) -> Any:
        """What `of` gives for the first account for which it gives anything."""
        for account in self.accounts:
            if found := of(account):
                self.sources[field] = (account.mention.id,)
                return found
        return of(self.accounts[0])


def aggregate(accounts: Sequence[Account], story_id: str, findings: Sequence[Finding] = (), rule: str = DEFAULT_RULE) -> Event:
    """One row for a happening: each field from those of its accounts (in their order) that `rule` chooses.

    A value that its own outlet has since corrected counts only by the rule `earliest`. Raises SettingsError for an unknown rule.
    """
    check_rule(rule)
    fields = _Fields(accounts, rule)
    lead = fields.chosen("type", claims_of("type", accounts))
    of_type = _Fields([account for account in accounts if account.mention.type == lead.type], rule)
    status = of_type.chosen("status", claims_of("status", of_type.accounts))
    modes, with_modes = _modes(of_type.accounts)
    fields.sources |= of_type.sources | {"modes": tuple(account.mention.id for account in with_modes)}
    numbers = measures_of(claims_of("quantities", accounts))
    amounts = [fields.chosen("quantities", numbers[measure], f"quantities.{measure}") for measure in numbers]
    asserted = min(accounts, key=lambda account: _ASSERTED.index(account.mention.asserted_by.kind)).mention
    reports = {account.report.article_id: account.report for account in accounts}
    origins = {report.origin for report in reports.values()}
    return Event(
        id=event_id(accounts),
        story_id=story_id,
        type=lead.type,
        modes=modes,
        contexts=tuple(sorted({context for account in of_type.accounts for context in account.mention.contexts})),
        quad=lead.quad,
        intensity=with_modes[0].mention.intensity,
        status=Status(status),
        actors=fields.compared("actors", lambda account: account.mention.actors),
        recipients=fields.compared("recipients", lambda account: account.mention.recipients),
        date=fields.compared("date", lambda account: account.mention.date if account.mention.date.value else None)
        or accounts[0].mention.date,
        place=fields.compared("place", lambda account: account.mention.place),
        asserted_by=asserted.asserted_by,
        quantities=tuple(amount.quantity for amount in amounts if amount),
        objects=fields.compared("objects", lambda account: account.mention.objects),
        evidence=_evidence(accounts),
        confidence=_confidence(accounts),
        mention_ids=tuple(account.mention.id for account in accounts),
        sources=fields.sources | {"asserted_by": (asserted.id,)},
        articles=len(reports),
        outlets=len({report.outlet for report in reports.values()}),
        origins=len(origins),
        corroborated=len(origins) > 1,
        agreement=_agreement(findings),
        rule=rule,
        version=f"{VERSION}; {lead.coder.version}",
    )


def _modes(accounts: Sequence[Account]) -> tuple[tuple[str, ...], list[Account]]:
    """The modes that most origins give, of those that give any; and the accounts that give them."""
    moded = [account for account in accounts if account.mention.modes] or list(accounts)
    votes = Counter(modes for modes, _ in sorted({(account.mention.modes, account.report.origin) for account in moded}))
    modes = max(sorted(votes), key=lambda one: votes[one])
    return modes, [account for account in moded if account.mention.modes == modes]


def _evidence(accounts: Sequence[Account]) -> tuple[Citation, ...]:
    """Of each article the sentence with its first account."""
    found: dict[str, Citation] = {}
    for account in accounts:
        article_id, trigger = account.mention.article_id, account.mention.trigger
        sentences = account.mention.evidence
        sentence = next(
            (one for one in sentences if one.start <= trigger.start < one.end), sentences[0] if sentences else trigger
        )
        found.setdefault(article_id, Citation(article_id, sentence.start, sentence.end, sentence.text))
    return tuple(found.values())


def _confidence(accounts: Sequence[Account]) -> float:
    """That not all are wrong: the best of each origin, the origins taken as independent."""
    best: dict[str, float] = {}
    for account in accounts:
        origin = account.report.origin
        best[origin] = max(best.get(origin, 0.0), account.mention.confidence)
    return round(1.0 - math.prod(1.0 - one for one in sorted(best.values())), 3)


def _agreement(findings: Sequence[Finding]) -> dict[str, str]:
    heaviest: dict[str, Finding] = {}
    for one in sorted(findings, key=lambda one: (_WEIGHT.index(one.relation), one.id)):
        heaviest.setdefault(one.field, one)
    return {field: heaviest[field].id for field in sorted(heaviest)}
