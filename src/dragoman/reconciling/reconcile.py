"""Stories with what their articles say: events, findings, and who reports what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.reconciling.accounts import Account, accounts_of
from dragoman.reconciling.comparing import compare
from dragoman.reconciling.dates import days
from dragoman.reconciling.deciding import Decision, decided
from dragoman.reconciling.events import aggregate
from dragoman.reconciling.matching import happenings
from dragoman.reconciling.quotations import compare_quotes
from dragoman.reconciling.reports import VERSION, Report
from dragoman.records import Event, Finding, Mention, Origin, Quote, Story

__all__ = ["Grouped", "Reconciled", "reconcile"]


@dataclass(frozen=True, slots=True)
class Grouped:
    """A story as grouping left it: its articles, not yet what they say."""

    id: str
    title: str
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Stories with their events and findings, each in the order of export."""

    stories: tuple[Story, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]


def reconcile(
    stories: Sequence[Grouped],
    mentions: Sequence[Mention],
    quotes: Sequence[Quote],
    keys: Mapping[str, str],
    decisions: Sequence[Decision] = (),
) -> Reconciled:
    """What the articles of `stories` come to.

    `mentions` and `quotes` are those of all their articles, in any order; `keys` give, by mention id, what `happening_key` gave.
    Stories whose mentions share a key have to come together, since a happening is one wherever it is told. `decisions` name mentions,
    and hold over what the rules find.
    """
    reports = {report.article_id: report for story in stories for report in story.reports}
    story_of = {report.article_id: story.id for story in stories for report in story.reports}
    by_story: dict[str, list[Account]] = defaultdict(list)
    for account in accounts_of(mentions, reports):
        by_story[story_of[account.mention.article_id]].append(account)
    events: list[Event] = []
    findings: list[Finding] = []
    told_in: dict[str, list[Event]] = defaultdict(list)
    found = happenings([by_story[story.id] for story in stories if story.id in by_story], keys)
    for accounts in _in_order(decided(found, decisions, lambda account: account.mention.id)) if decisions else found:
        story_id = story_of[accounts[0].mention.article_id]
        compared = compare(accounts, story_id)
        event = aggregate(accounts, story_id, compared)
        findings += compared
        events.append(event)
        for teller in sorted({story_of[account.mention.article_id] for account in accounts}):
            told_in[teller].append(event)
    quotes_of: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        quotes_of[story_of[quote.article_id]].append(quote)
    for story in stories:
        findings += compare_quotes(story.id, quotes_of[story.id], {report.article_id: report for report in story.reports})
    return Reconciled(
        stories=tuple(
            sorted((_story(story, told_in[story.id]) for story in stories), key=lambda one: (one.first or "9999", one.id))
        ),
        events=tuple(sorted(events, key=lambda one: (one.date.value or "9999", one.id))),
        findings=tuple(
            sorted(findings, key=lambda one: (one.story_id, one.event_id or "", one.quote_id or "", one.field, one.id))
        ),
    )


def _in_order(groups: Sequence[Sequence[Account]]) -> list[list[Account]]:
    """The accounts of each in their order, the groups by their first."""
    each = (sorted(group, key=lambda account: account.order) for group in groups)
    return sorted(each, key=lambda group: group[0].order)


def _story(grouped: Grouped, events: Sequence[Event]) -> Story:
    published = sorted(report.published for report in grouped.reports if report.published)
    involved = Counter(code for event in events for code in _codes(event))
    ordered = sorted(events, key=lambda event: (days(event.date) or (10**7, 0), event.id))
    return Story(
        id=grouped.id,
        title=grouped.title,
        article_ids=tuple(report.article_id for report in sorted(grouped.reports, key=lambda report: report.order)),
        first=published[0] if published else None,
        last=published[-1] if published else None,
        event_ids=tuple(event.id for event in ordered),
        origins=grouped.origins,
        countries=tuple(sorted(involved, key=lambda code: (-involved[code], code))),
        articles=len(grouped.reports),
        outlets=len({report.outlet for report in grouped.reports}),
        version=VERSION,
    )


def _codes(event: Event) -> set[str]:
    return {entity.country for entity in event.actors + event.recipients if entity.country}
