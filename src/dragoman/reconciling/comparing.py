"""The findings of one happening: its accounts set against each other, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dragoman.reconciling.accounts import Account
from dragoman.reconciling.claims import FIELDS, Claim, claims_of, measures_of, stand
from dragoman.reconciling.corrections import replaced
from dragoman.reconciling.events import event_id
from dragoman.reconciling.explaining import explain
from dragoman.reconciling.reports import Report, finding, independent_outlets, said_by
from dragoman.reconciling.rules import choose, groups_of
from dragoman.reconciling.standing import Standing
from dragoman.records import Finding, Relation

__all__ = ["compare"]

# Tolls that only grow as bodies are found: a later higher number need not contradict an earlier one.
_GROWING = frozenset({"dead", "hurt", "held", "missing", "displaced"})

Group = tuple[Claim, ...]


def compare(accounts: Sequence[Account], story_id: str) -> list[Finding]:
    """What the accounts of one happening (in their order) agree and disagree on, in the order of `FIELDS`."""
    reports = {account.report.article_id: account.report for account in accounts}
    if len({report.outlet for report in reports.values()}) < 2 and len(reports) < 2:
        return []
    found = []
    lead = choose("type", claims_of("type", accounts), "majority")
    for field in FIELDS:
        # Where a deed is at issue ("signed", "refused to sign") only those who say it was one can say whether it was done.
        of_type = [
            account for account in accounts if lead and (field != "status" or account.mention.type == lead.claims[0].key)
        ]
        claims = claims_of(field, of_type)
        for part in measures_of(claims).values() if field == "quantities" else [claims]:
            for relation, groups in _relations(field, part, reports):
                values = tuple(
                    said_by(_label(field, relation, group), [word for claim in group for word in claim.words], reports)
                    for group in groups
                )
                words = explain(field, relation, values)
                found.append(finding(story_id, field, relation, values, words, event_id=event_id(accounts)))
    return found


def _relations(field: str, claims: Sequence[Claim], reports: Mapping[str, Report]) -> Iterator[tuple[Relation, list[Group]]]:
    """Each relation that holds, with the values between which it holds, the best supported first."""
    corrections = replaced(field, claims)
    gone = {id(old) for old, _ in corrections}
    for old_group in groups_of([old for old, _ in corrections]):
        new = next(new for old, new in corrections if old is old_group[0])
        yield (
            Relation.CORRECTED,
            [old_group, tuple(claim for claim in claims if claim.key == new.key and id(claim) not in gone)],
        )
    groups = _by_support(field, [claim for claim in _of_one_mind(field, claims) if id(claim) not in gone])
    for group in groups:
        if independent_outlets((claim.account.report.article_id for claim in group), reports):
            yield Relation.AGREES, [group]
    pairs = [(a, b, stand(field, a[0], b[0])) for a, b in combinations(groups, 2) if _between_outlets(a, b)]
    yield from _refinements(pairs)
    yield from _disputes(field, pairs)


def _refinements(pairs: Sequence[tuple[Group, Group, Standing]]) -> Iterator[tuple[Relation, list[Group]]]:
    """Each coarse value with the best supported of the values that say it more precisely."""
    refined: set[int] = set()
    for a, b, standing in pairs:
        if standing in (Standing.WITHIN, Standing.AROUND):
            coarse, fine = (b, a) if standing is Standing.WITHIN else (a, b)
            if id(coarse) not in refined:
                refined.add(id(coarse))
                yield Relation.REFINES, [coarse, fine]


def _disputes(field: str, pairs: Sequence[tuple[Group, Group, Standing]]) -> Iterator[tuple[Relation, list[Group]]]:
    """Values at odds: the best supported with all that differ from it; then those at odds among themselves alone."""
    for relation in (Relation.CONTRADICTS, Relation.DIFFERS):
        disputed: dict[int, list[Group]] = {}
        seen: set[int] = set()
        for a, b, standing in pairs:
            if _dispute(field, a, b, standing) is relation and not {id(a), id(b)} <= seen:
                disputed.setdefault(id(a), [a]).append(b)
                seen |= {id(a), id(b)}
        yield from ((relation, groups) for groups in disputed.values())


def _dispute(field: str, a: Group, b: Group, standing: Standing) -> Relation | None:
    if standing is Standing.BESIDE:
        return Relation.DIFFERS
    if standing is not Standing.APART:
        return None
    if field == "quantities" and _may_have_grown(a, b):
        return Relation.DIFFERS
    return Relation.CONTRADICTS


def _may_have_grown(a: Group, b: Group) -> bool:
    low, high = sorted((a, b), key=lambda group: group[0].content.quantity.value)
    if low[0].content.fate not in _GROWING:
        return False
    lows, highs = ([claim.account.published for claim in group] for group in (low, high))
    return None not in lows + highs and min(day for day in highs if day) > max(day for day in lows if day)


def _of_one_mind(field: str, claims: Sequence[Claim]) -> list[Claim]:
    """Without what an article says less precisely of its own more precise value, and without articles that give two values at odds:
    those tell of two things, and nothing is to be had from setting either against another report."""
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.account.report.article_id, []).append(claim)
    kept = []
    for own in by_article.values():
        standings = {(id(a), id(b)): stand(field, a, b) for a in own for b in own if a is not b}
        if Standing.APART in standings.values() or Standing.BESIDE in standings.values():
            continue
        kept += [a for a in own if not any(standings[id(b), id(a)] is Standing.WITHIN for b in own if b is not a)]
    return kept


def _by_support(field: str, claims: Sequence[Claim]) -> list[Group]:
    """The claims by value; the value that the majority rule chooses first, then by what it chooses of the rest."""
    found: list[Group] = []
    rest = list(claims)
    while choice := choose(field, rest, "majority"):
        found.append(choice.claims)
        rest = [claim for claim in rest if claim.key != choice.claims[0].key]
    return found


def _between_outlets(a: Group, b: Group) -> bool:
    """Whether another outlet, in another text, gives the other value."""
    return any(
        one.account.report.outlet != other.account.report.outlet
        and one.account.report.dispatch != other.account.report.dispatch
        for one in a
        for other in b
    )


def _label(field: str, relation: Relation, group: Group) -> str:
    """Values that agree are named without their words; where these may tell more, with them."""
    if field in ("date", "type", "status") and relation is Relation.AGREES:
        return group[0].label.split(" (“")[0]
    return group[0].label
