"""What is kept of an article: what was coded in it and what grouping needs to know of it, or why it was not coded."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from dragoman import reconciling, stories
from dragoman.engine.coder import ArticleCoder
from dragoman.engine.results import LANGUAGE, Uncoded
from dragoman.reading import Notice, Outcome
from dragoman.records import Article, Mention
from dragoman.store import Kept, Store, identity

__all__ = ["Intake", "kept", "kept_uncoded"]


def kept(coder: ArticleCoder, articles: Sequence[Article]) -> list[Kept]:
    """Each article as it is kept: the work of a shard."""
    made = []
    for article, records in zip(articles, coder.code(articles), strict=True):
        mentions = [record for record in records if isinstance(record, Mention)]
        keys = {mention.id: key for mention in mentions if (key := reconciling.happening_key(mention))}
        done = dataclasses.replace(article, coding="done")
        made.append(Kept(done, tuple(records), stories.sketch(article), keys, coder.version))
    return made


def kept_uncoded(one: Uncoded, version: str) -> Kept:
    """An article that was not coded, as it is kept."""
    article = dataclasses.replace(one.article, coding=one.why)
    return Kept(article, (), None, {}, _VERSIONLESS if one.why == LANGUAGE else version, one.reason)


_VERSIONLESS = ""
"""version of the coder of what none has looked at"""


class Intake:
    """Lets through what a store does not have yet; with `anew` everything, with `retry` also what is in quarantine."""

    def __init__(self, store: Store, version: str, language: str, *, anew: bool = False, retry: bool = False) -> None:
        self.known = 0
        """articles that were there already"""
        self.taken = 0
        """articles that were let through"""
        self.set_aside = 0
        """of these, articles in quarantine"""
        self._there = store.coded()
        self._quarantined = store.quarantined()
        self._version = version
        self._language = language
        self._again = set(self._there) if anew else set(self._quarantined) if retry else set()

    def new(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The articles among `outcomes` that are new, under ids of their own; all else is passed on."""
        for outcome in outcomes:
            if not isinstance(outcome, Article):
                yield outcome
                continue
            article = self._named(outcome)
            now = (identity(article), self._version if article.language in (None, self._language) else _VERSIONLESS)
            if self._there.get(article.id) == now and article.id not in self._again:
                self.known += 1
                self.set_aside += article.id in self._quarantined
                continue
            if article is not outcome:
                yield Notice(outcome.id, f"another article has this id; kept as {article.id}")
            self._there[article.id] = now
            self._again.discard(article.id)
            self.taken += 1
            yield article

    def expected(self, share: float | None) -> int | None:
        """About how many articles will be let through in all, where `share` of the input has been read: the rest is taken to be new."""
        if not share:
            return None
        return self.taken + round((self.taken + self.known) * (1 - share) / share)

    def _named(self, article: Article) -> Article:
        """The article under an id of its own: where its id stands for another text, with a part of the text's hash added."""
        there = self._there.get(article.id)
        if there is None or there[0] == identity(article):
            return article
        return dataclasses.replace(article, id=f"{article.id}-{identity(article)[:8]}")
