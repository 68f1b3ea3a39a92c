"""Tables that are made of what is kept: events by another rule, and what such a rule changes."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import reconciling
from dragoman.engine.grouping import grouped
from dragoman.reconciling import DEFAULT_RULE, Report, check_rule
from dragoman.records import Event, Mention, Sensitivity
from dragoman.store import Store

__all__ = ["events", "sensitivity"]

_TOGETHER = 200
"""events made anew at a time"""


def events(store: Store, rule: str = DEFAULT_RULE) -> Iterator[Event]:
    """The events of a store, each made of its mentions by `rule`. Raises SettingsError for an unknown rule."""
    check_rule(rule)
    if rule == DEFAULT_RULE:
        yield from (one for one in store.records("events") if isinstance(one, Event))
        return
    for event, mentions, reports in _accounts(store):
        yield reconciling.by_rule(event, mentions, reports, rule)


def sensitivity(store: Store) -> Iterator[Sensitivity]:
    """What every other rule would change in the table of events."""
    for event, mentions, reports in _accounts(store):
        yield from reconciling.sensitivity(event, mentions, reports)


def _accounts(store: Store) -> Iterator[tuple[Event, list[Mention], dict[str, Report]]]:
    """Each event with its mentions and the reports that they stand in, in the order of events."""
    waiting: list[Event] = []
    for event in store.records("events"):
        assert isinstance(event, Event)
        waiting.append(event)
        if len(waiting) == _TOGETHER:
            yield from _with_accounts(store, waiting)
            waiting = []
    yield from _with_accounts(store, waiting)


def _with_accounts(store: Store, events: list[Event]) -> Iterator[tuple[Event, list[Mention], dict[str, Report]]]:
    ids = {mention_id for event in events for mention_id in event.mention_ids}
    mentions = {one.id: one for one in store.records("mentions", ids=ids) if isinstance(one, Mention)}
    articles = {mention.article_id for mention in mentions.values()}
    stories = set(store.stories_of(articles).values())
    reports = {report.article_id: report for story in grouped(store, stories) for report in story.reports}
    for event in events:
        yield event, [mentions[mention_id] for mention_id in event.mention_ids], reports
