"""Articles in shards, and the work that is done on a shard: no article can spoil another.

The work is the same in this process, in worker processes and on many machines; what differs is who hands out the shards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from dragoman.engine.coder import ArticleCoder
from dragoman.engine.results import LANGUAGE, QUARANTINE, Uncoded
from dragoman.errors import ModelError
from dragoman.reading import Failure, Notice, Outcome
from dragoman.records import Article

__all__ = ["Shards", "Work", "by_language", "dropped", "failed", "tried", "work_here"]

Work = Callable[[ArticleCoder, Sequence[Article]], Sequence[Any]]
"""what is done on a shard: one result an article, in order. A worker process takes a function by its name: one of a module's"""

Result = TypeVar("Result")


class Shards:
    """Puts articles together that are coded together: the model is faster on many sentences at once."""

    def __init__(self, articles: int, characters: int) -> None:
        self._most_articles = articles
        self._most_characters = characters
        self._waiting: list[Article] = []
        self._characters = 0

    def add(self, article: Article) -> list[Article]:
        """Take in an article; the shard that is full before it, or none. An article that is longer than a shard is one by itself."""
        full = len(self._waiting) >= self._most_articles or self._characters + len(article.text) > self._most_characters
        done = self.rest() if full else []
        self._waiting.append(article)
        self._characters += len(article.text)
        return done

    def rest(self) -> list[Article]:
        """The articles that wait for more."""
        done, self._waiting, self._characters = self._waiting, [], 0
        return done


def by_language(outcomes: Iterable[Outcome], language: str) -> Iterator[Outcome | Uncoded]:
    """Outcomes with the articles in another language than `language` set apart."""
    for outcome in outcomes:
        if isinstance(outcome, Article) and outcome.language not in (None, language):
            yield Uncoded(outcome, LANGUAGE, f"is in another language ({outcome.language}); only {language!r} is coded")
        else:
            yield outcome


def work_here(
    work: Work, outcomes: Iterable[Outcome | Uncoded], coder: ArticleCoder, shards: Shards
) -> Iterator[Any | Uncoded | Failure | Notice]:
    """Work through the articles among `outcomes` in this process, in order; all else is passed on."""
    for outcome in outcomes:
        if isinstance(outcome, Article):
            yield from tried(work, coder, shards.add(outcome))
        else:
            yield outcome
    yield from tried(work, coder, shards.rest())


def tried(work: Work, coder: ArticleCoder, articles: Sequence[Article]) -> Iterator[Any | Uncoded]:
    """The work on a shard; where that fails, article by article. Raises ModelError: a broken model is no fault of an article."""
    if not articles:
        return
    before = dropped(coder)
    try:
        done = work(coder, articles)
    except ModelError:
        raise
    except Exception as error:
        if dropped(coder) > before:
            # What it counted is counted again when its articles are worked on one by one.
            coder.unsupported = before  # type: ignore[attr-defined]  # not every coder counts
        if len(articles) == 1:
            yield failed(articles[0], f"{type(error).__name__}: {error}".rstrip(": "))
            return
    else:
        yield from done
        return
    for article in articles:
        yield from tried(work, coder, [article])


def failed(article: Article, what: str) -> Uncoded:
    """The article as one that is set aside."""
    return Uncoded(article, QUARANTINE, f"could not be coded ({what}); please report it with the text")


def dropped(coder: object) -> int:
    """How many values the coder has dropped so far, over all that it has coded."""
    return int(getattr(coder, "unsupported", 0))
