"""Coding by several processes: the same records in the same order, and what goes wrong in one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engine import Coded, Workers, code, load_coder, read
from dragoman.engine.workers import _parts
from dragoman.records import Article
from dragoman.settings import CodingSettings, Settings

SETTINGS = Settings(coding=CodingSettings(workers=2))


@pytest.fixture(scope="module")
def articles(root: Path) -> list[Article]:
    files = sorted((root / "src/dragoman/samples").glob("*-*.txt"))[:8]
    return [one for one in read([str(file) for file in files]) if isinstance(one, Article)]


def test_two_processes_give_the_records_of_one(articles: list[Article]) -> None:
    alone = list(code(articles, load_coder(), annotations=True))
    with Workers(2, SETTINGS) as workers:
        together = list(code(articles, workers, SETTINGS, annotations=True))
        assert workers.version == load_coder().version
    assert together == alone
    assert all(isinstance(one, Coded) and one.records and one.annotations for one in together)


def test_parts_keep_the_order_and_are_bounded() -> None:
    articles = [Article.of("x" * 9_000, id=str(number)) for number in range(13)]
    parts = _parts(articles)
    assert [one.id for part in parts for one in part] == [str(number) for number in range(13)]
    assert [len(part) for part in parts] == [5, 5, 3]
    assert _parts([]) == []
