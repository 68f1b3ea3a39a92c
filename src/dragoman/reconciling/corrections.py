"""Which claims their own outlet has since replaced."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dragoman.reconciling.claims import Claim, stand
from dragoman.reconciling.standing import Standing

__all__ = ["replaced", "standing_claims"]

# Who took part and what was at issue is often told in part: only what cannot stand beside the new value is replaced. And that a later
# report of a refusal follows one of consent is a new deed as often as a correction.
_CORRECTABLE = frozenset({"date", "place", "quantities"})


def replaced(field: str, claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Pairs of a claim and the one that replaces it: a later report of the same outlet gives another value.

    Another value is one that cannot be true beside the old one, or any other where the later report is a new state of the same page or
    says of itself that it corrects. A report that still gives the old value beside the new one corrects nothing.
    """
    if field not in _CORRECTABLE:
        return []
    found = []
    for _, same_outlet in groupby(
        sorted(claims, key=lambda claim: claim.account.report.outlet), key=lambda claim: claim.account.report.outlet
    ):
        ordered = sorted(same_outlet, key=lambda claim: claim.account.order)
        for position, old in enumerate(ordered):
            later = [new for new in ordered[position + 1 :] if _later(old, new)]
            if any(new.key == old.key for new in later):
                continue
            new = next((new for new in reversed(later) if _replaces(field, old, new)), None)
            if new is not None:
                found.append((old, new))
    return found


def standing_claims(field: str, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that nothing replaces."""
    gone = {id(old) for old, _ in replaced(field, claims)}
    return [claim for claim in claims if id(claim) not in gone]


def _later(old: Claim, new: Claim) -> bool:
    one, other = old.account.report, new.account.report
    if one.article_id == other.article_id:
        return False
    if one.published and other.published:
        return other.published > one.published or (other.published == one.published and other.corrects)
    return other.corrects


def _replaces(field: str, old: Claim, new: Claim) -> bool:
    standing = stand(field, old, new)
    same_page = old.account.report.dispatch == new.account.report.dispatch or new.account.report.corrects
    return standing is Standing.APART or (same_page and standing not in (Standing.SAME, Standing.SILENT))
