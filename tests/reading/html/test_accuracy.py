"""The floors under which reading of the invented pages may not fall; `python benchmarks/pages.py` prints the figures by layout."""

from __future__ import annotations

import pytest

from pages import Score, mean_f1, score, share
from webpages import LAYOUTS, pages


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return [score(page) for page in pages(3)]


def test_there_are_enough_of_them(scores: list[Score]) -> None:
    assert len(scores) >= 60
    assert len(LAYOUTS) >= 12
    assert len({one.page.made.paragraphs for one in scores}) == len(scores)


def test_bodies(scores: list[Score]) -> None:
    assert mean_f1(scores) >= 0.99
    assert min(mean_f1([one for one in scores if one.page.layout == layout]) for layout in LAYOUTS) >= 0.95


@pytest.mark.parametrize("field", ["title", "published", "outlet", "byline", "agency"])
def test_fields(scores: list[Score], field: str) -> None:
    assert share(scores, field) >= 0.97


def test_the_measure_counts_what_is_missed() -> None:
    (page,) = pages(1, ("wordpress",))
    found = score(page)
    assert found.body == 1
    assert share([found], "outlet") == 1
    assert found.read is not None
    half = type(page.made)(**{**_fields(page.made), "paragraphs": page.made.paragraphs[::2], "outlet": "Another"})
    worse = score(type(page)(page.name, page.layout, half))
    assert worse.body < 0.8
    assert share([worse], "outlet") == 0


def _fields(made: object) -> dict[str, object]:
    return {name: getattr(made, name) for name in type(made).__slots__}  # type: ignore[attr-defined]
