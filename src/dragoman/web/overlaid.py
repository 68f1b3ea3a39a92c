"""The store as it reads with what was reviewed, for one request."""

from __future__ import annotations

from typing import Any

from dragoman.engine import Reviewed, standing
from dragoman.evaluating import wilson
from dragoman.records import Review
from dragoman.store import reviews_beside
from dragoman.web.page import Asked

__all__ = ["overlaid", "precision"]


def overlaid(asked: Asked) -> Reviewed:
    """The store with its reviews laid over it. How they stand to it is found once, until either changes."""
    kept = reviews_beside(asked.store.path)
    number = kept.count()
    # What was read of the articles stays known, so that one more review costs no more than its own article.
    known = asked.remember("articles of reviews", dict[str, Any])

    def make() -> Reviewed:
        return Reviewed(asked.store, standing(asked.store, kept.all(), known))

    return asked.remember(("reviews", number), make).on(asked.store)


def precision(view: Reviewed) -> list[dict[str, Any]]:
    """Of each type, as it was coded: how many mentions were reviewed, in how many the type is right, in how many all of it.

    Shares with Wilson's interval of 95 %; the types that were reviewed most first, all together last.
    """
    by_type: dict[str, list[tuple[bool, bool]]] = {}
    for review in view.standing.reviews:
        if review.of == "mention" and review.state == "current":
            by_type.setdefault(review.targets[0].type or "", []).append(_right(review))
    rows = [_row(name, told) for name, told in sorted(by_type.items(), key=lambda one: (-len(one[1]), one[0]))]
    return [*rows, _row("all", [one for told in by_type.values() for one in told])] if rows else []


def _right(review: Review) -> tuple[bool, bool]:
    """Whether the type is, and whether everything is."""
    same = review.values.get("type", review.targets[0].type) == review.targets[0].type
    return review.verdict == "accepted" or (review.verdict == "corrected" and same), review.verdict == "accepted"


def _row(name: str, told: list[tuple[bool, bool]]) -> dict[str, Any]:
    row: dict[str, Any] = {"type": name, "reviewed": len(told)}
    for what, right in (("type", sum(one for one, _ in told)), ("all", sum(one for _, one in told))):
        rate = wilson(right, len(told))
        row |= {f"{what}_right": right, f"{what}_share": rate.value, f"{what}_low": rate.low, f"{what}_high": rate.high}
    return row
