"""What was found, against what was decided: mentions and events are matched to happenings by their articles, type and countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.records import Entity, Event, Mention
from press.truth import Happening, Truth

__all__ = ["Coding", "Matches", "coding_of", "match_events"]

_REAL = ("done", "ongoing")


@dataclass(frozen=True)
class Coding:
    """How the coder reads the generated articles, happening by happening and article by article."""

    planted: int
    """pairs of a happening and an article that reports it"""
    found: int
    """of these, those with a mention of the type and status that has the countries of both sides"""
    articles: int
    mentions: int
    """reported as done"""
    spurious: Sequence[Mention]
    """reported as done, and of no planted happening of the article"""
    missed: Sequence[tuple[Happening, str]]


@dataclass(frozen=True)
class Matches:
    """Built events that tell of true happenings."""

    events: int
    """reported as done (or with another status that a happening has)"""
    matched: int
    """of these, those that tell of some happening"""
    happenings: int
    """true ones"""
    found: int
    """of these, those of which some event tells"""
    duplicates: Mapping[str, Sequence[str]]
    """happening -> its events, where there are several"""

    @property
    def overcount(self) -> float:
        """Events for each happening that was found at all."""
        return self.matched / self.found if self.found else 0.0


def coding_of(mentions: Iterable[Mention], truth: Truth, articles: Iterable[str]) -> Coding:
    """Compare the mentions of `articles` with what those report."""
    chosen = set(articles)
    of_article: dict[str, list[Happening]] = defaultdict(list)
    for happening in truth.happenings:
        for article in truth.reports[happening.id]:
            if article in chosen:
                of_article[article].append(happening)
    found: set[tuple[str, str]] = set()
    spurious, done = [], 0
    for mention in mentions:
        planted = of_article[mention.article_id]
        best = _best(mention, planted)
        if best is not None and _told(mention, best):
            found.add((best.id, mention.article_id))
        if mention.status in _REAL:
            done += 1
            if best is None:
                spurious.append(mention)
    missed = [(one, article) for article in sorted(of_article) for one in of_article[article] if (one.id, article) not in found]
    return Coding(len(missed) + len(found), len(found), len(chosen), done, spurious, missed)


def match_events(events: Iterable[Event], article_of: Mapping[str, str], truth: Truth) -> Matches:
    """Compare built events with the happenings; `article_of` maps a mention to its article."""
    by_article: dict[str, list[Happening]] = defaultdict(list)
    for happening in truth.happenings:
        for article in truth.reports[happening.id]:
            by_article[article].append(happening)
    events_of: dict[str, list[str]] = defaultdict(list)
    count = 0
    for event in events:
        near = {one.id: one for id in event.mention_ids for one in by_article[article_of[id]]}
        best = _best(event, list(near.values()))
        if best is not None:
            events_of[best.id].append(event.id)
        count += event.status in _REAL or best is not None
    duplicates = {id: ids for id, ids in events_of.items() if len(ids) > 1}
    return Matches(count, sum(map(len, events_of.values())), len(truth.happenings), len(events_of), duplicates)


def _best(record: Mention | Event, happenings: Sequence[Happening]) -> Happening | None:
    """The happening that a record tells of: one of its type and status whose sides are not others; the nearest of several, of
    equally near ones that of the day."""
    weighed = [(_nearness(record, one), one) for one in happenings if one.type == record.type and _status_fits(record, one)]
    weighed = [(nearness, record.date.value == one.day.isoformat(), one) for nearness, one in weighed if nearness > 0]
    return max(weighed, key=lambda found: found[:2])[2] if weighed else None


def _status_fits(record: Mention | Event, happening: Happening) -> bool:
    return record.status == "planned" if happening.status == "planned" else record.status in _REAL


def _nearness(record: Mention | Event, happening: Happening) -> float:
    """1 for the same countries on both sides, less where some are missing, 0 where a side is another's."""
    actors, recipients = _codes(record.actors), _codes(record.recipients)
    if happening.mutual:
        return _overlap(actors | recipients, set(happening.actors))
    one = _overlap(actors, set(happening.actors))
    other = _overlap(recipients, set(happening.recipients)) if recipients and happening.recipients else 0.5
    return one * other


def _told(record: Mention | Event, happening: Happening) -> bool:
    """Whether the planted countries stand on their sides; others may stand there too. Of a deed at home only who did it is planted."""
    actors, recipients = _codes(record.actors), _codes(record.recipients)
    if happening.mutual:
        return actors | recipients >= set(happening.actors)
    return actors >= set(happening.actors) and recipients >= set(happening.recipients)


def _codes(entities: Iterable[Entity]) -> set[str]:
    return {entity.country for entity in entities if entity.country}


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
