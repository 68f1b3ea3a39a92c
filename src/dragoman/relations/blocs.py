"""Blocs: the parts of a signed network within which states cooperate and between which they quarrel, more than chance would have it.

What is sought is the division with the greatest signed modularity (S. Gómez, P. Jensen and A. Arenas, Analysis of community structure
in networks of correlated data, Physical Review E 80, 016114, 2009; V. A. Traag and J. Bruggeman, Community detection in networks with
positive and negative links, Physical Review E 80, 036115, 2009), among the divisions whose blocs hang together by cooperation.
All comparing is done in whole numbers: equal gains are seen as equal, and neither order nor rounding decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.relations.network import Network
from dragoman.relations.searching import best_division, improved_division
from dragoman.relations.ties import MILLIONTHS, shown

__all__ = ["Signed", "blocs", "modularity"]

_EXACT = 12
"""states up to which every division is weighed; the cost triples with each further one"""


class Signed:
    """What modularity needs to know of a network. Edges whose scores cancel out are neither cooperation nor conflict."""

    def __init__(self, network: Network) -> None:
        self.nodes = network.nodes
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


def blocs(network: Network) -> dict[str, int]:
    """The bloc of each node, from 1: the largest first, of equals the one whose first code stands first in the alphabet.

    A bloc hangs together by edges above zero. A state without any is a bloc of its own: a common enemy alone makes no bloc.
    The division is the best there is in each part of the network that cooperation connects and that has up to twelve nodes;
    in larger parts it is one that small changes do not better (see `improved_division`).
    """
    signed = Signed(network)
    found: list[list[str]] = []
    for part in signed.cooperating():
        found += ([network.nodes[part[index]] for index in bloc] for bloc in _divided(signed, part))
    found.sort(key=lambda bloc: (-len(bloc), bloc))
    return {code: number for number, bloc in enumerate(found, 1) for code in bloc}


def _divided(signed: Signed, part: Sequence[int]) -> list[list[int]]:
    """The blocs of one part, as places in it."""
    gains = [[signed.gain(a, b) for b in part] for a in part]
    place = {node: index for index, node in enumerate(part)}
    friends = [[place[friend] for friend in signed.friends[node]] for node in part]
    return (best_division if len(part) <= _EXACT else improved_division)(gains, friends)


def modularity(network: Network, blocs: Mapping[str, int]) -> float:
    """How far `blocs` are from chance: 0 as chance would have it, up to 1. Every node needs a bloc. 0 in a network without edges."""
    signed = Signed(network)
    members: dict[int, list[int]] = defaultdict(list)
    for index, code in enumerate(signed.nodes):
        members[blocs[code]].append(index)
    pairs = ((a, b) for bloc in members.values() for a in bloc for b in bloc)
    return shown(_total(signed, pairs))


def _total(signed: Signed, pairs: Iterable[tuple[int, int]]) -> float:
    strength = sum(signed.positive) + sum(signed.negative)
    return sum(signed.gain(a, b) for a, b in pairs) / (max(strength, 1) * signed.all_positive * signed.all_negative)
