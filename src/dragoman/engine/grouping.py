"""The second half of a build: new articles are compared with those that are there, grouped into stories, and the stories reconciled.

Only what new articles touch is made anew: a link is a property of two articles, a story one of its connected articles, and events are those
of stories that share a happening; so what comes out is the same however the articles came in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

import numpy as np

from dragoman import reconciling, stories
from dragoman.engine.progress import Step
from dragoman.reconciling import Grouped, Report
from dragoman.records import Article, Link, Mention, Quote, Record, Sketch
from dragoman.store import Store

__all__ = ["RULES", "Members", "group_new", "grouped", "in_batches", "reconcile_stories", "together"]

RULES = f"{stories.VERSION} {reconciling.VERSION}"
"""version of the rules that a store's stories and events were made by; another version makes them all anew"""

_TOGETHER = 500
"""articles whose stories are reconciled at a time: this bounds memory"""
_LONGEST_TITLE = 160
"""characters of a first sentence that stands for a headline"""


class Members(Protocol):
    """Which articles are in which story, as a store tells it."""

    def articles_in(self, story_ids: Collection[str]) -> dict[str, list[str]]: ...
    def sketches(self, *, ids: Collection[str] | None = None) -> list[Sketch]: ...
    def links(self, kind: str, *, of: Collection[str]) -> list[Link]: ...
    def records(self, kind: str, *, ids: Collection[str] | None = None) -> Iterator[Record]: ...


def group_new(store: Store, at_once: int = 20_000) -> Iterator[Step]:
    """Bring the articles that are not grouped yet into stories, and reconcile what that touches; `at_once` of them in one transaction.

    Memory grows with `at_once` and with what the store holds of the days around, not with the store. In the middle of it stories are those
    of the articles that were taken in.
    """
    if store.meta("rules") not in (None, RULES):
        store.forget_grouping()
    new = store.ungrouped()
    made = 0
    for start in range(0, len(new), at_once):
        part = new[start : start + at_once]
        with store.transaction():
            yield Step("compare", start, len(new))
            _compare(store, part)
            yield Step("compare", start + len(part), len(new))
            touched = _regroup(store, part)
            yield Step("group", len(touched), len(touched))
            for done, total in reconcile_stories(store, touched):
                yield Step("reconcile", made + done, made + total)
            made += total
            store.mark_grouped(part)
            store.set_meta("rules", RULES)


def _compare(store: Store, new: Sequence[str]) -> None:
    """Link the new articles with each other and with those near them in time."""
    fresh = store.sketches(ids=new)
    days = [sketch.day for sketch in fresh]
    dated = [day for day in days if day is not None]
    window = None if None in days else (min(dated) - stories.WINDOW_DAYS, max(dated) + stories.WINDOW_DAYS)
    chosen = set(new)
    known = [sketch for sketch in store.sketches_near(window) if sketch.article_id not in chosen]
    store.add_links("duplicate", stories.duplicates(fresh, known))
    store.add_links("related", stories.related(fresh, known))


def _regroup(store: Store, new: Sequence[str]) -> set[str]:
    """Group anew the connected articles that hold a new one; the stories whose articles are not those that they were, or new."""
    members = _connected(store, new)
    groups = stories.group(
        store.sketches(ids=members), store.links("related", of=members), store.links("duplicate", of=members)
    )
    membership = {article_id: stories.story_id(group) for group in groups for article_id in group}
    before = store.stories_of(members)
    sizes = Counter(before.values())
    fresh = set(new)
    changed = {
        membership[group[0]]
        for group in groups
        if sizes[membership[group[0]]] != len(group)
        or any(article_id in fresh or before.get(article_id) != membership[article_id] for article_id in group)
    }
    store.set_stories({article_id: story_id for article_id, story_id in membership.items() if story_id in changed})
    store.remove_stories(set(before.values()) - set(membership.values()))
    return changed


def _connected(store: Store, new: Sequence[str]) -> list[str]:
    """All articles that links lead to from the new ones, and these themselves."""
    ids, a, b = store.link_graph()
    labels = stories.components(a, b, len(ids))
    of_new = np.isin(np.array(ids, dtype=object), np.array(new, dtype=object))
    return [ids[position] for position in np.flatnonzero(np.isin(labels, np.unique(labels[of_new])))]


