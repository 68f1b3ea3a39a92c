"""The whole way: read, code, keep, group, reconcile, keep.

Two halves. The first keeps coded articles, a transaction a batch, so that a run killed at any moment loses at most one batch of coding.
The second groups and reconciles what is new, in one transaction, so that stories and events are always those of one set of articles.
What comes out depends on the articles alone and not on how many builds they came in, or in which order.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman import reconciling, stories
from dragoman.engine.coding import ArticleCoder, Coded, code
from dragoman.engine.grouping import group_new
from dragoman.engine.progress import Step
from dragoman.reading import Failure, Notice, Outcome
from dragoman.records import Article, Mention
from dragoman.settings import Settings
from dragoman.store import Kept, Store, identity

__all__ = ["Built", "Step", "build"]

_BATCH = 64
"""articles kept in one transaction: a run that is killed codes at most so many again"""


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


def build(
    outcomes: Iterable[Outcome], store: Store, coder: ArticleCoder, settings: Settings | None = None
) -> Iterator[Failure | Notice | Step | Built]:
    """Bring `outcomes` into `store`: failures and notices are passed on, steps tell how far it is, and `Built` comes last.

    Articles that are there with the same text and the same coder are left alone; those coded by another version are coded anew.
    """
    settings = settings or Settings()
    intake = _Intake(store, coder)
    dropped = _dropped(coder)
    added = 0
    batch: list[Kept] = []
    for result in code(intake.new(outcomes), coder, settings):
        if not isinstance(result, Coded):
            yield result
            continue
        batch.append(_kept(result, coder.version))
        if len(batch) == _BATCH:
            added += _keep(store, batch)
            yield Step("code", added, None)
    added += _keep(store, batch)
    yield Step("code", added, added)
    made = 0
    for step in group_new(store):
        made = step.done if step.stage == "reconcile" else made
        yield step
    store.sync_words()
    yield Built(added, intake.known, made, _dropped(coder) - dropped)


def _dropped(coder: ArticleCoder) -> int:
    """How many values the coder has dropped so far, over all that it has coded."""
    return int(getattr(coder, "unsupported", 0))


class _Intake:
    """Lets through what is not in the store yet."""

    def __init__(self, store: Store, coder: ArticleCoder) -> None:
        self.known = 0
        self._there = store.coded()
        self._version = coder.version

    def new(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            if not isinstance(outcome, Article):
                yield outcome
                continue
            article = self._named(outcome)
            if self._there.get(article.id) == (identity(article), self._version):
                self.known += 1
                continue
            if article is not outcome:
                yield Notice(outcome.id, f"another article has this id; kept as {article.id}")
            self._there[article.id] = (identity(article), self._version)
            yield article

    def _named(self, article: Article) -> Article:
        """The article under an id of its own: where its id stands for another text, with a part of the text's hash added."""
        there = self._there.get(article.id)
        if there is None or there[0] == identity(article):
            return article
        return dataclasses.replace(article, id=f"{article.id}-{identity(article)[:8]}")


def _kept(coded: Coded, version: str) -> Kept:
    mentions = [record for record in coded.records if isinstance(record, Mention)]
    keys = {mention.id: key for mention in mentions if (key := reconciling.happening_key(mention))}
    return Kept(coded.article, coded.records, stories.sketch(coded.article), keys, version)


def _keep(store: Store, batch: list[Kept]) -> int:
    count = len(batch)
    if batch:
        store.add(batch)
        batch.clear()
    return count
