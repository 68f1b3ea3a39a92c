"""The invented records: the same on every run, and of one piece."""

from __future__ import annotations

from pathlib import Path

from dragoman.records import Article, Event, Mention, Quote, to_json
from dragoman.store import KINDS, Store, open_store
from invented import fill


def filled(path: Path, events: int, seed: int) -> list[str]:
    with open_store(path, create=True) as store:
        fill(store, events, seed=seed)
        return [to_json(one) for kind in KINDS for one in store.records(kind)]


def test_the_same_seed_gives_the_same_store(tmp_path: Path) -> None:
    first = filled(tmp_path / "a", 60, 1)
    assert first == filled(tmp_path / "b", 60, 1)
    assert first != filled(tmp_path / "c", 60, 2)


def test_every_word_stands_where_it_is_said_to(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        fill(store, 60)
        texts = {one.id: one.text for one in store.records("articles") if isinstance(one, Article)}
        spans = [(one.article_id, one.trigger) for one in store.records("mentions") if isinstance(one, Mention)]
        spans += [(one.article_id, one) for one in store.records("quotes") if isinstance(one, Quote)]  # type: ignore[misc]
        assert spans
        assert all(texts[id][span.start : span.end] == span.text for id, span in spans)


def test_every_event_has_its_mentions_and_its_story(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        fill(store, 60)
        mentions = {one.id: one for one in store.records("mentions") if isinstance(one, Mention)}
        told = of_stories(store)
        for event in store.records("events"):
            assert isinstance(event, Event)
            assert event.id in told[event.story_id]
            assert all(mentions[id].event_id == event.id for id in event.mention_ids)


def of_stories(store: Store) -> dict[str, tuple[str, ...]]:
    return {one.id: one.event_ids for one in store.records("stories")}  # type: ignore[union-attr]
