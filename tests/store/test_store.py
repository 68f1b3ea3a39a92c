"""What is kept is read back, in an order of its own; what is replaced is gone."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import NotInStore, SettingsError, StoreError
from dragoman.records import Event, Finding, Link, Mention, Origin, Quarantine, Relation, Sketch, Story, to_json
from dragoman.store import KINDS, Kept, Store, identity, open_store


def event(id: str, mention: Mention, story_id: str) -> Event:
    return Event(
        id, story_id, "SANCTION", (), (), 4, -6.0, mention.status, mention.actors, mention.recipients, mention.date, None,
        mention.asserted_by, (), (), (), 0.9, (mention.id,), {"type": (mention.id,)}, 1, 1, 1, False, {}, "majority", "v",
    )  # fmt: skip


def story(id: str, article_id: str, first: str | None = "2031-03-05") -> Story:
    origins = (Origin("Meridian", (article_id,), "own"),)
    return Story(id, "Title", (article_id,), first, first, (), origins, ("TCD",), 1, 1, "v")


def finding(id: str, story_id: str, event_id: str) -> Finding:
    return Finding(id, story_id, event_id, None, "place", Relation.AGREES, (), "Yes.", "v")


def mention_of(kept: Kept) -> Mention:
    (mention,) = (record for record in kept.records if isinstance(record, Mention))
    return mention


def test_what_is_kept_is_read_back(store: Store, keep: Any) -> None:
    one = keep("a", published="2031-03-05", outlet="Meridian")
    store.add([one])
    assert list(store.records("articles")) == [one.article]
    assert [*store.records("mentions"), *store.records("quotes")] == list(one.records)
    assert store.coded() == {"a": (identity(one.article), "v1")}
    assert store.get("a") == one.article
    assert store.get(one.records[0].id[:12]) == one.records[0]
    assert store.meta("rules") is None
    store.set_meta("rules", "1")
    assert store.meta("rules") == "1"


def test_a_sketch_is_read_back_to_the_last_bit(store: Store, keep: Any) -> None:
    one = keep("a")
    weights = np.array([0.6, 0.8], np.float32)
    arrays = (np.array([0, 1, 2**64 - 1], np.uint64), np.array([3, 2**63], np.uint64), weights)
    known = ("a", "Meridian", "2031-03-05", 741_000, "an agency", True)
    store.add([Kept(one.article, one.records, Sketch(*known, *arrays), {}, "v1")])
    (found,) = store.sketches()
    assert (found.article_id, found.outlet, found.published, found.day, found.credit, found.corrects) == known
    for read, written in zip((found.fingerprints, found.terms, found.weights), arrays, strict=True):
        assert read.dtype == written.dtype
        assert read.tobytes() == written.tobytes()
    assert store.sketches_near(None) == []
    store.mark_grouped(["a"])
    assert [len(store.sketches_near(days)) for days in ((740_000, 742_000), (1, 2), None)] == [1, 0, 1]
    assert store.sketches(ids=["b"]) == []


def test_what_was_not_coded_is_kept_and_never_grouped(store: Store, keep: Any) -> None:
    foreign = keep("a", language="de", coding="language")
    broken = keep("b", coding="quarantine", published="2031-03-05", title="Rain")
    uncoded = [Kept(foreign.article, (), None, {}, ""), Kept(broken.article, (), None, {}, "v1", "took too long")]
    store.add([*uncoded, keep("c")])
    assert store.ungrouped() == ["c"]
    assert store.codings() == {"done": 1, "language": 1, "quarantine": 1}
    assert store.languages() == {"de": 1}
    assert store.coders() == {"v1": 2}
    assert list(store.records("quarantine")) == [Quarantine.of(broken.article, "took too long", "v1")]
    assert store.quarantined() == {"b"}
    store.forget_grouping()
    assert store.ungrouped() == ["c"]
    store.add([keep("b")])
    assert store.quarantined() == set()


def test_a_story_whose_last_article_is_no_longer_coded_is_gone(store: Store, keep: Any) -> None:
    store.add([keep("a"), keep("b")])
    store.set_stories({"a": "s1", "b": "s2"})
    store.put_stories([story("s1", "a"), story("s2", "b")], [], [])
    store.add([Kept(keep("a", coding="quarantine").article, (), None, {}, "v2", "took too long")])
    assert [one.id for one in store.records("stories")] == ["s2"]


@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=40), outlet=st.text(max_size=5) | st.none())
@settings(max_examples=25)
def test_any_text_is_read_back(shared: Store, keep: Any, text: str, outlet: str | None) -> None:
    if outlet is not None:
        outlet = outlet.encode("utf-8", "ignore").decode()
    one = keep("a", text, outlet=outlet, title=text)
    shared.add([one])
    assert shared.get("a") == one.article
    assert shared.sketches()[0].outlet == outlet


@pytest.fixture(scope="module")
def shared(tmp_path_factory: Any) -> Any:
    with open_store(tmp_path_factory.mktemp("shared") / "s.duckdb", create=True) as store:
        yield store


def test_an_article_is_replaced_with_all_that_was_coded_in_it(store: Store, keep: Any) -> None:
    store.add([keep("a"), keep("b")])
    store.add_links("related", [Link("a", "b", 0.5)])
    store.add([keep("a", "Nothing.", version="v2")])
    assert store.counts() == {
        "articles": 2,
        "mentions": 1,
        "quotes": 1,
        "stories": 0,
        "events": 0,
        "findings": 0,
        "quarantine": 0,
    }
    assert store.coded()["a"][1] == "v2"
    assert store.links("related", of="ab") == []


def test_adding_twice_is_adding_once(store: Store, keep: Any) -> None:
    store.add([keep("a"), keep("b"), keep("a", "Nothing.")])
    once = [to_json(one) for kind in KINDS for one in store.records(kind)]
    store.add([keep("b"), keep("a", "Nothing.")])
    assert [to_json(one) for kind in KINDS for one in store.records(kind)] == once
    assert store.counts()["articles"] == 2
    store.add([])
    assert store.counts()["articles"] == 2


def test_another_day_makes_another_identity(keep: Any) -> None:
    known = {"published": "2031-03-05", "outlet": "Meridian", "title": "Envoys leave", "url": "https://meridian.example/1"}
    one = identity(keep("a", **known).article)
    assert identity(keep("b", **known).article) == one
    for field in known:
        assert identity(keep("a", **{**known, field: "2031-03-06"}).article) != one
    assert identity(keep("a", "Nothing.", **known).article) != one


@given(order=st.permutations(range(4)), cut=st.integers(0, 4))
@settings(max_examples=15)
def test_the_order_of_arrival_leaves_no_trace(keep: Any, tmp_path_factory: Any, order: list[int], cut: int) -> None:
    made = [keep(f"a{n}", published=f"2031-03-0{5 - n // 2}" if n else None) for n in range(4)]
    lines = []
    for arrival in (range(4), order):
        with open_store(tmp_path_factory.mktemp("order") / "s.duckdb", create=True) as store:
            arriving = [made[n] for n in arrival]
            store.add(arriving[:cut])
            store.add(arriving[cut:])
            for n in arrival:
                store.put_stories(
                    [story(f"s{n}", f"a{n}", made[n].article.published)],
                    [event(f"e{n}", mention_of(made[n]), f"s{n}")],
                    [finding(f"f{n}", f"s{n}", f"e{n}")],
                )
            lines.append([to_json(record) for kind in KINDS for record in store.records(kind)])
    assert lines[0] == lines[1]
    assert [line.split('"', 8)[7] for line in lines[0][:4]] == ["a2", "a3", "a1", "a0"]


def test_stories_come_and_go_with_their_events(store: Store, keep: Any) -> None:
    one = keep("a")
    store.add([one])
    assert store.ungrouped() == ["a"]
    compared = finding("finding-1", "story-1", "event-1")
    assert store.set_stories({"a": "story-1"}) == set()
    made = story("story-1", "a"), event("event-1", mention_of(one), "story-1")
    store.put_stories([made[0]], [made[1]], [compared])
    store.mark_grouped(["a"])
    assert store.ungrouped() == []
    assert (store.get("story-1"), store.get("event-1"), store.get("finding-1")) == (*made, compared)
    assert [one.event_id for one in store.mentions_of(["story-1"])] == ["event-1"]
    assert [one.article_id for one in store.quotes_of(["story-1"])] == ["a"]
    assert list(store.events_of(["story-1"])) == [made[1]]
    assert list(store.findings_of(["story-1"])) == [compared]
    assert (store.articles_in(["story-1"]), store.sizes()) == ({"story-1": ["a"]}, {"story-1": 1})
    assert store.set_stories({"a": "story-2"}) == {"story-1"}
    store.remove_stories(["story-1"])
    assert store.counts() == {
        "articles": 1,
        "mentions": 1,
        "quotes": 1,
        "stories": 0,
        "events": 0,
        "findings": 0,
        "quarantine": 0,
    }
    assert [one.event_id for one in store.mentions_of(["story-2"])] == [None]


def test_grouping_is_forgotten_whole(store: Store, keep: Any) -> None:
    one = keep("a", key="k")
    store.add([one, keep("b", key="k")])
    store.add_links("duplicate", [Link("a", "b", 1.0)])
    store.set_stories({"a": "s1", "b": "s1"})
    store.put_stories([story("s1", "a")], [event("e1", mention_of(one), "s1")], [])
    store.mark_grouped(["a", "b"])
    store.forget_grouping()
    assert store.ungrouped() == ["a", "b"]
    assert store.counts() == {
        "articles": 2,
        "mentions": 2,
        "quotes": 2,
        "stories": 0,
        "events": 0,
        "findings": 0,
        "quarantine": 0,
    }
    assert (store.stories_of("ab"), store.links("duplicate", of="ab")) == ({}, [])
    assert {one.event_id for one in store.records("mentions") if isinstance(one, Mention)} == {None}


def test_with_a_replaced_article_its_story_and_those_that_share_a_happening_are_grouped_again(store: Store, keep: Any) -> None:
    store.add([keep(name, key=key) for name, key in (("a", "k"), ("b", "k"), ("c", None), ("d", None))])
    store.set_stories({"a": "s1", "b": "s2", "c": "s1", "d": "s3"})
    store.mark_grouped(["a", "b", "c", "d"])
    assert store.stories_sharing_keys(["s1"]) == {"s2"}
    assert store.story_keys() == [("s1", "k"), ("s2", "k")]
    assert set(store.keys_of(["s1"]).values()) == {"k"}
    store.add([keep("a", version="v2")])
    assert store.ungrouped() == ["a", "b", "c"]


def test_the_story_of_a_replaced_article_is_known_until_it_is_grouped_again(store: Store, keep: Any) -> None:
    # Else a story that it alone was in would never be taken out.
    store.add([keep("a")])
    store.set_stories({"a": "s1"})
    store.put_stories([story("s1", "a")], [], [])
    store.add([keep("a", version="v2")])
    assert store.stories_of(["a"]) == {"a": "s1"}
    assert store.set_stories({"a": "s0"}) == {"s1"}


def test_links_are_kept_once(store: Store, keep: Any) -> None:
    store.add([keep(name) for name in "abc"])
    store.add_links("related", [Link("a", "b", 0.5)])
    store.add_links("related", [Link("a", "b", 0.25), Link("b", "c", 0.4)])
    assert store.links("related", of="ab") == [Link("a", "b", 0.25)]
    assert store.links("duplicate", of="ab") == []
    assert store.links_with("related", "b", limit=9) == [("c", 0.4), ("a", 0.25)]
    assert store.links_with("related", "b", limit=1) == [("c", 0.4)]
    ids, left, right = store.link_graph()
    assert (ids, left.tolist(), right.tolist()) == (["a", "b", "c"], [0, 1], [1, 2])


def test_a_transaction_is_all_or_nothing(store: Store, keep: Any) -> None:
    with pytest.raises(KeyError), store.transaction():
        store.add([keep("a")])
        assert [one.id for one in store.records("articles")] == ["a"]
        raise KeyError
    assert store.counts()["articles"] == 0
    store.add([keep("a")])
    assert store.counts()["articles"] == 1


def test_who_reads_slowly_sees_one_state(store: Store, keep: Any) -> None:
    shuffled = [f"{n:04d}" for n in range(1500)]
    random.Random(3).shuffle(shuffled)
    store.add([keep(name, "Rain.") for name in shuffled])
    reading = store.records("articles")
    seen = [next(reading).id]
    store.add([keep(name, "Snow.") for name in shuffled[:700]] + [keep("new", "Snow.")])
    assert store.get(shuffled[0]).text == "Snow."
    rest = list(reading)
    assert [*seen, *(one.id for one in rest)] == sorted(shuffled)
    assert {one.text for one in rest} == {"Rain."}


def test_records_are_read_in_little_memory(store: Store, keep: Any) -> None:
    # 60 MB of text that does not shrink, read in order with 60 MB: sorting the records themselves would take twice that.
    chance = random.Random(5)
    names = [f"{n:04d}" for n in range(4000)]
    for start in range(0, len(names), 1000):
        store.add([keep(name, chance.randbytes(7500).hex()) for name in reversed(names[start : start + 1000])])
    store.close()
    with open_store(store.path, memory="60MB") as small:
        assert [one.id for one in small.records("articles")] == names


def test_what_is_not_there_is_named(store: Store, keep: Any) -> None:
    with pytest.raises(NotInStore, match="event-0"):
        store.get("event-0")
    store.add([keep("part-1"), keep("part-2")])
    with pytest.raises(NotInStore, match="several ids begin with 'part'"):
        store.get("part")
    with pytest.raises(NotInStore):
        store.get("")
    with pytest.raises(SettingsError, match="articles, mentions"):
        store.records("nonsense")


def test_a_store_that_is_open_for_reading_is_not_written(store: Store, keep: Any) -> None:
    store.add([keep("a")])
    store.close()
    with open_store(store.path, read_only=True) as reading:
        with pytest.raises(StoreError, match="for reading only"):
            reading.add([keep("b")])
        with pytest.raises(StoreError, match="for reading only"):
            reading.mark_grouped(["a"])
        assert reading.get("a").kind == "article"
