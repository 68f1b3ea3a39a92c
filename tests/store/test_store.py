"""What is kept is read back, in an order of its own; what is replaced is gone; what is no store is refused."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import NotInStore, SettingsError, StoreBroken, StoreError, StoreMissing
from dragoman.records import Article, Event, Finding, Link, Mention, Relation, Sketch, Story, to_json
from dragoman.store import Kept, Store, identity, open_store, write_parquet
from dragoman.store.opening import connect, steps

TEXT = "Chad expelled two Libyan envoys. “Go home”, it said."


def article(name: str, text: str = TEXT, **known: Any) -> Article:
    return Article.of(text, id=name, **known)


def kept(stand_in: Any, one: Article, key: str | None = None, version: str = "v1") -> Kept:
    (records,) = stand_in.code([one])
    sketch = Sketch(
        one.id,
        one.outlet,
        one.published,
        None,
        None,
        False,
        np.array([1, 2**63], np.uint64),
        np.array([7], np.uint64),
        np.ones(1, np.float32),
    )
    keys = {record.id: key for record in records if key and isinstance(record, Mention)}
    return Kept(one, tuple(records), sketch, keys, version)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        yield store


def test_what_is_kept_is_read_back(store: Store, stand_in: Any) -> None:
    one = kept(stand_in, article("a", published="2031-03-05", outlet="Meridian"))
    store.add([one])
    assert list(store.records("articles")) == [one.article]
    assert [*store.records("mentions"), *store.records("quotes")] == list(one.records)
    assert store.coded() == {"a": (identity(one.article), "v1")}
    (sketch,) = store.sketches()
    assert (sketch.fingerprints.tolist(), sketch.terms.tolist(), sketch.weights.tolist()) == ([1, 2**63], [7], [1.0])
    assert store.get("a") == one.article
    assert store.get(one.records[0].id[:12]) == one.records[0]


def test_an_article_is_replaced_with_all_that_was_coded_in_it(store: Store, stand_in: Any) -> None:
    store.add([kept(stand_in, article("a"))])
    store.add([kept(stand_in, article("a", "Nothing."), version="v2")])
    assert store.counts() == {"articles": 1, "mentions": 0, "quotes": 0, "stories": 0, "events": 0, "findings": 0}
    assert store.coded()["a"][1] == "v2"


@given(order=st.permutations(range(4)), cut=st.integers(0, 4))
def test_the_order_of_arrival_leaves_no_trace(stand_in_maker: Any, tmp_path_factory: Any, order: list[int], cut: int) -> None:
    made = [kept(stand_in_maker(), article(f"a{n}", published=f"2031-03-0{5 - n // 2}")) for n in range(4)]
    lines = []
    for arrival in (range(4), order):
        with open_store(tmp_path_factory.mktemp("order") / "s.duckdb", create=True) as store:
            arriving = [made[n] for n in arrival]
            store.add(arriving[:cut])
            store.add(arriving[cut:])
            lines.append([to_json(record) for kind in ("articles", "mentions", "quotes") for record in store.records(kind)])
    assert lines[0] == lines[1]


def event(id: str, mention: Mention, story_id: str) -> Event:
    return Event(
        id, story_id, "SANCTION", (), (), 4, -6.0, mention.status, mention.actors, mention.recipients, mention.date, None,
        mention.asserted_by, (), (), (), 0.9, (mention.id,), {"type": (mention.id,)}, 1, 1, 1, False, {}, "majority", "v",
    )  # fmt: skip


def story(id: str, article_id: str) -> Story:
    return Story(id, "Title", (article_id,), "2031-03-05", "2031-03-05", (), (), ("TCD",), 1, 1, "v")


def test_stories_come_and_go_with_their_events(store: Store, stand_in: Any) -> None:
    one = kept(stand_in, article("a"))
    store.add([one])
    assert store.ungrouped() == ["a"]
    mention = one.records[0]
    assert isinstance(mention, Mention)
    finding = Finding("finding-1", "story-1", "event-1", None, "place", Relation.AGREES, (), "Yes.", "v")
    assert store.set_stories({"a": "story-1"}) == set()
    store.put_stories([story("story-1", "a")], [event("event-1", mention, "story-1")], [finding])
    store.mark_grouped(["a"])
    assert store.ungrouped() == []
    assert [one.event_id for one in store.mentions_of(["story-1"])] == ["event-1"]
    assert list(store.findings_of(["story-1"])) == [finding]
    assert store.set_stories({"a": "story-2"}) == {"story-1"}
    store.remove_stories(["story-1"])
    assert store.counts() == {"articles": 1, "mentions": 1, "quotes": 1, "stories": 0, "events": 0, "findings": 0}
    assert [one.event_id for one in store.mentions_of(["story-2"])] == [None]


def test_with_a_replaced_article_its_story_and_those_that_share_a_happening_are_grouped_again(
    store: Store, stand_in: Any
) -> None:
    store.add([kept(stand_in, article(name), key) for name, key in (("a", "k"), ("b", "k"), ("c", None), ("d", None))])
    store.set_stories({"a": "s1", "b": "s2", "c": "s1", "d": "s3"})
    store.mark_grouped(["a", "b", "c", "d"])
    assert store.stories_sharing_keys(["s1"]) == {"s2"}
    assert store.story_keys() == [("s1", "k"), ("s2", "k")]
    store.add([kept(stand_in, article("a"), version="v2")])
    assert store.ungrouped() == ["a", "b", "c"]


def test_links_are_kept_once(store: Store, stand_in: Any) -> None:
    store.add([kept(stand_in, article(name)) for name in "abc"])
    store.add_links("related", [Link("a", "b", 0.5)])
    store.add_links("related", [Link("a", "b", 0.5), Link("b", "c", 0.4)])
    assert store.links("related", of="ab") == [Link("a", "b", 0.5)]
    ids, left, right = store.link_graph()
    assert (ids, left.tolist(), right.tolist()) == (["a", "b", "c"], [0, 1], [1, 2])


def test_a_transaction_is_all_or_nothing(store: Store, stand_in: Any) -> None:
    with pytest.raises(KeyError), store.transaction():
        store.add([kept(stand_in, article("a"))])
        raise KeyError
    assert store.counts()["articles"] == 0


def test_what_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(NotInStore, match="event-0"):
        store.get("event-0")
    with pytest.raises(SettingsError, match="articles, mentions"):
        store.records("nonsense")


def test_a_missing_store_tells_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="dragoman build"):
        open_store(tmp_path / "none.duckdb")
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path / "no" / "none.duckdb", create=True)


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.duckdb").write_text("hello " * 5000)
    with pytest.raises(StoreBroken, match="no store, or damaged"):
        open_store(tmp_path / "text.duckdb")
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("create table t (a integer)")
    with pytest.raises(StoreBroken, match="no store of Dragoman"):
        open_store(tmp_path / "other.duckdb")


def test_a_store_of_a_newer_version_is_left_alone_and_an_old_one_brought_up_to_date(tmp_path: Path) -> None:
    path, settings = tmp_path / "s.duckdb", {"create": True, "read_only": False, "threads": 1, "memory": "1GB"}
    connect(path, **settings, steps=steps()).close()
    later = [*steps(), "alter table articles add column remark varchar"]
    connection = connect(path, **settings, steps=later)
    assert "remark" in [name for name, *_ in connection.execute("describe articles").fetchall()]
    connection.close()
    with pytest.raises(StoreBroken, match="newer version"):
        connect(path, **settings, steps=steps())


def test_the_second_process_gets_a_clear_message(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    script = "import sys; from dragoman.store import open_store; open_store(sys.argv[1])"
    with open_store(path, create=True):
        second = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert "StoreBusy" in second.stderr
    assert f"process {os.getpid()} has this store open" in second.stderr


def test_words_are_found_whatever_is_typed(store: Store, stand_in: Any) -> None:
    store.add([kept(stand_in, article("a", title="Envoys leave")), kept(stand_in, article("b", "Nothing of the kind."))])
    assert [(hit.kind, hit.id) for hit in store.search("libyan envoy")] == [("articles", "a")]
    assert "»Libyan«" in store.search("Libyan")[0].snippet
    assert [hit.kind for hit in store.search("go home", kinds=["quotes"])] == ["quotes"]
    for typed in ('"', "a OR", "NEAR(", "title:", "*", "-a", "col:x AND (", "'; drop table words; --", "", "\x00", "é" * 5000):
        store.search(typed)
    store.add([kept(stand_in, article("a", "Rain."))])
    assert store.search("envoys") == []
    with pytest.raises(SettingsError):
        store.search("x", kinds=["nonsense"])


def test_a_lost_or_damaged_index_is_made_anew(store: Store, stand_in: Any) -> None:
    store.add([kept(stand_in, article("a"))])
    assert store.search("envoys")
    index = store.path.with_name(store.path.name + ".search")
    index.write_bytes(b"damaged" * 1000)
    assert store.search("envoys")
    index.unlink()
    assert store.search("envoys")


def test_a_kill_at_any_moment_leaves_whole_batches(tmp_path: Path) -> None:
    script = tmp_path / "adding.py"
    script.write_text(
        """
