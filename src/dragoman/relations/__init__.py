"""Ties between states and organisations over time, the signed network that they make, and its blocs."""

from __future__ import annotations

from dragoman.relations.blocs import blocs
from dragoman.relations.network import Edge, Network, network
from dragoman.relations.pairs import VERSION
from dragoman.relations.periods import PERIODS
from dragoman.relations.ties import ties

__all__ = ["PERIODS", "VERSION", "Edge", "Network", "blocs", "network", "ties"]
