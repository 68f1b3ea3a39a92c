"""How the accounts of one happening become one row: for each field a value, chosen by a named rule.

| rule | value |
| --- | --- |
| majority | what most origins say, a coarse value counting for the finer ones within it; then most outlets, the more precise, the earlier |
| precise | the most precise; then by majority |
| latest | what the last report says |
| earliest | what the first report says |
| lowest | of numbers the lowest, of all else by majority |
| highest | of numbers the highest, of all else by majority |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.reconciling.claims import Claim, stand
from dragoman.reconciling.standing import Standing

__all__ = ["RULES", "Choice", "choose", "groups_of"]


@dataclass(frozen=True, slots=True)
class Choice:
    """The value that stands in a field, and those who say so, the first of them giving its words."""

    claims: tuple[Claim, ...]

    @property
    def mention_ids(self) -> tuple[str, ...]:
        """Of the mentions that say so, each once."""
        return tuple(dict.fromkeys(claim.account.mention.id for claim in self.claims))


def groups_of(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """The claims by value, by their first."""
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.key, []).append(claim)
    return [tuple(group) for group in groups.values()]


def choose(field: str, claims: Sequence[Claim], rule: str) -> Choice | None:
    """What `rule` makes of `claims`, which are of one field (and, of numbers, one measure) and in order; None without any."""
    if not claims:
        return None
    groups = groups_of(claims)
    return Choice(groups[0] if len(groups) == 1 else RULES[rule](field, groups))


def _majority(field: str, groups: list[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    return max(
        groups, key=lambda group: (*_support(field, group, groups), _precision(field, group, groups), -groups.index(group))
    )


def _precise(field: str, groups: list[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    return max(
        groups, key=lambda group: (_precision(field, group, groups), *_support(field, group, groups), -groups.index(group))
    )


def _latest(field: str, groups: list[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    dated = [group for group in groups if any(claim.account.report.published for claim in group)] or groups
    return max(dated, key=lambda group: (max(claim.account.report.published or "" for claim in group), -groups.index(group)))


def _earliest(field: str, groups: list[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    return min(groups, key=lambda group: (min(claim.account.order for claim in group), groups.index(group)))


def _lowest(field: str, groups: list[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    if field != "quantities":
        return _majority(field, groups)
    return min(groups, key=lambda group: (group[0].content.quantity.value, groups.index(group)))


def _highest(field: str, groups: list[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    if field != "quantities":
        return _majority(field, groups)
    return max(groups, key=lambda group: (group[0].content.quantity.value, -groups.index(group)))


def _support(field: str, group: tuple[Claim, ...], groups: list[tuple[Claim, ...]]) -> tuple[int, int]:
    """Origins and outlets that say so or say so less precisely."""
    sayers = [
        claim.account.report
        for other in groups
        if other is group or stand(field, group[0], other[0]) in (Standing.SAME, Standing.WITHIN)
        for claim in other
    ]
    return len({report.origin for report in sayers}), len({report.outlet for report in sayers})


def _precision(field: str, group: tuple[Claim, ...], groups: list[tuple[Claim, ...]]) -> int:
    """How many of the other values this one is more precise than, less those that are more precise than it."""
    standings = [stand(field, group[0], other[0]) for other in groups if other is not group]
    return standings.count(Standing.WITHIN) - standings.count(Standing.AROUND)


RULES: dict[str, Callable[[str, list[tuple[Claim, ...]]], tuple[Claim, ...]]] = {
    "majority": _majority,
    "precise": _precise,
    "latest": _latest,
    "earliest": _earliest,
    "lowest": _lowest,
    "highest": _highest,
}
