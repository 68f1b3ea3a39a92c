"""The first half of the way: what was read is coded, shard by shard, here or by worker processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.engine.coder import Annotator, ArticleCoder
from dragoman.engine.results import Coded, Uncoded
from dragoman.engine.shards import Shards, by_language, work_here
from dragoman.engine.workers import Workers
from dragoman.errors import SettingsError
from dragoman.reading import Failure, Notice, Outcome
from dragoman.records import Article
from dragoman.settings import Settings

__all__ = ["annotated", "code", "coded"]


def code(
    outcomes: Iterable[Outcome], coder: ArticleCoder | Workers, settings: Settings | None = None, *, annotations: bool = False
) -> Iterator[Coded | Uncoded | Failure | Notice]:
    """Code the articles among `outcomes`, in order; failures and notices are passed on.

    An article in another language than the one that is coded becomes an `Uncoded`, and so does one on which the coder breaks: the
    others of its shard are coded all the same. Raises SettingsError where `coder` gives no annotations but they are wanted.
    """
    settings = settings or Settings()
    if annotations and not isinstance(coder, Annotator | Workers):
        raise SettingsError("this coder gives no annotations")
    work = annotated if annotations else coded
    sorted_out = by_language(outcomes, settings.reading.language)
    if isinstance(coder, Workers):
        yield from coder.run(work, sorted_out, in_order=True)
    else:
        shards = Shards(settings.coding.batch_articles, settings.coding.batch_characters)
        yield from work_here(work, sorted_out, coder, shards)


def coded(coder: ArticleCoder, articles: Sequence[Article]) -> list[Coded]:
    """Each article with its mentions and quotes."""
    found = coder.code(articles)
    return [Coded(article, tuple(records)) for article, records in zip(articles, found, strict=True)]


def annotated(coder: ArticleCoder, articles: Sequence[Article]) -> list[Coded]:
    """Each article with its mentions and quotes, and with every entity, place and time that was read."""
    assert isinstance(coder, Annotator), "the coder gives annotations"
    found, notes = coder.code(articles), coder.annotate(articles)
    return [Coded(*each[:1], tuple(each[1]), tuple(each[2])) for each in zip(articles, found, notes, strict=True)]
