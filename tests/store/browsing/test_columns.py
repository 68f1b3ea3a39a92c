"""The columns beside the records say what the records say, however the records came in; ties are what relations make of events."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Date, Event, Quote, Story, to_json
from dragoman.relations.dyads import pairs_of
from dragoman.store import Store, open_store
from dragoman.store.opening import steps

TABLES = "article_columns mention_columns quote_columns story_columns event_columns event_sides event_pairs".split()


def make_event() -> Callable[..., Event]:
    """How events are made by hand in the tests of relations."""
    spec = importlib.util.spec_from_file_location("made_events", Path(__file__).parents[2] / "relations" / "conftest.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Callable[..., Event] = module.make_event
    return made


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    return {table: store._database.run(f"select * from {table} order by all") for table in TABLES}


def test_columns_filled_by_a_build_are_those_that_a_migration_makes(invented: Store) -> None:
    database = invented._database
    with database.snapshot() as seen:
        for table, macro, kind in (
            ("article_columns", "flat_articles", "articles"),
            ("mention_columns", "flat_mentions", "mentions"),
            ("quote_columns", "flat_quotes", "quotes"),
            ("story_columns", "flat_stories", "stories"),
            ("event_columns", "flat_events", "events"),
            ("event_sides", "flat_sides", "events"),
            ("event_pairs", "flat_pairs", "events"),
        ):
            kept = seen.run(f"select * from {table} order by all")
            assert kept
            assert kept == seen.run(f"select * from {macro}('{kind}') order by all"), table


def test_what_goes_takes_its_columns_along(tmp_path: Path) -> None:
    from invented import fill

    with open_store(tmp_path / "s.duckdb", create=True) as store:
        fill(store, 40)
        stories = [one for one in store.records("stories") if isinstance(one, Story)]
        store.remove_stories([one.id for one in stories])
        left = contents(store)
        assert not (left["event_columns"] or left["event_sides"] or left["event_pairs"] or left["story_columns"])
        assert len(left["article_columns"]) == store.counts()["articles"]


def test_a_store_of_the_version_before_gets_its_columns(tmp_path: Path, invented: Store) -> None:
    with duckdb.connect(str(tmp_path / "s.duckdb")) as old:
        old.execute(steps()[0])
        old.execute("insert into meta values ('version', '1')")
        story = next(invented.records("stories"))
        events = list(invented.events_of([story.id]))
        old.executemany("insert into events values (?, ?, null, ?)", [(one.id, story.id, to_json(one)) for one in events])
    with open_store(tmp_path / "s.duckdb") as store:
        assert {row[0] for row in contents(store)["event_columns"]} == {one.id for one in events}


PARTIES = st.lists(st.sampled_from(["CHL", "ECU", "PER", "UNO", "-"]), max_size=3).map(" ".join)
TYPES = st.sampled_from(["CONSULT", "COOPERATE", "AID", "ACCUSE", "SANCTION"])


@given(st.lists(st.tuples(TYPES, PARTIES, PARTIES), max_size=20))
def test_pairs_are_those_that_relations_see(rows: list[tuple[str, str, str]]) -> None:
    event = make_event()
    events = [event(f"e{number}", *row) for number, row in enumerate(rows)]
    with duckdb.connect() as connection:
        for step in steps():
            connection.execute(step)
        connection.executemany(
            "insert into events values (?, 's', null, ?)", [(one.id, to_json(one)) for one in events] or [("x", "{}")]
        )
        found = connection.execute("select * from flat_pairs('events') order by all").fetchall()
    assert found == sorted((one.id, *pair) for one in events for pair in pairs_of(one))


def test_words_with_anything_in_them_are_kept(store: Store, keep: Any) -> None:
    odd = "'; drop table events; -- \x00 {{7*7}} <b> \u202e ünï"
    store.add([keep("a", title=odd, outlet=odd, published="2031-03-05")])
    ((title, outlet),) = store._database.run("select title, outlet from article_columns")
    assert (title, outlet) == (odd, odd)


def test_dates_and_speakers_of_quotes_stand_in_columns(invented: Store) -> None:
    quote = next(one for one in invented.records("quotes") if isinstance(one, Quote))
    sql = "select speaker, speaker_country, date, article_id from quote_columns where id = ?"
    assert quote.speaker is not None
    assert isinstance(quote.date, Date)
    ((speaker, country, date, article_id),) = invented._database.run(sql, [quote.id])
    assert (speaker, country, date) == (quote.speaker.name, quote.speaker.country, quote.date.value)
    assert article_id == quote.article_id
