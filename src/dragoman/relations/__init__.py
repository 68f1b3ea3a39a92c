"""Ties and blocs: who deals with whom, how, and how that changes, counted from events."""

from __future__ import annotations

from dragoman.relations.balance import Balance, balance
from dragoman.relations.blocs import blocs, modularity
from dragoman.relations.network import Edge, Network, network
from dragoman.relations.periods import PERIODS
from dragoman.relations.ties import VERSION, Deed, ties, ties_of

__all__ = [
    "PERIODS",
    "VERSION",
    "Balance",
    "Deed",
    "Edge",
    "Network",
    "balance",
    "blocs",
    "modularity",
    "network",
    "ties",
    "ties_of",
]