import sys
import numpy as np
from dragoman.records import Article, Sketch
from dragoman.store import Kept, open_store
with open_store(sys.argv[1], create=True) as store:
    there = len(store.coded())
    print("open", flush=True)
    for batch in range(there // 10, 1000):
        articles = [Article.of("Envoys left. " * 50, id=f"{batch}-{n}") for n in range(10)]
        none = np.zeros(3, np.uint64)
        sketch = lambda a: Sketch(a.id, None, None, None, None, False, none, none, none.astype(np.float32))
        store.add([Kept(a, (), sketch(a), {}, "v") for a in articles])
        if batch % 5 == 0:
            store.sync_words()
"""
    )
    path, chance = tmp_path / "s.duckdb", random.Random(7)
    for _ in range(6):
        child = subprocess.Popen([sys.executable, str(script), str(path)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.3))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with open_store(path) as store:
            ids = set(store.coded())
            batches = {id.split("-")[0] for id in ids}
            assert ids == {f"{batch}-{n}" for batch in batches for n in range(10)}
            assert {hit.id for hit in store.search("envoys", limit=100_000)} == ids


def test_parquet_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    columns = {
        "id": ("text", ["a", None]),
        'odd "name"': ("number", [1.5, None]),
        "n": ("integer", [1, 2]),
        "yes": ("boolean", [True, False]),
    }
    written = []
    for name in ("one.parquet", "two.parquet"):
        write_parquet(columns, tmp_path / name)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    found = duckdb.connect().execute(f"select * from '{tmp_path}/one.parquet'").fetchall()
    assert found == [("a", 1.5, 1, True), (None, None, 2, False)]


def test_empty_parquet_keeps_its_columns(tmp_path: Path) -> None:
    write_parquet({"id": ("text", [])}, tmp_path / "none.parquet")
    assert duckdb.connect().execute(f"describe select * from '{tmp_path}/none.parquet'").fetchall()[0][:2] == ("id", "VARCHAR")
