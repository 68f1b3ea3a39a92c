"""One round of watching feeds: what is new is fetched, and the whole way is gone with it.

The store is opened only while something is built, so that it can be read between the rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.engine.building import Built, build
from dragoman.engine.coder import ArticleCoder
from dragoman.engine.results import Uncoded
from dragoman.engine.workers import Workers
from dragoman.reading import Failure, Notice, fetched_beside, open_web, read
from dragoman.records import Article
from dragoman.settings import Settings
from dragoman.store import open_store

__all__ = ["Round", "watch"]


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did; the last that it yields."""

    addresses: int
    articles: int
    """reports that were new"""
    added: int
    """of them, those that were coded and kept"""
    stories: int
    """stories made or made anew"""
    failures: int


def watch(
    addresses: Sequence[str],
    path: Path,
    coder: Callable[[], ArticleCoder | Workers],
    settings: Settings | None = None,
    *,
    patience: float = 0.0,
) -> Iterator[Failure | Notice | Uncoded | Round]:
    """Ask each of `addresses` once and bring what is new into the store at `path`; failures and notices are passed on, `Round` comes last.

    `coder` is asked for a coder where there is something to code: most rounds need none, and loading one takes seconds. `patience`
    is how many seconds to wait for a store that another process has open.
    What a round that broke off has fetched is given to the next one. Raises StoreError where the store, or the file beside it, cannot be
    used.
    """
    settings = settings or Settings()
    with open_web(settings, fetched_beside(path), only_new=True) as web:
        if not path.exists():
            web.forget_built()
        articles: list[Article] = []
        failures = 0
        for outcome in read(addresses, settings.reading, web=web):
            if isinstance(outcome, Article):
                articles.append(outcome)
            else:
                failures += isinstance(outcome, Failure)
                yield outcome
        built = None
        if articles:
            memory = f"{settings.grouping.store_megabytes}MB"
            with open_store(path, create=True, memory=memory, patience=patience) as store:
                for result in build(articles, store, coder(), settings):
                    if isinstance(result, Built):
                        built = result
                    elif isinstance(result, Failure | Notice | Uncoded):
                        failures += not isinstance(result, Notice)
                        yield result
        web.mark_built()
    yield Round(len(addresses), len(articles), built.added if built else 0, built.stories if built else 0, failures)
