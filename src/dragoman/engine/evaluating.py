"""A coder tried on a labelled set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.engine.coder import ArticleCoder
from dragoman.errors import DataError
from dragoman.evaluating import Tried, read_gold, tried
from dragoman.ontology import load_ontology
from dragoman.records import Article, Mention

__all__ = ["evaluate"]

_TOGETHER = 64


def evaluate(gold: Path, coder: ArticleCoder, *, held_out: bool = False) -> Iterator[Tried]:
    """The texts of a labelled file or folder, each with what `coder` makes of it; with `held_out` only those never trained on.

    Raises DataError for a file that cannot be used, and where `held_out` leaves nothing.
    """
    cases = read_gold(gold, {name: frozenset(kind.modes) for name, kind in load_ontology().types.items()})
    if held_out:
        cases = [case for case in cases if case.held_out]
        if not cases:
            raise DataError(
                f"{gold}: no entry of it is held out; only texts in our markup have a part that nothing is trained on"
            )
    for start in range(0, len(cases), _TOGETHER):
        part = cases[start : start + _TOGETHER]
        articles = [Article.of(case.text, id=case.id, published=case.published) for case in part]
        for case, records in zip(part, coder.code(articles), strict=True):
            yield tried(case, [one for one in records if isinstance(one, Mention)])
