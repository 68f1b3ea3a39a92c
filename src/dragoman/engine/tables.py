"""Tables that are made of what is kept: events by another rule, what such a rule changes, ties, and blocs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from dragoman import reconciling, relations
from dragoman.engine.grouping import grouped
from dragoman.engine.overlay import Reviewed
from dragoman.errors import SettingsError
from dragoman.reconciling import DEFAULT_RULE, Report, check_rule
from dragoman.records import Date, Event, Mention, Sensitivity, Status, Tie
from dragoman.relations import Deed, Network
from dragoman.store import Store
from dragoman.store.browsing import TieFilter

__all__ = ["blocs", "chosen_ties", "events", "known_status", "network", "sensitivity", "summed_network", "ties"]

_TOGETHER = 200
"""events made anew at a time"""


def events(store: Store | Reviewed, rule: str = DEFAULT_RULE) -> Iterator[Event]:
    """The events of a store, each made of its mentions by `rule`. Raises SettingsError for an unknown rule."""
    check_rule(rule)
    if rule == DEFAULT_RULE:
        yield from (one for one in store.records("events") if isinstance(one, Event))
        return
    for event, mentions, reports in _accounts(store):
        made = reconciling.by_rule(event, mentions, reports, rule)
        yield replace(made, review=event.review, reviewed_mentions=event.reviewed_mentions)


def sensitivity(store: Store | Reviewed) -> Iterator[Sensitivity]:
    """What every other rule would change in the table of events."""
    for event, mentions, reports in _accounts(store):
        yield from reconciling.sensitivity(event, mentions, reports)


def ties(
    store: Store | Reviewed, period: str = "month", statuses: Collection[Status] = (Status.DONE,), rule: str = DEFAULT_RULE
) -> list[Tie]:
    """The ties of a store by day, week or month, of events of these statuses. Raises SettingsError for an unknown period or rule."""
    check_rule(rule)
    if rule == DEFAULT_RULE and isinstance(store, Store):
        return chosen_ties(store, TieFilter(tuple(map(str, statuses))), period)
    return relations.ties(events(store, rule), period, statuses)


def chosen_ties(
    store: Store, chosen: TieFilter, period: str = "month", dyads: Collection[tuple[str, str]] | None = None
) -> list[Tie]:
    """The ties that a filter leaves, or only those of these dyads. Raises SettingsError for an unknown period or status."""
    deeds = (
        Deed(event_id, a, b, direction, type, quad, intensity, Date(date, None, precision, "text"))
        for event_id, a, b, direction, type, quad, intensity, date, precision in store.browse.ties.deeds(chosen, dyads)
    )
    return relations.ties_of(deeds, period, tuple(map(known_status, chosen.statuses)))


def known_status(name: str) -> Status:
    """Raises SettingsError, which lists what there is."""
    try:
        return Status(name)
    except ValueError as error:
        raise SettingsError(f"no such status: {name!r}; there are {', '.join(Status)}") from error


def network(
    store: Store, statuses: Collection[Status] = (Status.DONE,), first: str | None = None, last: str | None = None
) -> Network:
    """The signed network of a store over all months, or from the month `first` to the month `last`."""
    return relations.network(ties(store, "month", statuses), first, last)


def summed_network(
    store: Store, statuses: Collection[str] = (Status.DONE,), first: str | None = None, last: str | None = None
) -> Network:
    """`network`, added up in the store: quick on many events, and its edges name none of them. Raises SettingsError."""
    chosen = TieFilter(tuple(map(known_status, statuses)), since=first, until=last)
    return relations.network_of_sums(store.browse.ties.sums(chosen))


def blocs(network: Network) -> tuple[tuple[str, ...], ...]:
    """The blocs of a network."""
    return relations.blocs(network)


def _accounts(store: Store | Reviewed) -> Iterator[tuple[Event, list[Mention], dict[str, Report]]]:
    """Each event with its mentions and the reports that they stand in, in the order of events."""
    waiting: list[Event] = []
    for event in store.records("events"):
        assert isinstance(event, Event)
        waiting.append(event)
        if len(waiting) == _TOGETHER:
            yield from _with_accounts(store, waiting)
            waiting = []
    yield from _with_accounts(store, waiting)


def _with_accounts(store: Store | Reviewed, events: list[Event]) -> Iterator[tuple[Event, list[Mention], dict[str, Report]]]:
    ids = {mention_id for event in events for mention_id in event.mention_ids}
    mentions = {one.id: one for one in store.records("mentions", ids=ids) if isinstance(one, Mention)}
    articles = {mention.article_id for mention in mentions.values()}
    stories = set(store.stories_of(articles).values())
    reports = {report.article_id: report for story in grouped(store, stories) for report in story.reports}
    for event in events:
        yield event, [mentions[mention_id] for mention_id in event.mention_ids], reports
