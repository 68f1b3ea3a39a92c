"""How well mentions meet what is labelled: precision, recall and F1 with intervals, by type, status and field; what is taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.evaluating.gold import Case, Expected
from dragoman.records import Mention, Status

__all__ = ["FIELDS", "Rate", "Scores", "Tried", "score", "tried"]

FIELDS = ("actors", "recipients", "status", "modes", "date", "place", "numbers")
"""fields that are scored where trigger and type, or type and sides, are right"""
_DRAWS = 1000
"""samples of the bootstrap"""
_NONE = "—"
"""in the confusion table: nothing coded, or nothing labelled"""


@dataclass(frozen=True, slots=True)
class Tried:
    """One text with what was labelled and coded, and which is which."""

    case: Case
    mentions: tuple[Mention, ...]
    pairs: tuple[tuple[Expected, Mention], ...]
    """a label and the mention that meets it: of its type, at its trigger (where labelled) or of its sides"""
    full: int
    """how many of the pairs are right in actors, recipients and status too"""
    confused: tuple[tuple[str, str], ...]
    """type labelled and type coded, of labels and mentions that are of one place or one pair of sides"""

    @property
    def worst(self) -> int:
        """Labels missed and mentions too much."""
        return len(self.case.expected) + len(self.mentions) - 2 * len(self.pairs)


@dataclass(frozen=True, slots=True)
class Rate:
    """A precision, recall or F1, with its interval of 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of a labelled set."""

    texts: int
    labels: int
    mentions: int
    found: Mapping[str, Rate]
    """precision, recall and f1 of type with trigger, or with sides where no triggers are labelled"""
    full: Mapping[str, Rate]
    """the same of the full record: also actors, recipients and status"""
    by_type: Mapping[str, Mapping[str, float]]
    by_status: Mapping[str, float]
    """recall by the status that is labelled"""
    by_field: Mapping[str, float]
    """share of right values among labels that are found and that say something of the field"""
    confusion: Mapping[str, Mapping[str, int]]
    empty: int
    """texts that report nothing"""
    false_alarms: float
    """share of these in which something is coded as done"""


def tried(case: Case, mentions: Sequence[Mention]) -> Tried:
    """Which mention meets which label. Each meets one at most; those of the right type and place first."""
    free = list(mentions)
    pairs: list[tuple[Expected, Mention]] = []
    missed: list[Expected] = []
    for expected in case.expected:
        fitting = [one for one in free if one.type in expected.types and _same_place(expected, one)]
        if not fitting:
            missed.append(expected)
            continue
        best = max(fitting, key=lambda one: (_right_sides(expected, one), one.status == expected.status, -one.trigger.start))
        free.remove(best)
        pairs.append((expected, best))
    confused = []
    for expected in missed:
        other = next((one for one in free if _same_place(expected, one)), None)
        confused.append((min(expected.types), other.type if other else _NONE))
        if other:
            free.remove(other)
    confused += [(_NONE, one.type) for one in free]
    full = sum(_right_sides(expected, one) and expected.status in (None, str(one.status)) for expected, one in pairs)
    return Tried(case, tuple(mentions), tuple(pairs), full, tuple(confused))


def _same_place(expected: Expected, mention: Mention) -> bool:
    """At the labelled trigger; where none is labelled, of the labelled sides."""
    if expected.trigger is None:
        return _right_sides(expected, mention)
    start, end = expected.trigger
    return mention.trigger.start < end and start < mention.trigger.end


def _right_sides(expected: Expected, mention: Mention) -> bool:
    actors = {side.country for side in mention.actors if side.country}
    recipients = {side.country for side in mention.recipients if side.country}
    if expected.mutual:
        wanted = (expected.actors or frozenset()) | (expected.recipients or frozenset())
        return wanted <= actors | recipients and (expected.trigger is None or actors | recipients <= wanted)
    if expected.trigger is None:
        # The field's own labels name one pair of several: a side that holds it is right.
        return bool(not expected.actors or expected.actors & actors) and bool(
            not expected.recipients or expected.recipients & recipients
        )
    return (expected.actors or frozenset()) == actors and (expected.recipients or frozenset()) == recipients


def score(results: Sequence[Tried]) -> Scores:
    """The figures of all texts. Intervals by the bootstrap over texts, drawn alike each time (Efron and Tibshirani, 1993)."""
    labels = np.array([len(one.case.expected) for one in results], np.float64)
    mentions = np.array([len(one.mentions) for one in results], np.float64)
    pairs = np.array([len(one.pairs) for one in results], np.float64)
    full = np.array([one.full for one in results], np.float64)
    draws = np.random.default_rng(0).integers(0, max(1, len(results)), (_DRAWS, len(results)))
    empty = [one for one in results if not one.case.expected]
    alarms = sum(any(mention.status is Status.DONE for mention in one.mentions) for one in empty)
    return Scores(
        texts=len(results),
        labels=int(labels.sum()),
        mentions=int(mentions.sum()),
        found=_rates(pairs, labels, mentions, draws),
        full=_rates(full, labels, mentions, draws),
        by_type=_by_type(results),
        by_status=_by_status(results),
        by_field={name: share for name in FIELDS if (share := _field(name, results)) is not None},
        confusion=_confusion(results),
        empty=len(empty),
        false_alarms=alarms / len(empty) if empty else 0.0,
    )


def _rates(
    right: NDArray[np.float64], labels: NDArray[np.float64], mentions: NDArray[np.float64], draws: NDArray[np.int64]
) -> dict[str, Rate]:
    drawn = [counts[draws].sum(axis=1) for counts in (right, labels, mentions)] if len(right) else [np.zeros(1)] * 3

    def rate(top: float, bottom: float, tops: NDArray[np.float64], bottoms: NDArray[np.float64]) -> Rate:
        values = tops / np.maximum(bottoms, 1.0)
        low, high = np.percentile(values, (2.5, 97.5))
        return Rate(round(top / max(bottom, 1.0), 4), round(float(low), 4), round(float(high), 4))

    totals = [float(counts.sum()) for counts in (right, labels, mentions)]
    return {
        "precision": rate(totals[0], totals[2], drawn[0], drawn[2]),
        "recall": rate(totals[0], totals[1], drawn[0], drawn[1]),
        "f1": rate(2 * totals[0], totals[1] + totals[2], 2 * drawn[0], drawn[1] + drawn[2]),
    }


def _by_type(results: Iterable[Tried]) -> dict[str, dict[str, float]]:
    labels: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in results:
        labels.update(min(expected.types) for expected in one.case.expected)
        mentions.update(mention.type for mention in one.mentions)
        right.update(mention.type for _, mention in one.pairs)
    return {
        name: {
            "labels": labels[name],
            "mentions": mentions[name],
            "precision": round(right[name] / max(1, mentions[name]), 4),
            "recall": round(right[name] / max(1, labels[name]), 4),
            "f1": round(2 * right[name] / max(1, labels[name] + mentions[name]), 4),
        }
        for name in sorted(labels.keys() | mentions.keys())
    }


def _by_status(results: Iterable[Tried]) -> dict[str, float]:
    labels: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in results:
        labels.update(expected.status for expected in one.case.expected if expected.status)
        right.update(
            expected.status for expected, mention in one.pairs if expected.status and expected.status == str(mention.status)
        )
    return {name: round(right[name] / labels[name], 4) for name in sorted(labels)}


def _field(name: str, results: Iterable[Tried]) -> float | None:
    asked = right = 0
    for one in results:
        for expected, mention in one.pairs:
            wanted = getattr(expected, name)
            if wanted is not None and (wanted or name in ("actors", "recipients", "modes")):
                asked += 1
                right += _has(name, expected, mention)
    return round(right / asked, 4) if asked else None


def _has(name: str, expected: Expected, mention: Mention) -> bool:
    wanted = getattr(expected, name)
    if name in ("actors", "recipients"):
        return bool(wanted == {side.country for side in getattr(mention, name) if side.country})
    if name == "status":
        return bool(wanted == str(mention.status))
    if name == "modes":
        return bool(wanted == set(mention.modes))
    if name == "date":
        when = mention.date
        value = f"{when.value}..{when.end_value}" if when.end_value else when.value
        return bool(wanted == value and when.source == "text")
    if name == "place":
        return mention.place is not None and wanted.casefold() in (mention.place.name.casefold(), mention.place.text.casefold())
    return bool(wanted <= {quantity.value for quantity in mention.quantities})


def _confusion(results: Iterable[Tried]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for one in results:
        for expected, mention in one.pairs:
            counts.setdefault(mention.type if mention.type in expected.types else min(expected.types), Counter())[
                mention.type
            ] += 1
        for labelled, coded in one.confused:
            counts.setdefault(labelled, Counter())[coded] += 1
    return {name: dict(sorted(counts[name].items())) for name in sorted(counts)}
