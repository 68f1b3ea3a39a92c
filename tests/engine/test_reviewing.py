"""What somebody said of what was coded, laid over a store: it changes what is read, never what is kept, and it lasts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import engine
from dragoman.errors import SettingsError, StoreBroken
from dragoman.reconciling import Decision, decided
from dragoman.records import Article, Event, Mention, Review, Story, to_json
from dragoman.store import Reviews, Store, open_store, reviews_beside

NOON = datetime(2031, 3, 9, 12, tzinfo=UTC)
TEXTS = {
    "a": "Chad expelled two Libyan envoys. “Go home”, it said.",
    "b": "On Monday Chad expelled two Libyan envoys, and “Go home” was all it said in Tripoli.",
    "c": "Chad expelled two Libyan envoys on Tuesday. “Go home”, it said, and so on.",
}


def articles(texts: dict[str, str] = TEXTS) -> list[Article]:
    return [
        Article.of(text, id=id, outlet=f"Outlet {id}", published="2031-03-05", title="Envoys") for id, text in texts.items()
    ]


@pytest.fixture
def path(tmp_path: Path, stand_in_maker: Any) -> Path:
    """A store of three reports on one expulsion."""
    place = tmp_path / "s.duckdb"
    with open_store(place, create=True) as store:
        list(engine.build(articles(), store, stand_in_maker()))
    return place


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, read_only=True) as opened:
        yield opened


def mention(store: Store, article_id: str) -> Mention:
    (found,) = store.mentions_in([article_id])
    return found


def said(store: Store, verdict: str, *ids: str, after: int = 0, of: str = "mention", **more: Any) -> Review:
    """A review of the mentions of these articles, `after` minutes after noon."""
    targets = []
    for id in ids:
        article = store.get(id)
        assert isinstance(article, Article)
        targets.append(engine.article_target(article) if of == "story" else engine.mention_target(mention(store, id), article))
    return engine.make_review(of, verdict, targets, "Ada", now=NOON + timedelta(minutes=after), **more)


def lines(view: Any, kind: str) -> list[str]:
    return [to_json(one) for one in view.records(kind)]


KINDS = ("articles", "mentions", "quotes", "stories", "events", "findings")


class TestLaidOver:
    def test_no_reviews_change_nothing(self, store: Store) -> None:
        view = engine.reviewed(store)
        assert view.plain
        assert all(lines(view, kind) == lines(store, kind) for kind in KINDS)

    def test_an_accepted_mention_says_so_and_so_does_its_event(self, store: Store) -> None:
        view = engine.reviewed(store, [said(store, "accepted", "a")])
        (one,) = (one for one in view.records("mentions") if one.article_id == "a")
        assert (one.review, one.verdict.verdict, one.verdict.who) == ("reviewed", "accepted", "Ada")
        (event,) = view.records("events")
        assert (event.review, event.reviewed_mentions) == ("reviewed", 1)
        (before,) = store.records("events")
        assert replace(event, review="machine", reviewed_mentions=0) == before

    def test_a_rejected_mention_goes_and_its_event_is_made_of_the_others(self, store: Store) -> None:
        view = engine.reviewed(store, [said(store, "rejected", "a")])
        assert [one.article_id for one in view.records("mentions")] == ["b", "c"]
        (event,) = view.records("events")
        assert (event.articles, event.outlets, event.reviewed_mentions) == (2, 2, 0)
        assert {one.event_id for one in view.records("mentions")} == {event.id}
        assert next(view.records("stories")).event_ids == (event.id,)

    def test_an_event_whose_every_mention_is_rejected_is_no_more(self, store: Store) -> None:
        view = engine.reviewed(store, [said(store, "rejected", id) for id in TEXTS])
        assert lines(view, "events") == lines(view, "mentions") == engine.ties(view) == []
        assert len(list(engine.reviewed(store, [said(store, "rejected", "a")], with_rejected=True).records("mentions"))) == 3

    def test_corrected_values_stand_in_mentions_events_and_ties(self, store: Store) -> None:
        values = {
            "type": "ACCUSE",
            "recipients": "Niger (NER)",
            "status": "denied",
            "date": "2031-03",
            "place": "Tripoli (LBY)",
        }
        view = engine.reviewed(store, [said(store, "corrected", id, values=values) for id in TEXTS])
        one = next(view.records("mentions"))
        assert (one.type, one.modes, one.status, one.quad) == ("ACCUSE", (), "denied", 3)
        assert one.verdict.coded == {
            "type": "SANCTION", "modes": "expel", "status": "done", "recipients": "Libyan (LBY)", "date": "", "place": "",
        }  # fmt: skip
        (event,) = view.records("events")
        assert (event.type, event.date.value, event.place.name) == ("ACCUSE", "2031-03", "Tripoli")
        (tie,) = engine.ties(view, statuses=[event.status])
        assert (tie.a, tie.b, tie.by_type) == ("NER", "TCD", {"ACCUSE": 1})
        assert [tie.b for tie in engine.ties(store)] == ["TCD"]

    def test_sides_are_swapped_with_their_words(self, store: Store) -> None:
        values = {"actors": "Libyan (LBY)", "recipients": "Chad (TCD)"}
        view = engine.reviewed(store, [said(store, "corrected", "a", values=values)])
        one = next(view.records("mentions"))
        assert [TEXTS["a"][side.start : side.end] for side in (*one.actors, *one.recipients)] == ["Libyan", "Chad"]

    def test_words_of_a_corrected_value_are_those_of_the_text_or_none(self, store: Store) -> None:
        values = {"recipients": "Tripoli; Niger", "place": "Tripoli"}
        view = engine.reviewed(store, [said(store, "corrected", "b", values=values)])
        one = next(one for one in view.records("mentions") if one.article_id == "b")
        assert [TEXTS["b"][side.start : side.end] for side in one.recipients] == ["Tripoli", ""]
        assert [(side.kind, side.country) for side in one.recipients] == [("group", None), ("state", "NER")]
        assert TEXTS["b"][one.place.start : one.place.end] == "Tripoli"

    def test_other_rules_and_what_they_would_change_follow(self, store: Store) -> None:
        reviews = [said(store, "corrected", "c", values={"date": "2031-03-04"}), said(store, "rejected", "a", after=1)]
        view = engine.reviewed(store, reviews)
        (event,) = engine.events(view, "latest")
        assert (event.articles, event.review) == (2, "reviewed")
        assert list(engine.sensitivity(view)) == list(engine.sensitivity(view))

    def test_the_later_word_holds(self, store: Store) -> None:
        reviews = [said(store, "rejected", "a"), said(store, "accepted", "a", after=1)]
        view = engine.reviewed(store, reviews)
        assert len(list(view.records("mentions"))) == 3
        assert [one.state for one in view.standing.reviews] == ["superseded", "current"]

    def test_what_is_taken_back_counts_no_more_until_that_is_taken_back(self, store: Store) -> None:
        first = said(store, "rejected", "a")
        back = engine.make_review("review", "withdrawn", [], "Bo", withdraws=first.id, now=NOON + timedelta(minutes=1))
        again = engine.make_review("review", "withdrawn", [], "Bo", withdraws=back.id, now=NOON + timedelta(minutes=2))
        assert engine.reviewed(store, [first, back]).plain
        assert [one.state for one in engine.standing(store, [first, back]).reviews] == ["withdrawn", "current"]
        assert engine.standing(store, [first, back, again]).rejected == {mention(store, "a").id}


class TestGroups:
    def test_an_event_is_split_and_merged_again(self, store: Store) -> None:
        split = said(store, "split", "c", of="event")
        view = engine.reviewed(store, [split])
        events = list(view.records("events"))
        assert sorted(one.articles for one in events) == [1, 2]
        assert {one.review for one in events} == {"reviewed", "machine"} or all(one.review == "reviewed" for one in events)
        assert set(next(view.records("stories")).event_ids) == {one.id for one in events}
        merged = said(store, "merged", "a", "c", of="event", after=1)
        (event,) = engine.reviewed(store, [split, merged]).records("events")
        assert event.articles == 3

    def test_a_story_is_split_and_merged_again(self, store: Store) -> None:
        split = said(store, "split", "c", of="story")
        view = engine.reviewed(store, [split])
        stories = list(view.records("stories"))
        assert sorted(one.article_ids for one in stories) == [("a", "b"), ("c",)]
        assert view.stories_of(["c"])["c"] == next(one.id for one in stories if one.article_ids == ("c",))
        assert view.articles_in([one.id for one in stories]) == {one.id: list(one.article_ids) for one in stories}
        assert {one.id for story in stories for one in view.mentions_of([story.id])} == {
            one.id for one in store.records("mentions")
        }
        merged = said(store, "merged", "a", "c", of="story", after=1)
        assert lines(engine.reviewed(store, [split, merged]), "stories") == lines(store, "stories")

    def test_what_has_become_of_an_event(self, store: Store) -> None:
        (before,) = store.records("events")
        view = engine.reviewed(store, [said(store, "split", "c", of="event")])
        assert {one.id for one in view.now([before.id])} == {one.id for one in view.records("events")}
        for one in view.records("events"):
            assert view.get(one.id) == one

    @given(
        st.lists(st.sets(st.integers(0, 12)), max_size=4),
        st.lists(st.tuples(st.sampled_from(["merged", "split"]), st.frozensets(st.integers(0, 12))), max_size=6),
    )
    def test_no_member_is_lost_or_comes_twice(self, groups: list[set[int]], said: list[tuple[str, frozenset[int]]]) -> None:
        apart = [sorted(group - set().union(*groups[:n])) for n, group in enumerate(groups)]
        wanted = [Decision(verdict, frozenset(map(str, ids))) for verdict, ids in said]
        after = decided(apart, wanted, str)
        assert sorted(one for group in after for one in group) == sorted(one for group in apart for one in group)
        if wanted:
            there = wanted[-1].ids & {str(one) for group in after for one in group}
            holding = [group for group in after if there & set(map(str, group))]
            assert len(holding) <= 1
            if wanted[-1].verdict == "split" and holding:
                assert set(map(str, holding[0])) == there


class TestLasts:
    def test_it_holds_after_the_store_was_built_anew(
        self, path: Path, store: Store, stand_in_maker: Any, tmp_path: Path
    ) -> None:
        reviews = [
            said(store, "rejected", "a"),
            said(store, "corrected", "b", values={"type": "ACCUSE"}),
            said(store, "split", "c", of="story", after=2),
        ]
        again = tmp_path / "again.duckdb"
        with open_store(again, create=True) as other:
            for one in reversed(articles()):
                list(engine.build([one], other, stand_in_maker()))
            for kind in KINDS:
                assert lines(engine.reviewed(other, reviews), kind) == lines(engine.reviewed(store, reviews), kind)

    @pytest.mark.parametrize(
        ("texts", "why"),
        [
            ({id: TEXTS[id] for id in "bc"}, "the article is not in the store"),
            ({**TEXTS, "a": TEXTS["a"] + " More."}, "the article has another text now"),
        ],
    )
    def test_what_no_longer_fits_is_listed_and_not_lost(
        self, store: Store, texts: dict[str, str], why: str, stand_in_maker: Any, tmp_path: Path
    ) -> None:
        reviews = [said(store, "rejected", "a"), said(store, "accepted", "b")]
        with open_store(tmp_path / "other.duckdb", create=True) as other:
            list(engine.build(articles(texts), other, stand_in_maker()))
            found = engine.standing(other, reviews).reviews
        assert [(one.state, one.reason) for one in found] == [("orphaned", why), ("current", None)]

    def test_another_type_at_the_same_words_is_not_what_was_reviewed(
        self, store: Store, stand_in_maker: Any, tmp_path: Path
    ) -> None:
        class Other(stand_in_maker):  # type: ignore[misc]
            def _mentions(self, article: Article) -> list[Mention]:
                return [replace(one, type="ACCUSE", modes=()) for one in super()._mentions(article)]

        with open_store(tmp_path / "other.duckdb", create=True) as other:
            list(engine.build(articles(), other, Other()))
            (one,) = engine.standing(other, [said(store, "rejected", "a")]).reviews
        assert (one.state, one.reason) == ("orphaned", "these words are coded as ACCUSE now")

    def test_another_id_for_the_same_words_is_found(self, store: Store) -> None:
        one = said(store, "rejected", "a")
        renamed = replace(one, targets=(replace(one.targets[0], mention_id="mention-of-old"),))
        assert engine.standing(store, [renamed]).rejected == {mention(store, "a").id}


class TestKept:
    @given(st.lists(st.tuples(st.sampled_from(["accepted", "rejected"]), st.text(max_size=30)), max_size=5))
    def test_what_was_said_comes_back_in_order(
        self, tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str]]
    ) -> None:
        kept = Reviews(tmp_path_factory.mktemp("kept") / "s.duckdb.reviews")
        made = [
            engine.make_review("mention", verdict, [], f"Ada {who}", now=NOON + timedelta(seconds=n))
            for n, (verdict, who) in enumerate(told)
        ]
        for one in made:
            kept.add([one])
        kept.add(made)
        assert kept.all() == made
        assert kept.count() == len(made)

    def test_no_file_until_the_first(self, path: Path) -> None:
        kept = reviews_beside(path)
        assert (kept.all(), kept.count(), kept.path.exists()) == ([], 0, False)

    @pytest.mark.parametrize("sql", ["delete from reviews", "update reviews set who = 'x'"])
    def test_it_only_grows(self, path: Path, store: Store, sql: str) -> None:
        kept = reviews_beside(path)
        kept.add([said(store, "accepted", "a")])
        with sqlite3.connect(kept.path) as opened, pytest.raises(sqlite3.IntegrityError, match="only added"):
            opened.execute(sql)
        assert kept.count() == 1

    def test_a_damaged_file_is_told_of(self, path: Path) -> None:
        kept = reviews_beside(path)
        kept.path.write_bytes(b"no database, and no words of anybody" * 40)
        with pytest.raises(StoreBroken, match="reviews"):
            kept.all()


class TestRefused:
    @pytest.mark.parametrize(
        ("values", "why"),
        [
            ({"type": "NOTHING"}, "is none of AGREE"),
            ({"modes": "exchange"}, "is none of SANCTION"),
            ({"status": "maybe"}, "is none of done"),
            ({"recipients": "Nowhere (ZZZ)"}, "ZZZ is no code"),
            ({"date": "last week"}, "is no date"),
            ({"date": "2031-02-30"}, "is no date"),
            ({"date": "2031-03-09/2031-03-01"}, "the earlier first"),
            ({"place": "(TCD)"}, "give a name"),
            ({"actors": "x" * 400}, "at most 300"),
            ({"trigger": "x"}, "no such field"),
        ],
    )
    def test_a_value_that_cannot_be(self, store: Store, values: dict[str, str], why: str) -> None:
        article = store.get("a")
        assert isinstance(article, Article)
        with pytest.raises(SettingsError, match=why):
            engine.corrected(mention(store, "a"), article, values)

    def test_what_is_shown_is_what_it_is(self, store: Store) -> None:
        article = store.get("a")
        assert isinstance(article, Article)
        one = mention(store, "a")
        assert engine.corrected(one, article, engine.in_words(one)) == one

    def test_nobody_reviews_nothing(self, store: Store) -> None:
        with pytest.raises(SettingsError, match="who reviews"):
            engine.make_review("mention", "accepted", [], " \n")
        with pytest.raises(SettingsError, match="cannot be said"):
            engine.make_review("mention", "merged", [], "Ada")


def test_reviews_are_a_labelled_set(path: Path, store: Store, stand_in_maker: Any) -> None:
    kept = reviews_beside(path)
    kept.add(
        [said(store, "accepted", "a"), said(store, "corrected", "b", values={"type": "ACCUSE"}), said(store, "rejected", "c")]
    )
    store.close()
    tried = list(engine.evaluate(kept.path, stand_in_maker()))
    assert [(one.case.id, [sorted(each.types) for each in one.case.expected], len(one.pairs)) for one in tried] == [
        ("a", [["SANCTION"]], 1),
        ("b", [["ACCUSE"]], 0),
        ("c", [], 0),
    ]


def test_events_and_stories_are_of_one_set(store: Store) -> None:
    view = engine.reviewed(store, [said(store, "rejected", "b"), said(store, "split", "c", of="story", after=1)])
    events = {one.id for one in view.records("events") if isinstance(one, Event)}
    named = {id for one in view.records("stories") if isinstance(one, Story) for id in one.event_ids}
    assert named == events
