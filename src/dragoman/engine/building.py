"""The whole way: read, code, keep, group, reconcile, keep.

Two halves. The first keeps coded articles, a transaction a batch, so that a run killed at any moment loses at most one batch of coding.
The second groups and reconciles what is new, in parts, a transaction each, so that stories and events are always those of one set of
articles.
What comes out depends on the articles alone and not on how many builds they came in, or in which order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.engine.coder import ArticleCoder
from dragoman.engine.grouping import group_new
from dragoman.engine.keeping import Intake, kept, kept_uncoded
from dragoman.engine.progress import Step
from dragoman.engine.results import LANGUAGE, QUARANTINE, Uncoded
from dragoman.engine.shards import Shards, by_language, dropped, work_here
from dragoman.engine.workers import Workers
from dragoman.reading import Failure, Meter, Notice, Outcome
from dragoman.settings import Settings
from dragoman.store import Kept, Store

__all__ = ["Built", "Step", "build"]

_BATCH = 64
"""articles kept in one transaction: a run that is killed codes at most so many again, and what the workers have at hand"""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did; the last that it yields."""

    added: int
    """articles that were coded and kept"""
    known: int
    """articles that were there already"""
    stories: int
    """stories made or made anew"""
    unsupported: int
    """values dropped since their words do not license them"""
    other_language: int = 0
    """articles kept that are in another language than the one that is coded"""
    quarantined: int = 0
    """articles kept on which coding failed"""
    still_quarantined: int = 0
    """of the known, those on which coding failed before"""


def build(
    outcomes: Iterable[Outcome],
    store: Store,
    coder: ArticleCoder | Workers,
    settings: Settings | None = None,
    *,
    anew: bool = False,
    retry: bool = False,
    meter: Meter | None = None,
) -> Iterator[Failure | Notice | Uncoded | Step | Built]:
    """Bring `outcomes` into `store`: failures and notices are passed on, steps tell how far it is, and `Built` comes last.

    Articles that are there with the same text and the same coder are left alone, unless all are to be coded `anew`; those coded by another
    version are coded anew. An article in another language, or on which coding fails, is kept uncoded, and the latter passed on as
    `Uncoded`; a later build leaves it alone, unless its coder is another or it is told to `retry`. With the `meter` of what is read, steps
    tell about how many articles there will be.
    """
    settings = settings or Settings()
    intake = Intake(store, coder.version, settings.reading.language, anew=anew, retry=retry)
    before = dropped(coder)
    counts: Counter[str] = Counter()
    batch: list[Kept] = []
    for result in _worked(intake.new(outcomes), coder, settings):
        if isinstance(result, Uncoded):
            batch.append(kept_uncoded(result, coder.version))
            if result.failed:
                yield result
        elif isinstance(result, Kept):
            batch.append(result)
        else:
            yield result
            continue
        if len(batch) == _BATCH:
            _keep(store, batch, counts)
            yield Step("code", counts.total(), intake.expected(meter.share if meter else None))
    _keep(store, batch, counts)
    yield Step("code", counts.total(), counts.total())
    made = 0
    for step in group_new(store, settings.grouping.articles_at_once):
        made = step.done if step.stage == "reconcile" else made
        yield step
    store.sync_words()
    yield Built(
        counts["done"],
        intake.known,
        made,
        dropped(coder) - before,
        counts[LANGUAGE],
        counts[QUARANTINE],
        intake.set_aside,
    )


def _worked(
    outcomes: Iterable[Outcome], coder: ArticleCoder | Workers, settings: Settings
) -> Iterator[Kept | Uncoded | Failure | Notice]:
    sorted_out = by_language(outcomes, settings.reading.language)
    if isinstance(coder, Workers):
        # As they are done: what comes of a store does not depend on the order, and so nothing waits for a shard that hangs.
        return coder.run(kept, sorted_out, in_order=False)
    return work_here(kept, sorted_out, coder, Shards(settings.coding.batch_articles, settings.coding.batch_characters))


def _keep(store: Store, batch: list[Kept], counts: Counter[str]) -> None:
    if batch:
        store.add(batch)
        counts.update(one.article.coding for one in batch if one.article.coding)
        batch.clear()
