"""A coder tried on a labelled set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.engine.coder import ArticleCoder
from dragoman.engine.overlay import reviewed
from dragoman.errors import DataError
from dragoman.evaluating import Case, Tried, case_of, read_gold, tried
from dragoman.ontology import load_ontology
from dragoman.records import Article, Mention
from dragoman.store import Reviews, open_store

__all__ = ["evaluate"]

_TOGETHER = 64
_REVIEWS = ".reviews"


def evaluate(gold: Path, coder: ArticleCoder, *, held_out: bool = False) -> Iterator[Tried]:
    """The texts of a labelled file or folder, each with what `coder` makes of it; with `held_out` only those never trained on.

    `gold` may also be the reviews beside a store, `FILE.reviews`: then the texts are the articles of which every mention was reviewed.
    Raises DataError for a file that cannot be used, and where `held_out` leaves nothing.
    """
    if gold.name.endswith(_REVIEWS):
        cases = _reviewed_cases(gold)
    else:
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


def _reviewed_cases(path: Path) -> list[Case]:
    """The articles whose every mention somebody has accepted, rejected or corrected, with what stands after that. Raises DataError."""
    if not path.is_file():
        raise DataError(f"{path}: there are no reviews; make some with: dragoman serve --review --store {path.with_suffix('')}")
    with open_store(path.with_suffix(""), read_only=True) as store:
        said = reviewed(store, Reviews(path).all()).standing
        whole = []
        for article in store.records("articles", ids={one.article_id for one in said.mentions.values()}):
            coded = [one.id for one in store.mentions_in([article.id])]
            if isinstance(article, Article) and all(id in said.mentions for id in coded):
                whole.append(case_of(article, [said.mentions[id] for id in coded if id not in said.rejected]))
    if not whole:
        raise DataError(f"{path}: of no article is every mention reviewed yet; a labelled set is made of whole articles")
    return whole
