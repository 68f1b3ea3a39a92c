"""The division of connected nodes into connected blocs that gains most: exactly for a few nodes, step by step for many.

`gains[a][b]` is what it adds that `a` and `b` share a bloc (symmetric, whole numbers), `friends[a]` are the nodes that `a` is connected to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

__all__ = ["best_division", "connected", "improved_division"]

Gains = Sequence[Sequence[int]]
Friends = Sequence[Sequence[int]]

_FEW = 10
"""nodes of two blocs that are divided anew exactly; the cost triples with each further one"""


def best_division(gains: Gains, friends: Friends) -> list[list[int]]:
    """The best of all divisions into connected blocs; of equals the one whose first bloc is largest, then the next.

    The best for a set of nodes is a bloc with its first node and the best for the rest; sets are bits of a number. 3 ** n steps.
    """
    count = len(gains)
    around = [sum(1 << friend for friend in row) for row in friends]
    worth = [0] * (1 << count)
    whole = [False] * (1 << count)
    for nodes in range(1, 1 << count):
        first = _first(nodes)
        rest = nodes & (nodes - 1)
        worth[nodes] = worth[rest] + sum(gains[first][other] for other in range(first + 1, count) if rest >> other & 1)
        whole[nodes] = _hangs_together(nodes, around)
    best = [0] * (1 << count)
    chosen = [0] * (1 << count)
    for nodes in range(1, 1 << count):
        rest = others = nodes & (nodes - 1)
        lead = nodes ^ rest
        top: int | None = None
        while True:
            bloc = lead | others
            if whole[bloc] and (top is None or worth[bloc] + best[nodes ^ bloc] > top):
                top = worth[bloc] + best[nodes ^ bloc]
                chosen[nodes] = bloc
            if not others:
                break
            others = (others - 1) & rest
        best[nodes] = top or 0
    division = []
    nodes = (1 << count) - 1
    while nodes:
        division.append([node for node in range(count) if chosen[nodes] >> node & 1])
        nodes ^= chosen[nodes]
    return division


def _first(nodes: int) -> int:
    return (nodes & -nodes).bit_length() - 1


def _hangs_together(nodes: int, around: Sequence[int]) -> bool:
    reached = front = nodes & -nodes
    while front:
        near = around[_first(front)] & nodes & ~reached
        reached |= near
        front = (front & (front - 1)) | near
    return reached == nodes


def connected(nodes: Collection[int], friends: Friends) -> bool:
    """Whether the `nodes`, one at least, hang together without help of others."""
    inside = set(nodes)
    reached = {min(inside)}
    waiting = [*reached]
    while waiting:
        fresh = (inside & set(friends[waiting.pop()])) - reached
        reached |= fresh
        waiting += fresh
    return reached == inside


def improved_division(gains: Gains, friends: Friends) -> list[list[int]]:
    """A division that neither moving a node, nor joining two blocs, nor dividing two small blocs anew betters, each bloc in order.

    Sought from every node alone, joins first and moves first, and from all in one bloc; of equals the first. Every step gains, and
    there are finitely many divisions: it ends.
    """
    alone = [[node] for node in range(len(gains))]
    together = [list(range(len(gains)))]
    found = [
        _improved(_Division(gains, friends, start), joins)
        for start, joins in ((alone, True), (alone, False), (together, False))
    ]
    return max(found, key=lambda division: division.worth()).blocs()


def _improved(division: _Division, joins: bool) -> _Division:
    steps = (division.join, division.move) if joins else (division.move, division.join)
    while steps[0]() or steps[1]() or division.divide_anew():
        pass
    return division


class _Division:
    """Blocs under names that are nodes, and what each node would gain in each bloc."""

    def __init__(self, gains: Gains, friends: Friends, start: Sequence[Sequence[int]]) -> None:
        self.gains = gains
        self.friends = friends
        self.bloc = [0] * len(gains)
        self.members: dict[int, set[int]] = {}
        self.pull = [[0] * len(gains) for _ in gains]
        """pull[bloc][node]: what the node gains with the members of the bloc, itself left out"""
        for bloc in start:
            self.members[bloc[0]] = set(bloc)
            for node in bloc:
                self.bloc[node] = bloc[0]
                self._pull(bloc[0], node, 1)

    def blocs(self) -> list[list[int]]:
        """The blocs and their members in order."""
        return sorted(sorted(bloc) for bloc in self.members.values())

    def worth(self) -> int:
        """Twice the gain of all pairs that share a bloc."""
        return sum(self.pull[bloc][node] for node, bloc in enumerate(self.bloc))

    def join(self) -> bool:
        """Join the two neighbouring blocs that gain most, if any do."""
        best = (0, 0, 0)
        for a, b in self._neighbours():
            gain = sum(self.pull[b][node] for node in self.members[a])
            best = max(best, (gain, -a, -b))
        gain, a, b = best[0], -best[1], -best[2]
        if gain > 0:
            for node in sorted(self.members[b]):
                self._put(node, a)
        return gain > 0

    def _neighbours(self) -> set[tuple[int, int]]:
        edges = ((self.bloc[a], self.bloc[b]) for a, row in enumerate(self.friends) for b in row)
        return {(a, b) for a, b in edges if a < b}

    def move(self) -> bool:
        """Move the node that gains most by it, if any does, to a bloc where it has a friend or to one of its own."""
        offers = []
        for node, here in enumerate(self.bloc):
            if len(self.members[here]) > 1:
                targets = {self.bloc[friend] for friend in self.friends[node]} - {here}
                offers += [(self.pull[there][node] - self.pull[here][node], node, there) for there in targets]
                offers.append((-self.pull[here][node], node, self._free()))
        for _, node, there in sorted((offer for offer in offers if offer[0] > 0), key=lambda one: (-one[0], one[1], one[2])):
            if connected(self.members[self.bloc[node]] - {node}, self.friends):
                self._put(node, there)
                return True
        return False

    def _free(self) -> int:
        """A name that no bloc has: with a bloc of two there is one."""
        return next(name for name in range(len(self.bloc)) if not self.members.get(name))

    def divide_anew(self) -> bool:
        """Divide two neighbouring blocs of few nodes, taken together, in the best way, if that gains."""
        for a, b in sorted(self._neighbours()):
            nodes = sorted(self.members[a] | self.members[b])
            if len(nodes) > _FEW:
                continue
            place = {node: index for index, node in enumerate(nodes)}
            near = [[place[friend] for friend in self.friends[node] if friend in place] for node in nodes]
            places = best_division([[self.gains[one][other] for other in nodes] for one in nodes], near)
            division = [[nodes[index] for index in bloc] for bloc in places]
            if self._inside(division) > self._inside([self.members[a], self.members[b]]):
                self._settle(division)
                return True
        return False

    def _inside(self, blocs: Sequence[Collection[int]]) -> int:
        return sum(self.gains[one][other] for bloc in blocs for one in bloc for other in bloc if one < other)

    def _settle(self, blocs: Sequence[Sequence[int]]) -> None:
        """Put nodes that have blocs to themselves into these blocs instead."""
        for node in (node for bloc in blocs for node in bloc):
            self._put(node, self._free() if len(self.members[self.bloc[node]]) > 1 else self.bloc[node])
        for bloc in blocs:
            for node in bloc[1:]:
                self._put(node, self.bloc[bloc[0]])

    def _put(self, node: int, there: int) -> None:
        here = self.bloc[node]
        self._pull(here, node, -1)
        self._pull(there, node, 1)
        self.members[here].discard(node)
        self.members.setdefault(there, set()).add(node)
        if not self.members[here]:
            del self.members[here]
        self.bloc[node] = there

    def _pull(self, bloc: int, node: int, times: int) -> None:
        """Count `node` in the pull of `bloc`, or with -1 count it out."""
        pull = self.pull[bloc]
        for other, gain in enumerate(self.gains[node]):
            if other != node:
                pull[other] += times * gain