def reconcile_stories(store: Store, touched: Collection[str]) -> Iterator[tuple[int, int]]:
    """Make the stories, events and findings of `touched`, and of all stories that share a happening with them; how many of how many."""
    units = together(store.story_keys(), touched)
    total = sum(map(len, units))
    yield 0, total
    store.remove_stories([story_id for unit in units for story_id in unit])
    done = 0
    for batch in in_batches(units, store.sizes()):
        story_ids = [story_id for unit in batch for story_id in unit]
        prepared = {story.id: story for story in grouped(store, story_ids)}
        story_of = {report.article_id: story.id for story in prepared.values() for report in story.reports}
        mentions = _by_story(store.mentions_of(story_ids), story_of)
        quotes = _by_story(store.quotes_of(story_ids), story_of)
        keys = store.keys_of(story_ids)
        made = [
            reconciling.reconcile(
                [prepared[story_id] for story_id in unit],
                [mention for story_id in unit for mention in mentions[story_id]],
                [quote for story_id in unit for quote in quotes[story_id]],
                keys,
            )
            for unit in batch
        ]
        store.put_stories(
            [story for one in made for story in one.stories],
            [event for one in made for event in one.events],
            [finding for one in made for finding in one.findings],
        )
        done += len(story_ids)
        yield done, total


def together(pairs: Sequence[tuple[str, str]], touched: Collection[str]) -> list[list[str]]:
    """The stories of `touched` and all that share a happening with them, also through others: those together that do so.

    `pairs` are stories and the keys of their happenings.
    """
    ids = sorted({story_id for story_id, _ in pairs} | set(touched))
    place = {story_id: position for position, story_id in enumerate(ids)}
    holder: dict[str, int] = {}
    a = np.array([place[story_id] for story_id, _ in pairs], np.int64)
    b = np.array([holder.setdefault(key, place[story_id]) for story_id, key in pairs], np.int64)
    labels = stories.components(a, b, len(ids))
    wanted = {int(labels[place[story_id]]) for story_id in touched}
    units: dict[int, list[str]] = defaultdict(list)
    for story_id, label in zip(ids, labels.tolist(), strict=True):
        if label in wanted:
            units[label].append(story_id)
    return list(units.values())


def in_batches(units: Sequence[list[str]], sizes: Mapping[str, int]) -> Iterator[list[list[str]]]:
    """Units in parts of about `_TOGETHER` articles, at least one unit each; `sizes` tells of each story how many it has."""
    batch: list[list[str]] = []
    articles = 0
    for unit in units:
        batch.append(unit)
        articles += sum(sizes[story_id] for story_id in unit)
        if articles >= _TOGETHER:
            yield batch
            batch, articles = [], 0
    if batch:
        yield batch


Said = TypeVar("Said", Mention, Quote)


def _by_story(records: Iterable[Said], story_of: Mapping[str, str]) -> Mapping[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for record in records:
        found[story_of[record.article_id]].append(record)
    return found


def grouped(store: Members, story_ids: Collection[str]) -> list[Grouped]:
    """The stories with these ids, from their articles: what reconciling needs to know of them."""
    members = store.articles_in(story_ids)
    wanted = [article_id for ids in members.values() for article_id in ids]
    sketches = {sketch.article_id: sketch for sketch in store.sketches(ids=wanted)}
    story_of = {article_id: story_id for story_id, ids in members.items() for article_id in ids}
    duplicates = _links_by_story(store.links("duplicate", of=wanted), story_of)
    related = _links_by_story(store.links("related", of=wanted), story_of)
    named = {story_id: stories.title_of(related[story_id], ids) for story_id, ids in members.items()}
    titles = {one.id: _title(one) for one in store.records("articles", ids=set(named.values())) if isinstance(one, Article)}
    return [
        _grouped(story_id, titles[named[story_id]], [sketches[article_id] for article_id in ids], duplicates[story_id])
        for story_id, ids in sorted(members.items())
    ]


def _links_by_story(links: Iterable[Link], story_of: Mapping[str, str]) -> Mapping[str, list[Link]]:
    """The links within each story."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if story_of[link.a] == story_of[link.b]:
            found[story_of[link.a]].append(link)
    return found


def _title(article: Article) -> str:
    """The headline, else the first sentence or as much of it as a headline has."""
    if article.title:
        return " ".join(article.title.split())
    body = " ".join(article.text[article.body_start : article.body_start + 1000].split())
    sentence = re.split(r"(?<=[.!?])\s", body, maxsplit=1)[0]
    return sentence if len(sentence) <= _LONGEST_TITLE else sentence[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _grouped(story_id: str, title: str, sketches: Sequence[Sketch], duplicates: Sequence[Link]) -> Grouped:
    origins, dispatches = stories.origins(sketches, duplicates)
    origin_of = {article_id: origin.origin for origin in origins for article_id in origin.article_ids}
    reports = tuple(
        Report(
            article_id=sketch.article_id,
            outlet=sketch.outlet or sketch.article_id,
            published=sketch.published,
            origin=origin_of[sketch.article_id],
            dispatch=dispatches[sketch.article_id],
            corrects=sketch.corrects,
        )
        for sketch in sketches
    )
    return Grouped(story_id, title, reports, origins)
