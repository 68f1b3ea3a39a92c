"""The order of the stages, and the only part that knows it: read, code, keep, group, reconcile, relate; and, where somebody
has reviewed, what was said laid over it.

It has no terminal code: what it is given are articles and a store, and what it gives are records, failures and steps done.
"""

from __future__ import annotations

from dragoman.engine.building import Built, Step, build
from dragoman.engine.coder import Annotator, ArticleCoder, Explainer, Remembered, evidence, load_coder
from dragoman.engine.coding import code
from dragoman.engine.correcting import CORRECTABLE, corrected, in_words, types
from dragoman.engine.evaluating import evaluate
from dragoman.engine.overlay import Reviewed, reviewed
from dragoman.engine.results import Coded, Uncoded
from dragoman.engine.reviewing import Known, Standing, article_target, make_review, mention_target, standing
from dragoman.engine.tables import blocs, chosen_ties, events, known_status, network, sensitivity, summed_network, ties
from dragoman.engine.watching import Round, watch
from dragoman.engine.workers import Workers
from dragoman.reading import Failure, Meter, Notice, fetched_beside, open_web, read, read_subscriptions

__all__ = [
    "CORRECTABLE",
    "Annotator",
    "ArticleCoder",
    "Built",
    "Coded",
    "Explainer",
    "Failure",
    "Known",
    "Meter",
    "Notice",
    "Remembered",
    "Reviewed",
    "Round",
    "Standing",
    "Step",
    "Uncoded",
    "Workers",
    "article_target",
    "blocs",
    "build",
    "chosen_ties",
    "code",
    "corrected",
    "evaluate",
    "events",
    "evidence",
    "fetched_beside",
    "in_words",
    "known_status",
    "load_coder",
    "make_review",
    "mention_target",
    "network",
    "open_web",
    "read",
    "read_subscriptions",
    "reviewed",
    "sensitivity",
    "standing",
    "summed_network",
    "ties",
    "types",
    "watch",
]
