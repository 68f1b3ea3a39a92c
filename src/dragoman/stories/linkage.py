"""Average linkage over the pairs that have a likeness, and what becomes of those that it leaves alone."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

__all__ = ["linked"]

ALIKE = 0.25
"""mean likeness of two groups from which they are one; the same for all data"""
_LONE = 0.12
"""mean likeness to a group from which one that was left alone joins it"""
_FIRM = 3
"""members of a group from which it can take in one that was left alone"""
_CLEARLY = 3.0
"""how many times more alike to that group than to any other it has to be"""
_FINE = 1_000_000
"""likeness is added in whole parts of this, so that no order of adding changes a sum"""

Span = tuple[int, int] | None
"""first and last day of a group; None where no day is known"""


def linked(
    names: Sequence[str], between: Mapping[tuple[str, str], float], days: Mapping[str, Span], longest: int
) -> list[list[str]]:
    """`names` in groups. `between` holds the likeness of pairs, those not in it having none; no group spans more than `longest` days.

    The most alike groups are joined first, as long as the mean likeness of their members is `ALIKE` or more. Then each that is alone joins
    the group that it is most like, if that is a firm one and there is no doubt which: an account that puts things in other words.
    """
    groups = _Groups(names, between, days, longest)
    groups.join()
    groups.take_in()
    return list(groups.members.values())


class _Groups:
    """Groups under the name of one member, and the sum of likeness between each two."""

    def __init__(
        self, names: Sequence[str], between: Mapping[tuple[str, str], float], days: Mapping[str, Span], longest: int
    ) -> None:
        self.members: dict[str, list[str]] = {name: [name] for name in names}
        self.days = {name: days[name] for name in names}
        self.longest = longest
        self.sums: dict[str, dict[str, int]] = {name: {} for name in names}
        for (a, b), weight in between.items():
            self.sums[a][b] = self.sums[b][a] = round(weight * _FINE)

    def mean(self, a: str, b: str) -> float:
        """Mean likeness of the members of two groups, in parts of `_FINE`."""
        return self.sums[a].get(b, 0) / (len(self.members[a]) * len(self.members[b]))

    def near(self, a: str, b: str) -> bool:
        """Whether both together span no more days than a story may."""
        span = _span(self.days[a], self.days[b])
        return span is None or span[1] - span[0] <= self.longest

    def join(self) -> None:
        """Join groups, the most alike first, of equals those first in the alphabet."""
        offers: list[tuple[float, str, str]] = []
        for a in self.sums:
            for b in self.sums[a]:
                if a < b:
                    self._offer(offers, a, b)
        heapq.heapify(offers)
        while offers:
            negative, a, b = heapq.heappop(offers)
            # A group keeps its name when it grows, so that its old offers have to be told by their mean.
            if a not in self.members or b not in self.sums.get(a, {}) or -negative != self.mean(a, b) or not self.near(a, b):
                continue
            self._merge(a, b)
            for other in self.sums[a]:
                self._offer(offers, *sorted((a, other)))

    def _offer(self, offers: list[tuple[float, str, str]], a: str, b: str) -> None:
        mean = self.mean(a, b)
        if mean >= ALIKE * _FINE and self.near(a, b):
            heapq.heappush(offers, (-mean, a, b))

    def _merge(self, a: str, b: str) -> None:
        self.members[a] += self.members.pop(b)
        self.days[a] = _span(self.days[a], self.days.pop(b))
        for other, total in self.sums.pop(b).items():
            del self.sums[other][b]
            if other != a:
                self.sums[a][other] = self.sums[other][a] = self.sums[a].get(other, 0) + total

    def take_in(self) -> None:
        """Those alone join the group they clearly belong to; all are looked at before any joins, so that none makes way for another."""
        firm = {name for name, members in self.members.items() if len(members) >= _FIRM}
        joining: dict[str, str] = {}
        for name, members in self.members.items():
            if len(members) == 1 and (group := self._home(name, firm)):
                joining[name] = group
        for name in sorted(joining):
            # Two that join may each be near the group and not near each other.
            if self.near(joining[name], name):
                self._merge(joining[name], name)

    def _home(self, name: str, firm: set[str]) -> str | None:
        means = sorted(((-self.mean(name, other), other) for other in self.sums[name]), key=lambda pair: pair)
        if not means or means[0][1] not in firm or not self.near(name, means[0][1]):
            return None
        most, second = -means[0][0], -means[1][0] if len(means) > 1 else 0.0
        return means[0][1] if most >= max(_LONE * _FINE, _CLEARLY * second) else None


def _span(a: Span, b: Span) -> Span:
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])
