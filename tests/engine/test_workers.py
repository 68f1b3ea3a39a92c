"""Coding by several processes: the same records in the same order; and one that dies, hangs or fails sets aside one article alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman.engine import Coded, Notice, Uncoded, Workers, build, code, load_coder, read
from dragoman.engine.shards import Shards
from dragoman.errors import ModelBroken, WorkerError
from dragoman.records import Article, Quarantine
from dragoman.settings import CodingSettings, Settings
from dragoman.store import open_store

SETTINGS = Settings(coding=CodingSettings(workers=2, batch_articles=4, article_seconds=0.5))

# A module of its own: the processes have to find it too.
STAND_IN = """
import os, signal, time
from dragoman.errors import ModelBroken

class Coder:
    version = "stand-in"
    unsupported = 0

    def code(self, articles):
        for article in articles:
            word = article.text.split()[0]
            if word == "DIES":
                os.kill(os.getpid(), signal.SIGKILL)
            if word == "LEAVES":
                os._exit(3)
            if word == "HANGS":
                time.sleep(600)
            while word == "SPINS":
                pass
            if word == "BREAKS":
                raise KeyError("no such node")
            if word == "HOARDS":
                hoard = bytearray(8 << 30)
            if word == "MODEL":
                raise ModelBroken("the model is damaged")
            self.unsupported += word == "drops"
        return [[] for _ in articles]

def load(settings):
    return Coder()

def load_and_die(settings):
    os._exit(7)

def load_and_fail(settings):
    raise ModelBroken("a file is missing")
"""


@pytest.fixture(scope="module")
def articles(root: Path) -> list[Article]:
    files = sorted((root / "src/dragoman/samples").glob("*-*.txt"))[:8]
    return [one for one in read([str(file) for file in files]) if isinstance(one, Article)]


@pytest.fixture
def stand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Coders that misbehave at a word."""
    (tmp_path / "misbehaving.py").write_text(STAND_IN)
    monkeypatch.syspath_prepend(str(tmp_path))
    import misbehaving  # type: ignore[import-not-found]

    yield misbehaving
    del sys.modules["misbehaving"]


def some(*firsts: str) -> list[Article]:
    """Thirteen articles, of which some begin with a given word."""
    words = [*firsts, *["rain"] * 13][:13]
    return [Article.of(f"{word} fell on the town", id=f"{number:02}") for number, word in enumerate(words)]


def test_two_processes_give_the_records_of_one(articles: list[Article]) -> None:
    alone = list(code(articles, load_coder(), annotations=True))
    with Workers(2, Settings(coding=CodingSettings(workers=2))) as workers:
        together = list(code(articles, workers, annotations=True))
        assert workers.version == load_coder().version
    assert together == alone
    assert all(isinstance(one, Coded) and one.records and one.annotations for one in together)


def test_shards_keep_the_order_and_are_bounded() -> None:
    shards = Shards(articles=64, characters=40_000)
    parts = [shards.add(Article.of("x" * 9_000, id=str(number))) for number in range(13)]
    parts = [part for part in [*parts, shards.rest()] if part]
    assert [one.id for part in parts for one in part] == [str(number) for number in range(13)]
    assert [len(part) for part in parts] == [4, 4, 4, 1]
    assert shards.rest() == []


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("DIES", "the process that coded it ended by signal 9, SIGKILL"),
        ("LEAVES", "the process that coded it ended with status 3"),
        ("HANGS", "took too long"),
        ("SPINS", "took too long"),
        ("BREAKS", "KeyError: 'no such node'"),
        ("HOARDS", "MemoryError"),
    ],
)
def test_the_article_at_fault_is_set_aside_and_the_rest_coded(word: str, reason: str, stand_ins: Any) -> None:
    with Workers(2, SETTINGS, stand_ins.load) as workers:
        results = list(code(some("rain", "drops", word, "rain", word), workers, SETTINGS))
    assert [one.article.id for one in results if not isinstance(one, Notice)] == [f"{number:02}" for number in range(13)]
    assert [one.article.id for one in results if isinstance(one, Uncoded)] == ["02", "04"]
    assert all(reason in str(one) for one in results if isinstance(one, Uncoded))
    assert workers.unsupported == 1


def test_a_process_that_works_is_found_dead_by_the_next_run_too(stand_ins: Any) -> None:
    with Workers(2, SETTINGS, stand_ins.load) as workers:
        first = code(some(), workers, SETTINGS)
        next(first)
        first.close()
        assert len(list(code(some(), workers, SETTINGS))) == 13


def test_what_is_wrong_with_the_coder_ends_the_run(stand_ins: Any) -> None:
    with pytest.raises(ModelBroken, match="a file is missing"):
        Workers(2, SETTINGS, stand_ins.load_and_fail)
    with pytest.raises(WorkerError, match=r"could not begin \(.* ended with status 7\)"):
        Workers(2, SETTINGS, stand_ins.load_and_die)
    with Workers(2, SETTINGS, stand_ins.load) as workers, pytest.raises(ModelBroken, match="the model is damaged"):
        list(code(some("MODEL"), workers, SETTINGS))


def test_the_quarantine_is_kept_left_alone_and_tried_again_when_told(stand_ins: Any, stand_in: Any, tmp_path: Path) -> None:
    poisoned, patient = some("rain", "DIES"), Settings(coding=CodingSettings(workers=2, batch_articles=4))
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        with Workers(2, patient, stand_ins.load) as workers:
            *_, first = build(poisoned, store, workers, patient)
            *_, second = build(poisoned, store, workers, patient)
            *_, third = build(poisoned, store, workers, patient, retry=True)
        assert (first.added, first.quarantined, first.still_quarantined) == (12, 1, 0)
        assert (second.added, second.known, second.quarantined, second.still_quarantined) == (0, 13, 0, 1)
        assert (third.added, third.known, third.quarantined) == (0, 12, 1)
        (one,) = store.records("quarantine")
        assert isinstance(one, Quarantine)
        assert (one.article_id, one.coder) == ("01", "stand-in")
        assert "SIGKILL" in one.reason
        assert store.codings() == {"done": 12, "quarantine": 1}
        stand_in.version = "another"
        *_, fourth = build(poisoned, store, stand_in)
        assert (fourth.added, fourth.quarantined) == (13, 0)
        assert list(store.records("quarantine")) == []
