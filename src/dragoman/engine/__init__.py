"""The order of the stages, and the only part that knows it: read, code, keep, group, reconcile, relate.

It has no terminal code: what it is given are articles and a store, and what it gives are records, failures and steps done.
"""

from __future__ import annotations

from dragoman.engine.building import Built, Step, build
from dragoman.engine.coder import Annotator, ArticleCoder, Explainer, Remembered, evidence, load_coder
from dragoman.engine.coding import code
from dragoman.engine.evaluating import evaluate
from dragoman.engine.results import Coded, Uncoded
from dragoman.engine.tables import blocs, chosen_ties, events, known_status, network, sensitivity, summed_network, ties
from dragoman.engine.workers import Workers
from dragoman.reading import Failure, Meter, Notice, read

__all__ = [
    "Annotator",
    "ArticleCoder",
    "Built",
    "Coded",
    "Explainer",
    "Failure",
    "Meter",
    "Notice",
    "Remembered",
    "Step",
    "Uncoded",
    "Workers",
    "blocs",
    "build",
    "chosen_ties",
    "code",
    "evaluate",
    "events",
    "evidence",
    "known_status",
    "load_coder",
    "network",
    "read",
    "sensitivity",
    "summed_network",
    "ties",
]
