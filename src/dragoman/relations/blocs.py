"""Blocs: the parts of a signed network within which states cooperate and between which they quarrel, more than chance would have it.

What is sought is the division with the greatest signed modularity (S. Gómez, P. Jensen and A. Arenas, Analysis of community structure
in networks of correlated data, Physical Review E 80, 016114, 2009; V. A. Traag and J. Bruggeman, Community detection in networks with
positive and negative links, Physical Review E 80, 036115, 2009), among the divisions whose blocs hang together by cooperation.
All comparing is done in whole numbers: equal gains are seen as equal, and neither order nor rounding decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.relations.network import Network
from dragoman.relations.searching import best_division, improved_division
from dragoman.relations.ties import MILLIONTHS, shown

__all__ = ["Signed", "blocs", "modularity"]

_EXACT = 12
"""states up to which every division is weighed; the cost triples with each further one"""


class Signed:
    """What modularity needs to know of a network. Edges whose scores cancel out are neither cooperation nor conflict."""

    def __init__(self, network: Network) -> None:
        self.nodes = sorted(network.nodes)
        place = {code: index for index, code in enumerate(self.nodes)}
        count = len(self.nodes)
        self.weight = [[0] * count for _ in range(count)]
        for edge in network.edges:
            a, b = place[edge.a], place[edge.b]
            self.weight[a][b] = self.weight[b][a] = round(edge.weight * MILLIONTHS)
        self.friends = [[other for other, weight in enumerate(row) if weight > 0] for row in self.weight]
        self.positive = [sum(weight for weight in row if weight > 0) for row in self.weight]
        self.negative = [-sum(weight for weight in row if weight < 0) for row in self.weight]
        # Where there is no edge of a sign its strengths are all zero, and what they are divided by does not matter.
        self.all_positive = sum(self.positive) or 1
        self.all_negative = sum(self.negative) or 1

    def gain(self, a: int, b: int) -> int:
        """What it adds that two nodes share a bloc: their weight less what is expected, times the two sums of strengths."""
        return (
            self.weight[a][b] * self.all_positive * self.all_negative
            - self.positive[a] * self.positive[b] * self.all_negative
            + self.negative[a] * self.negative[b] * self.all_positive
        )

    def cooperating(self) -> list[list[int]]:
        """The nodes that cooperation connects, directly or through others; the parts, and each part, in order."""
        seen: set[int] = set()
        parts: list[list[int]] = []
        for node in range(len(self.nodes)):
            if node not in seen:
                part = {node}
                waiting = [node]
                while waiting:
                    fresh = set(self.friends[waiting.pop()]) - part
                    part |= fresh
                    waiting += fresh
                seen |= part
                parts.append(sorted(part))
        return parts


def blocs(network: Network) -> tuple[tuple[str, ...], ...]:
    """The blocs, each in the alphabet's order, by their first.

    A bloc hangs together by edges above zero. A state without any is a bloc of its own: a common enemy alone makes no bloc.
    The division is the best there is in each part of the network that cooperation connects and that has up to twelve nodes;
    in larger parts it is one that small changes do not better (see `improved_division`).
    """
    signed = Signed(network)
    found = [[part[place] for place in bloc] for part in signed.cooperating() for bloc in _divided(signed, part)]
    return tuple(sorted(tuple(sorted(signed.nodes[node] for node in bloc)) for bloc in found))


def _divided(signed: Signed, part: Sequence[int]) -> list[list[int]]:
    """The blocs of one part, as places in it."""
    gains = [[signed.gain(a, b) for b in part] for a in part]
    place = {node: index for index, node in enumerate(part)}
    friends = [[place[friend] for friend in signed.friends[node]] for node in part]
    return (best_division if len(part) <= _EXACT else improved_division)(gains, friends)


def modularity(network: Network, blocs: Sequence[Sequence[str]]) -> float:
    """How far a division into `blocs`, each node in one, is from chance: 0 as chance would have it, at most 1. 0 without edges."""
    signed = Signed(network)
    place = {code: index for index, code in enumerate(signed.nodes)}
    total = sum(signed.gain(place[a], place[b]) for bloc in blocs for a in bloc for b in bloc)
    strength = sum(signed.positive) + sum(signed.negative)
    return shown(total / (max(strength, 1) * signed.all_positive * signed.all_negative))
