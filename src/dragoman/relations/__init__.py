"""Ties and blocs: who deals with whom, how, and how that changes, counted from events."""

from __future__ import annotations

from dragoman.relations.balance import Balance, balance
from dragoman.relations.blocs import blocs, modularity
from dragoman.relations.network import Edge, Network, network, network_of_sums
from dragoman.relations.periods import PERIODS, days_of
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
    "days_of",
    "modularity",
    "network",
    "network_of_sums",
    "ties",
    "ties_of",
]
