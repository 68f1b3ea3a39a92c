"""Coding by several processes, each with a coder of its own; the records are those that one would make."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import Any

from dragoman.engine.coding import Annotator, ArticleCoder, load_coder
from dragoman.records import Article, Mention, Quote
from dragoman.settings import Settings

__all__ = ["Workers"]

_PART = 40_000
"""characters handed to a process at a time: small enough that none waits long for another, large enough for the model's batches"""

_coder: ArticleCoder | None = None
"""the coder of a worker process"""


class Workers:
    """A coder that hands articles to `count` processes; a context manager that ends them.

    Raises ModelError or DataError where a process cannot load its coder, as `load_coder` does.
    """

    def __init__(self, count: int, settings: Settings) -> None:
        # Loaded here too: its version is that of all, and what is wrong with its files is told before any process starts.
        self.version = load_coder(settings).version
        self.unsupported = 0
        # Not forked: the libraries of the model keep threads that a fork would cut off.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(count, mp_context=context, initializer=_start, initargs=(settings,))

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)

    def code(self, articles: Sequence[Article]) -> list[list[Mention | Quote]]:
        """The records of each article, in the order of `articles`."""
        found: list[list[Mention | Quote]] = []
        for records, dropped in self._pool.map(_code, _parts(articles)):
            found += records
            self.unsupported += dropped
        return found

    def annotate(self, articles: Sequence[Article]) -> list[list[Mapping[str, Any]]]:
        """Every entity, place and time of each article, in the order of `articles`."""
        return [notes for part in self._pool.map(_annotate, _parts(articles)) for notes in part]


def _start(settings: Settings) -> None:
    global _coder
    _coder = load_coder(settings)


def _code(articles: Sequence[Article]) -> tuple[list[list[Mention | Quote]], int]:
    """The records of some articles, and how many values were dropped from them."""
    assert _coder is not None, "the process has been started"
    before = int(getattr(_coder, "unsupported", 0))
    return _coder.code(articles), int(getattr(_coder, "unsupported", 0)) - before


def _annotate(articles: Sequence[Article]) -> list[list[Mapping[str, Any]]]:
    assert isinstance(_coder, Annotator), "the process has been started"
    return _coder.annotate(articles)


def _parts(articles: Sequence[Article]) -> list[list[Article]]:
    """The articles, in order, in parts of about `_PART` characters."""
    parts: list[list[Article]] = []
    characters = _PART
    for article in articles:
        if characters >= _PART:
            parts.append([])
            characters = 0
        parts[-1].append(article)
        characters += len(article.text)
    return parts
