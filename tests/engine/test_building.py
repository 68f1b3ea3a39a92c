"""A store holds what its articles come to, however they came in; and a run that is killed goes on."""

from __future__ import annotations

import dataclasses
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.engine import Built, Failure, Meter, Notice, Step, build, events, load_coder, read, sensitivity
from dragoman.errors import SettingsError
from dragoman.records import Article, Event, Mention, Quote, to_json
from dragoman.settings import GroupingSettings, ReadingSettings, Settings
from dragoman.store import KINDS, Store, open_store


class Recorded:
    """What the coder that ships found, without running it again."""

    def __init__(self, articles: Sequence[Article], version: str = "recorded") -> None:
        coder = load_coder()
        self.version = version
        self._found = dict(zip([one.id for one in articles], coder.code(articles), strict=True))
        self.coded: list[str] = []

    def code(self, articles: Sequence[Article]) -> list[list[Mention | Quote]]:
        self.coded += [one.id for one in articles]
        return [self._found[one.id] for one in articles]


@pytest.fixture(scope="module")
def articles(root: Path) -> list[Article]:
    files = sorted((root / "src/dragoman/samples").glob("*-*.txt"))
    return [one for one in read([str(file) for file in files]) if isinstance(one, Article)]


@pytest.fixture(scope="module")
def coder(articles: list[Article]) -> Recorded:
    return Recorded(articles)


@pytest.fixture(scope="module")
def at_once(articles: list[Article], coder: Recorded, tmp_path_factory: Any) -> list[str]:
    with open_store(tmp_path_factory.mktemp("whole") / "s.duckdb", create=True) as store:
        list(build(articles, store, coder))
        return exported(store)


def exported(store: Store) -> list[str]:
    """Every line of every export."""
    return [to_json(record) for kind in KINDS for record in store.records(kind)]


def test_a_build_tells_how_far_it_is_and_what_it_did(articles: list[Article], coder: Recorded, tmp_path: Path) -> None:
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        results = list(build([*articles, Failure("x", "is empty")], store, coder))
        assert [step.stage for step in results if isinstance(step, Step)][-1] == "reconcile"
        assert Failure("x", "is empty") in results
        assert results[-1] == Built(len(articles), 0, store.counts()["stories"], 0)
        assert {one.article_id for one in store.records("mentions")} <= {one.id for one in articles}  # type: ignore[union-attr]


def test_a_second_build_changes_nothing_and_codes_nothing(
    articles: list[Article], coder: Recorded, at_once: list[str], tmp_path: Path
) -> None:
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        list(build(articles, store, coder))
        coder.coded.clear()
        assert list(build(articles, store, coder))[-1] == Built(0, len(articles), 0, 0)
        assert coder.coded == []
        assert exported(store) == at_once


@settings(max_examples=8)
@given(order=st.permutations(range(30)), cuts=st.lists(st.integers(0, 30), max_size=4))
def test_builds_in_parts_and_in_any_order_export_the_same(
    articles: list[Article], coder: Recorded, at_once: list[str], tmp_path_factory: Any, order: list[int], cuts: list[int]
) -> None:
    bounds = [0, *sorted(cuts), len(articles)]
    arriving = [articles[n] for n in order]
    with open_store(tmp_path_factory.mktemp("parts") / "s.duckdb", create=True) as store:
        for start, end in pairwise(bounds):
            list(build(arriving[start:end], store, coder))
        assert exported(store) == at_once


def test_articles_of_an_older_coder_are_coded_anew(
    articles: list[Article], coder: Recorded, at_once: list[str], tmp_path: Path
) -> None:
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        older = Recorded(articles, "older")
        older._found = {id: records[:1] for id, records in older._found.items()}
        list(build(articles, store, older))
        assert list(build(articles[:5], store, coder))[-1].added == 5  # type: ignore[union-attr]
        list(build(articles, store, coder))
        assert exported(store) == at_once


def test_an_article_in_another_language_is_kept_and_not_coded(
    articles: list[Article], coder: Recorded, at_once: list[str], tmp_path: Path
) -> None:
    foreign = Article.of("Der Minister hat die Hauptstadt besucht.", id="de", language="de", published="2031-03-05")
    german = Settings(reading=ReadingSettings(language="de"))
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        *_, first = build([*articles, foreign], store, coder)
        *_, second = build([*articles, foreign], store, coder)
        assert first == Built(len(articles), 0, store.counts()["stories"], 0, other_language=1)
        assert second == Built(0, len(articles) + 1, 0, 0)
        assert store.get("de") == dataclasses.replace(foreign, coding="language")
        assert store.codings() == {"done": len(articles), "language": 1}
        assert [line for line in exported(store) if '"id":"de"' not in line] == at_once
        coder._found["de"] = []
        *_, third = build([foreign], store, coder, german)
        assert (third.added, store.codings()) == (1, {"done": len(articles) + 1})


