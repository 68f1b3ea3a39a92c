"""The order of the stages, and the only part that knows it: read, code, keep, group, reconcile, relate.

It has no terminal code: what it is given are articles and a store, and what it gives are records, failures and steps done.
"""

from __future__ import annotations

from dragoman.engine.building import Built, Step, build
from dragoman.engine.coding import Annotator, ArticleCoder, Coded, Explainer, Remembered, code, evidence, load_coder
from dragoman.engine.evaluating import evaluate
from dragoman.engine.tables import blocs, chosen_ties, events, known_status, network, sensitivity, ties
from dragoman.engine.workers import Workers
from dragoman.reading import Failure, Notice, read

__all__ = [
    "Annotator",
    "ArticleCoder",
    "Built",
    "Coded",
    "Explainer",
    "Failure",
    "Notice",
    "Remembered",
    "Step",
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
    "ties",
]
