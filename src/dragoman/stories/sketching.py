"""What grouping needs to know of an article, made once."""

from __future__ import annotations

import re
from datetime import date

from dragoman.knowledge.credits import corrects, credit
from dragoman.records import Article, Sketch
from dragoman.stories.fingerprints import fingerprints
from dragoman.stories.words import weighed

__all__ = ["sketch"]

_LONGEST = 200_000
"""characters of an article that are looked at; a longer one is no single report, and is bounded"""


def sketch(article: Article) -> Sketch:
    """The sketch of an article: it depends on nothing else."""
    report = article.text[article.body_start : article.body_start + _LONGEST]
    # What the reader found in a page's byline may not be in its text.
    credited = article.agency or credit(report.strip())
    terms, weights = weighed(_without_names(f"{article.title or ''}\n{report}", article.outlet, credited))
    return Sketch(
        article_id=article.id,
        outlet=article.outlet,
        published=article.published,
        day=_day(article.published),
        credit=credited,
        corrects=corrects(article.title, report.strip()),
        fingerprints=fingerprints(report),
        terms=terms,
        weights=weights,
    )


def _without_names(text: str, *names: str | None) -> str:
    """The text without the names of who reports: an outlet's articles all have them, whatever they tell of."""
    for name in filter(None, names):
        text = re.sub(rf"\b{re.escape(name)}\b", " ", text)
    return text


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None
