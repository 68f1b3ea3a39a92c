"""The three seed reports, all the way: one story of three outlets, and what comparing them shows without being told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.engine import blocs, build, load_coder, network, read, ties
from dragoman.records import Article, Event, Finding, Story
from dragoman.store import Store, open_store


@pytest.fixture(scope="module")
def store(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("seeds") / "s.duckdb", create=True) as store:
        for _ in build(read([str(seeds)]), store, load_coder()):
            pass
        yield store


def findings(store: Store, field: str, relation: str) -> list[Finding]:
    found = [one for one in store.records("findings") if isinstance(one, Finding)]
    return [one for one in found if (one.field, one.relation) == (field, relation)]


def events(store: Store, type: str) -> list[Event]:
    return [one for one in store.records("events") if isinstance(one, Event) and one.type == type]


def codes(event: Event) -> tuple[set[str | None], set[str | None]]:
    return {one.country for one in event.actors}, {one.country for one in event.recipients}


def test_they_are_one_story_of_three_outlets_and_origins(store: Store) -> None:
    (story,) = store.records("stories")
    assert isinstance(story, Story)
    assert (story.articles, story.outlets, len(story.origins)) == (3, 3, 3)
    assert (story.first, story.last) == ("2025-07-12", "2025-07-13")
    assert {"RUS", "PRK", "USA", "JPN", "KOR"} <= set(story.countries)


def test_the_place_of_the_ministers_talks_contradicts(store: Store) -> None:
    (finding,) = findings(store, "place", "contradicts")
    assert {value.value for value in finding.values} == {"Wŏnsan", "Pyongyang"}
    event = store.get(str(finding.event_id))
    assert isinstance(event, Event)
    assert event.type == "CONSULT"
    assert {"RUS", "PRK"} <= codes(event)[0]


def test_the_shared_quotation_agrees_in_two_of_them(store: Store) -> None:
    shared = [
        one for one in findings(store, "quote", "agrees") if "We warn against exploiting these ties" in one.values[0].value
    ]
    assert [len(one.values[0].article_ids) for one in shared] == [2]


def test_the_day_of_the_drill_comes_from_one_report(store: Store) -> None:
    dated = [
        event
        for event in events(store, "COOPERATE")
        if codes(event)[0] == {"USA", "JPN", "KOR"} and (event.date.value, event.date.source) == ("2025-07-11", "text")
    ]
    articles = {mention.id: mention.article_id for mention in store.mentions_of([event.story_id for event in dated])}
    assert [len({articles[id] for id in event.sources["date"]}) for event in dated] == [1]
    assert not {one.event_id for one in findings(store, "date", "agrees")} & {event.id for event in dated}


def test_the_warning_is_corroborated(store: Store) -> None:
    warnings = [event for event in events(store, "THREATEN") if codes(event) == ({"RUS"}, {"USA", "JPN", "KOR"})]
    assert [(event.origins, event.corroborated) for event in warnings] == [(3, True)]


def test_the_supplies_differ(store: Store) -> None:
    (finding,) = findings(store, "objects", "differs")
    assert {value.value for value in finding.values} == {"arms and ammunition", "troops and ammunition"}


def test_the_ties_and_the_blocs(store: Store) -> None:
    scores = {(tie.a, tie.b): tie.score for tie in ties(store)}
    assert scores["PRK", "RUS"] > 0
    assert all(scores[pair] < 0 for pair in (("JPN", "PRK"), ("KOR", "PRK"), ("PRK", "USA")))
    found = blocs(network(store))
    assert ("JPN", "KOR", "USA") in found
    assert ("PRK", "RUS") in found


def test_every_value_of_a_finding_stands_in_its_article(store: Store) -> None:
    articles = {one.id: one.text for one in store.records("articles") if isinstance(one, Article)}
    for finding in store.records("findings"):
        assert isinstance(finding, Finding)
        for value in finding.values:
            assert value.evidence
            for words in value.evidence:
                assert articles[words.article_id][words.start : words.end] == words.text
