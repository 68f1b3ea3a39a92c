"""A store as it reads once reviews are laid over it. The store itself is left as it is: what was coded can always be told again.

Corrected mentions come in the place of those that were coded, and rejected ones go. The stories in which anything was changed are
reconciled anew from them, with all stories that share a happening; all else is what is in the store.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import Any, TypeVar

from dragoman import reconciling, stories
from dragoman.engine.grouping import grouped
from dragoman.engine.reviewing import Standing, standing
from dragoman.errors import NotInStore
from dragoman.reconciling import Grouped, Reconciled
from dragoman.records import Event, Finding, Link, Mention, Quote, Record, Review, Sketch, Story
from dragoman.store import Store, reviews_beside

__all__ = ["Reviewed", "reviewed"]

_KEYS: Mapping[str, Any] = {
    "stories": lambda one: (one.first or "9999", one.id),
    "events": lambda one: (one.date.value or "9999", one.id),
    "findings": lambda one: (one.story_id, one.event_id or "", one.quote_id or "", one.field, str(one.relation), one.id),
}
"""the orders in which a store gives its records"""

Kind = TypeVar("Kind", bound=Record)


def reviewed(store: Store, reviews: Iterable[Review] | None = None, *, with_rejected: bool = False) -> Reviewed:
    """The store with `reviews` laid over it, those beside it where none are given. `with_rejected`: rejected mentions are listed too."""
    listed = reviews_beside(store.path).all() if reviews is None else list(reviews)
    return Reviewed(store, standing(store, listed), with_rejected=with_rejected)


@dataclass(slots=True)
class _Laid:
    """What comes of laying reviews over a store, once it is found."""

    over: set[str] | None = None
    """stories of the store that are made anew; None until they are found"""
    members: dict[str, list[str]] = field(default_factory=dict)
    """story made anew -> its articles"""
    made: Reconciled = field(default_factory=lambda: Reconciled((), (), ()))
    event_of: dict[str, str] = field(default_factory=dict)
    """mention id -> event made anew"""
    counted: Counter[str] = field(default_factory=Counter)
    """event id -> how many of its mentions were reviewed"""
    decided: set[str] = field(default_factory=set)
    """ids of events that reviews have a part in"""
    making: RLock = field(default_factory=RLock)


class Reviewed:
    """Reads as a store does. Stories, events and findings are made when the first of them is asked for."""

    def __init__(self, store: Store, standing: Standing, *, with_rejected: bool = False) -> None:
        self.store = store
        self.standing = standing
        self._with_rejected = with_rejected
        self._laid = _Laid()

    def on(self, store: Store) -> Reviewed:
        """The same over another way into the same store, in the same state: what was made stays made."""
        other = Reviewed(store, self.standing, with_rejected=self._with_rejected)
        other._laid = self._laid
        return other

    @property
    def plain(self) -> bool:
        """Whether nothing that was said changes anything."""
        one = self.standing
        return not (one.mentions or one.events or one.stories)

    def records(self, kind: str, *, ids: Collection[str] | None = None) -> Iterator[Record]:
        """As `Store.records`."""
        if self.plain:
            return self.store.records(kind, ids=ids)
        if kind == "mentions":
            return self._mentions(one for one in self.store.records(kind, ids=ids) if isinstance(one, Mention))
        if kind not in _KEYS:
            return self.store.records(kind, ids=ids)
        return self._laid_over(kind, ids)

    def get(self, id: str) -> Record:
        """As `Store.get`; of what reviews have changed only by its whole id. Raises NotInStore."""
        for kind in ("stories", "events", "findings", "mentions"):
            for one in self._own(kind):
                if one.id == id:
                    return one
        found = self.store.get(id)
        for kind, of in (("mentions", Mention), ("events", Event), ("stories", Story), ("findings", Finding)):
            if isinstance(found, of):
                for one in self.records(kind, ids=[found.id]):
                    return one
                raise NotInStore(f"{self.store.path}: {found.id!r} is not there any more once reviews are laid over the store")
        return found

    def mentions_of(self, story_ids: Collection[str]) -> Iterator[Mention]:
        """As `Store.mentions_of`."""
        return self._mentions(self.store.mentions_in([id for ids in self.articles_in(story_ids).values() for id in ids]))

    def quotes_of(self, story_ids: Collection[str]) -> Iterator[Quote]:
        """As `Store.quotes_of`."""
        ids = {id for ids in self.articles_in(story_ids).values() for id in ids}
        old = set(self.store.stories_of(ids).values())
        return (one for one in self.store.quotes_of(old) if one.article_id in ids)

    def events_of(self, story_ids: Collection[str]) -> Iterator[Event]:
        """As `Store.events_of`."""
        return self._of_stories("events", story_ids)

    def findings_of(self, story_ids: Collection[str]) -> Iterator[Finding]:
        """As `Store.findings_of`."""
        return self._of_stories("findings", story_ids)

    def stories_of(self, article_ids: Collection[str]) -> dict[str, str]:
        """As `Store.stories_of`."""
        self._affected()
        own = {article_id: story_id for story_id, ids in self._laid.members.items() for article_id in ids}
        return self.store.stories_of(article_ids) | {id: own[id] for id in article_ids if id in own}

    def articles_in(self, story_ids: Collection[str]) -> dict[str, list[str]]:
        """As `Store.articles_in`."""
        affected = self._affected()
        kept = [id for id in story_ids if id not in affected and id not in self._laid.members]
        return self.store.articles_in(kept) | {id: self._laid.members[id] for id in story_ids if id in self._laid.members}

    def sketches(self, *, ids: Collection[str] | None = None) -> list[Sketch]:
        """As `Store.sketches`."""
        return self.store.sketches(ids=ids)

    def links(self, kind: str, *, of: Collection[str]) -> list[Link]:
        """As `Store.links`."""
        return self.store.links(kind, of=of)

    def now(self, event_ids: Collection[str]) -> list[Event]:
        """The events that hold the mentions of these events of the store, in order: what has become of them."""
        before = [one for one in self.store.records("events", ids=event_ids) if isinstance(one, Event)]
        affected = self._affected()
        told = {id for one in before if one.story_id in affected for id in one.mention_ids}
        kept = [self._marked(one) for one in before if one.story_id not in affected]
        own = [one for one in self._own("events") if isinstance(one, Event) and not told.isdisjoint(one.mention_ids)]
        return sorted([*kept, *own], key=_KEYS["events"])

    # How it is done.

    def _affected(self) -> set[str]:
        """The stories of the store that are made anew."""
        with self._laid.making:
            if self._laid.over is None:
                self._laid.counted = self._counts()
                self._laid.decided = {one.event_id for one in self.standing.mentions.values() if one.event_id}
                over = self._touched()
                self._laid.over = over
                try:
                    if over:
                        self._make(over)
                except BaseException:
                    self._laid.over = None
                    raise
            return self._laid.over

    def _touched(self) -> set[str]:
        said = self.standing
        changed = {id for id, one in said.mentions.items() if one.verdict and one.verdict.verdict != "accepted"}
        named = {id for one in said.events for id in one.ids} - set(said.mentions)
        mentions = [one for id, one in said.mentions.items() if id in changed | {i for d in said.events for i in d.ids}]
        mentions += [one for one in self.store.records("mentions", ids=named) if isinstance(one, Mention)]
        articles = {one.article_id for one in mentions} | {id for one in said.stories for id in one.ids}
        found = set(self.store.stories_of(articles).values())
        found |= self.store.stories_with_keys(self._new_keys().values())
        while more := self.store.stories_sharing_keys(found) - found:
            found |= more
        return found

    def _new_keys(self) -> dict[str, str]:
        """Mention id -> what mentions of one happening share, of those that were corrected."""
        keys = ((id, reconciling.happening_key(one)) for id, one in self.standing.mentions.items())
        return {id: key for id, key in keys if key and id not in self.standing.rejected}

    def _make(self, affected: set[str]) -> None:
        said = self.standing
        old = self.store.articles_in(affected)
        groups = reconciling.decided(list(old.values()), said.stories, lambda id: id)
        sketches = self.store.sketches(ids={id for ids in old.values() for id in ids})
        places = {one.article_id: (one.published or "9999", one.article_id) for one in sketches}
        self._laid.members = {stories.story_id(ids): ids for group in groups for ids in [sorted(group, key=places.__getitem__)]}
        story_ids = sorted(self._laid.members)
        prepared: list[Grouped] = grouped(self, story_ids)
        mentions = [self._one(one) for one in self.store.mentions_of(affected) if one.id not in said.rejected]
        keys = {id: key for id, key in self.store.keys_of(affected).items() if id not in said.mentions} | self._new_keys()
        made = reconciling.reconcile(prepared, mentions, list(self.store.quotes_of(affected)), keys, said.events)
        self._laid.event_of = {id: event.id for event in made.events for id in event.mention_ids}
        self._laid.counted = self._counts()
        self._laid.decided |= {self._laid.event_of[id] for one in said.events for id in one.ids if id in self._laid.event_of}
        self._laid.made = Reconciled(made.stories, tuple(map(self._marked, made.events)), made.findings)

    def _one(self, mention: Mention) -> Mention:
        return self.standing.mentions.get(mention.id, mention)

    def _mentions(self, mentions: Iterable[Mention]) -> Iterator[Mention]:
        affected, rejected = self._affected(), self.standing.rejected
        for one in mentions:
            if one.id in rejected and not self._with_rejected:
                continue
            now = self._one(one)
            if affected and now.id in self._laid.event_of:
                now = replace(now, event_id=self._laid.event_of[now.id])
            yield replace(now, event_id=None) if now.id in rejected else now

    def _counts(self) -> Counter[str]:
        rejected = self.standing.rejected
        said = ((id, one) for id, one in self.standing.mentions.items() if id not in rejected)
        return Counter(self._laid.event_of.get(id, one.event_id or "") for id, one in said)

    def _marked(self, event: Event) -> Event:
        number = self._laid.counted[event.id]
        if not number and event.id not in self._laid.decided:
            return event
        return replace(event, review="reviewed", reviewed_mentions=number)

    def _own(self, kind: str) -> tuple[Record, ...]:
        self._affected()
        if kind == "mentions":
            return tuple(self._mentions(self.standing.mentions.values()))
        own: Mapping[str, tuple[Record, ...]] = {
            "stories": self._laid.made.stories,
            "events": self._laid.made.events,
            "findings": self._laid.made.findings,
        }
        return own[kind]

    def _laid_over(self, kind: str, ids: Collection[str] | None) -> Iterator[Record]:
        affected = self._affected()
        wanted = None if ids is None else set(ids)
        own = [one for one in self._own(kind) if wanted is None or one.id in wanted]
        story = "id" if kind == "stories" else "story_id"
        kept = (one for one in self.store.records(kind, ids=ids) if getattr(one, story) not in affected)
        marked = (self._marked(one) if isinstance(one, Event) else one for one in kept)
        return heapq.merge(marked, sorted(own, key=_KEYS[kind]), key=_KEYS[kind])

    def _of_stories(self, kind: str, story_ids: Collection[str]) -> Iterator[Any]:
        affected, wanted = self._affected(), set(story_ids)
        kept = wanted - affected
        of = self.store.events_of(kept) if kind == "events" else self.store.findings_of(kept)
        yield from (self._marked(one) if isinstance(one, Event) else one for one in of if one.story_id not in affected)
        yield from (one for one in self._own(kind) if one.story_id in wanted)  # type: ignore[union-attr]  # events or findings
