"""Blocs: groups that cooperate among themselves and quarrel with others.

Communities of the signed network by signed modularity (Gómez, Jensen and Arenas, "Analysis of community structure in networks of
correlated data", Physical Review E 80, 016114, 2009): the share of cooperation that falls within groups, above what chance would put
there, less the share of conflict that does. Found by moving one node, then one group, at a time to where it gains most (Blondel et al.,
"Fast unfolding of communities in large networks", 2008), in the order of the alphabet, so that the same network has the same blocs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.relations.network import Network

__all__ = ["blocs", "modularity"]

_LEAST = 1e-9
"""gain that is worth a move; less is rounding"""


def blocs(network: Network) -> tuple[tuple[str, ...], ...]:
    """The blocs, each in the order of the alphabet, by their first. Whoever cooperates with nobody stands alone."""
    gains = _gains(network)
    labels = np.arange(len(network.nodes))
    while True:
        before = labels.copy()
        labels = _moved(gains, labels, [np.array([node]) for node in range(len(labels))])
        labels = _moved(gains, labels, [np.flatnonzero(labels == label) for label in np.unique(labels)])
        if np.array_equal(_canonical(before), _canonical(labels)):
            break
    return _bound_by_cooperation(network, dict(zip(network.nodes, labels.tolist(), strict=True)))


def _bound_by_cooperation(network: Network, label: dict[str, int]) -> tuple[tuple[str, ...], ...]:
    """Each group in the parts that cooperation holds together: having an enemy in common is no bloc yet."""
    leader = {node: node for node in network.nodes}

    def lead(node: str) -> str:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for edge in network.edges:
        if edge.weight > 0 and label[edge.a] == label[edge.b]:
            first, second = sorted((lead(edge.a), lead(edge.b)))
            leader[second] = first
    found: dict[str, list[str]] = {}
    for node in network.nodes:
        found.setdefault(lead(node), []).append(node)
    return tuple(sorted(tuple(members) for members in found.values()))


def modularity(network: Network, groups: Sequence[Sequence[str]]) -> float:
    """Signed modularity of a division of the network, from -1 to 1."""
    gains = _gains(network)
    place = {node: position for position, node in enumerate(network.nodes)}
    return float(sum(gains[np.ix_(own, own)].sum() for own in ([place[node] for node in group] for group in groups)))


def _gains(network: Network) -> NDArray[np.float64]:
    """What it adds to modularity that two nodes are in one group: their tie above what chance would give them."""
    count = len(network.nodes)
    place = {node: position for position, node in enumerate(network.nodes)}
    weights = np.zeros((count, count))
    for edge in network.edges:
        weights[place[edge.a], place[edge.b]] = weights[place[edge.b], place[edge.a]] = edge.weight
    total = np.abs(weights).sum()
    if total == 0:
        return weights
    gains = np.zeros((count, count))
    for sign in (1.0, -1.0):
        layer = np.maximum(sign * weights, 0.0)
        strength = layer.sum(axis=1)
        if strength.sum() > 0:
            gains += sign * (layer - np.outer(strength, strength) / strength.sum())
    return np.asarray(gains / total, np.float64)


def _moved(gains: NDArray[np.float64], labels: NDArray[np.int64], units: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Labels after each unit has been moved, again and again, to the group where it gains most; of equal gains the first group, and none
    without a gain. A unit may also be put by itself."""
    labels = labels.copy()
    changed = True
    while changed:
        changed = False
        for unit in units:
            rest = np.ones(len(labels), bool)
            rest[unit] = False
            pull = gains[unit].sum(axis=0)
            here = float(pull[rest & (labels == labels[unit[0]])].sum())
            best, best_gain = None, max(here, 0.0) + _LEAST
            for label in np.unique(labels[rest]):
                if label != labels[unit[0]]:
                    gain = float(pull[rest & (labels == label)].sum())
                    if gain > best_gain:
                        best, best_gain = int(label), gain
            if best is None and here < -_LEAST:
                best = _free(labels)
            if best is not None:
                labels[unit] = best
                changed = True
    return labels


def _free(labels: NDArray[np.int64]) -> int:
    """A label that nobody has."""
    return int(np.setdiff1d(np.arange(len(labels) + 1), labels)[0])


def _canonical(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same division as labels by first member."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(first[inverse], np.int64)