def test_grouping_in_small_parts_gives_the_same(
    articles: list[Article], coder: Recorded, at_once: list[str], tmp_path: Path
) -> None:
    small = Settings(grouping=GroupingSettings(articles_at_once=7))
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        older = Recorded(articles, "older")
        list(build(articles, store, older, small))
        list(build(articles, store, coder, small))
        assert exported(store) == at_once


def test_steps_tell_about_how_many_articles_there_will_be(stand_in: Any, tmp_path: Path) -> None:
    text = "Rain fell on the town for days. " * 60
    lines = [json.dumps({"text": text, "id": str(number)}) + "\n" for number in range(1000)]
    (tmp_path / "press.jsonl").write_text("".join(lines))
    meter = Meter()
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        outcomes = read([str(tmp_path / "press.jsonl")], meter=meter)
        steps = [one for one in build(outcomes, store, stand_in, meter=meter) if isinstance(one, Step)]
    told = [step.total for step in steps if step.stage == "code"]
    assert len(told) > 10
    assert all(total and 850 <= total <= 1150 for total in told)
    assert told[-1] == 1000


def test_two_texts_of_one_id_are_both_kept(stand_in: Any, tmp_path: Path) -> None:
    first, second = (
        Article.of(text, id="a", published="2031-03-05") for text in ("Rain fell on the town.", "Snow fell on the town.")
    )
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        results = list(build([first, second], store, stand_in))
        (notice,) = [one for one in results if isinstance(one, Notice)]
        assert "another article has this id" in str(notice)
        assert store.counts()["articles"] == 2
        assert list(build([second, first], store, stand_in))[-1] == Built(0, 2, 0, 0)


def test_another_rule_makes_other_events_of_the_same_mentions(articles: list[Article], coder: Recorded, tmp_path: Path) -> None:
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        list(build(articles, store, coder))
        by_majority = {one.id: one for one in events(store)}
        changes = list(sensitivity(store))
        assert changes
        for change in changes:
            other = next(one for one in events(store, change.rule) if one.id == change.event_id)
            assert other.mention_ids == by_majority[change.event_id].mention_ids
            assert other.sources[change.field] == change.mention_ids != by_majority[change.event_id].sources[change.field]
        unchanged = {one.id for one in by_majority.values()} - {
            change.event_id for change in changes if change.rule == "latest"
        }
        latest = {one.id: one for one in events(store, "latest")}
        assert all(_values(latest[id]) == _values(by_majority[id]) for id in unchanged)
        with pytest.raises(SettingsError, match="majority"):
            list(events(store, "nonsense"))


def _values(event: Event) -> tuple[object, ...]:
    place = event.place.name if event.place else None
    return event.type, event.status, event.date.value, place, [quantity.value for quantity in event.quantities]


KILLED = """
import pickle, sys
from dragoman.engine import build
from dragoman.store import open_store
from dragoman.records import Article
with open(sys.argv[2], "rb") as file:
    articles, found, version = pickle.load(file)
class Coder:
    pass
coder = Coder()
coder.version = version
def code(batch):
    import time
    time.sleep(0.002 * len(batch))
    return [found[one.id] for one in batch]
coder.code = code
from dragoman.settings import Settings, CodingSettings
import dragoman.engine.building as building
building._BATCH = 4
with open_store(sys.argv[1], create=True) as store:
    print("open", flush=True)
    list(build(articles, store, coder, Settings(coding=CodingSettings(batch_articles=2))))
"""


def test_a_build_killed_at_any_moment_goes_on(
    articles: list[Article], coder: Recorded, at_once: list[str], tmp_path: Path
) -> None:
    import pickle

    with (tmp_path / "recorded.pickle").open("wb") as file:
        pickle.dump((articles, coder._found, coder.version), file)
    (tmp_path / "killed.py").write_text(KILLED)
    chance = random.Random(11)
    for attempt in range(3):
        path = tmp_path / f"s{attempt}.duckdb"
        for _ in range(4):
            command = [sys.executable, str(tmp_path / "killed.py"), str(path), str(tmp_path / "recorded.pickle")]
            with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
                assert child.stdout is not None
                child.stdout.readline()
                time.sleep(chance.uniform(0.0, 0.6))
                child.send_signal(signal.SIGKILL)
        with open_store(path) as store:
            list(build(articles, store, coder))
            assert exported(store) == at_once
