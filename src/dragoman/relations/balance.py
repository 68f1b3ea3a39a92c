"""Structural balance: how many triangles of the network are such that friends' friends are friends and enemies' enemies too.

D. Cartwright and F. Harary, Structural balance: a generalization of Heider's theory, Psychological Review 63 (1956).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dragoman.relations.network import Network
from dragoman.relations.ties import shown

__all__ = ["Balance", "balance"]


@dataclass(frozen=True, slots=True)
class Balance:
    """How balanced a network is."""

    triads: int
    """three nodes with an edge above or below zero between any two"""
    balanced: int
    """of these, those with none or two below zero"""
    share: float | None
    """`balanced` / `triads`; None where there is no triad"""


def balance(network: Network) -> Balance:
    """The triads of `network`, and the share of them that are balanced. Edges whose scores cancel out are no edges here."""
    place = {code: index for index, code in enumerate(network.nodes)}
    signs = np.zeros((len(place), len(place)), np.int64)
    for edge in network.edges:
        a, b = place[edge.a], place[edge.b]
        signs[a, b] = signs[b, a] = (edge.weight > 0) - (edge.weight < 0)
    # A closed walk of three steps is a triangle, counted six times; its product of signs is 1 where the triangle is balanced, else -1.
    triads, surplus = (int(np.sum((matrix @ matrix) * matrix)) // 6 for matrix in (np.abs(signs), signs))
    balanced = (triads + surplus) // 2
    return Balance(triads, balanced, shown(balanced / triads) if triads else None)
