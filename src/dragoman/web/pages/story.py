"""A story: what happened, where its reports part, and the reports side by side with the words that each value was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import NotInStore, SettingsError
from dragoman.records import Article, Event, Finding, Mention, Quote, Story
from dragoman.web.evidence import articles_of, event_record, finding_record, in_order
from dragoman.web.happenings import deed_of
from dragoman.web.happenings import happening as drawn
from dragoman.web.page import Asked, Page, Plain
from dragoman.web.quotations import quotations
from dragoman.web.reports import report
from dragoman.web.values import happening
from dragoman.web.wording import RELATIONS

__all__ = ["PAGE"]

_SIDE_BY_SIDE = 12
"""reports on one page"""
_EVENTS = 300
"""events that are listed; all of them are on the page of events"""


@dataclass(frozen=True, slots=True)
class _Story:
    """A story with what hangs on it."""

    story: Story
    articles: Mapping[str, Article]
    shown: Sequence[str]
    """ids of the articles on this page, in the order of the columns"""
    events: Sequence[Event]
    findings: Sequence[Finding]
    mentions: Mapping[str, Mention]
    quotes: Sequence[Quote]


def build(asked: Asked) -> Plain:
    """The story. `event` and `field` choose whose words are marked, `part` which reports stand there.

    Raises NotInStore for an unknown story, SettingsError for an event that is not in it.
    """
    told = _read(asked)
    events = {one.id: one for one in told.events}
    chosen = _chosen(asked, told, events)
    field = asked.one("field")
    position = {id: number for number, id in enumerate(told.shown)}
    findings = [finding_record(one, told.articles, _about(events.get(one.event_id or ""))) for one in in_order(told.findings)]
    return {
        "title": told.story.title,
        "story": _facts(told.story),
        "relations": {name: sum(one["relation"] == name for one in findings) for name in RELATIONS},
        "findings": findings,
        "events": _listed(told, chosen),
        "timeline": [deed_of(drawn(one)) for one in told.events[:_EVENTS]],
        "published": [one.published for one in told.articles.values()],
        "more_events": max(0, len(told.story.event_ids) - _EVENTS),
        "reports": [report(told, id, chosen, field, asked.with_text) for id in told.shown],
        "columns": position,
        "part": asked.whole("part", 1, 1, 10_000),
        "parts": -(-len(told.articles) // _SIDE_BY_SIDE),
        "record": _record(told, chosen) if chosen else None,
        "field": field,
        "quotations": quotations(told.quotes, told.articles, told.findings),
        "rows": _rows(findings),
    }


def _read(asked: Asked) -> _Story:
    story = asked.store.get(asked.id)
    if not isinstance(story, Story):
        raise NotInStore(f"{asked.id!r} is no story")
    articles = articles_of(asked.store, story.article_ids)
    # Those of one origin stand together, the origin that wrote first before the others.
    ordered = [id for origin in story.origins for id in origin.article_ids if id in articles]
    first = (asked.whole("part", 1, 1, 10_000) - 1) * _SIDE_BY_SIDE
    mentions = asked.store.mentions_of([story.id])
    return _Story(
        story,
        articles,
        ordered[first : first + _SIDE_BY_SIDE],
        list(asked.store.events_of([story.id])),
        list(asked.store.findings_of([story.id])),
        {one.id: one for one in mentions},
        list(asked.store.quotes_of([story.id])),
    )


def _chosen(asked: Asked, told: _Story, events: Mapping[str, Event]) -> Event | None:
    """The event whose words are marked: what is asked for; else the most contested, else the one that most origins report."""
    wanted = asked.one("event")
    if wanted == "none" or not events:
        return None
    if wanted:
        if wanted not in events:
            raise SettingsError(f"event: {wanted[:80]!r} is not in this story; take one from its list, or `none`")
        return events[wanted]
    for one in in_order(told.findings):
        if one.event_id is not None and one.event_id in events and one.relation != "agrees":
            return events[one.event_id]
    return max(told.events, key=lambda one: (one.origins, one.articles, one.id))


def _about(event: Event | None) -> str | None:
    if event is None:
        return None
    main = happening(event)
    sides = " → ".join(filter(None, (", ".join(main["actors"]), ", ".join(main["recipients"]))))
    return " ".join([event.type, *event.modes]) + (f": {sides}" if sides else "")


def _facts(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "title": story.title,
        "first": story.first,
        "last": story.last,
        "countries": list(story.countries),
        "articles": story.articles,
        "outlets": story.outlets,
        "origins": [{"origin": one.origin, "basis": one.basis, "article_ids": list(one.article_ids)} for one in story.origins],
        "version": story.version,
    }


def _listed(told: _Story, chosen: Event | None) -> list[dict[str, Any]]:
    """The events by day, with the reports that tell each: where their words begin, and whether they part."""
    return [
        {
            **happening(one),
            "articles": one.articles,
            "outlets": one.outlets,
            "origins": one.origins,
            "corroborated": one.corroborated,
            "chosen": chosen is not None and one.id == chosen.id,
            "relation": _heaviest(told.findings, one.id),
            "reports": _told_by(one, told),
        }
        for one in told.events[:_EVENTS]
    ]


def _heaviest(findings: Iterable[Finding], event_id: str) -> str | None:
    return next((str(one.relation) for one in in_order(one for one in findings if one.event_id == event_id)), None)


def _told_by(event: Event, told: _Story) -> dict[str, dict[str, Any]]:
    """Article id -> where its words for the event begin, and the heaviest relation in which it stands to others over it."""
    found: dict[str, dict[str, Any]] = {}
    for mention in (told.mentions[id] for id in event.mention_ids if id in told.mentions):
        found.setdefault(mention.article_id, {"start": mention.trigger.start, "relation": None, "field": None})
    for one in in_order(one for one in told.findings if one.event_id == event.id and one.relation != "agrees"):
        for article_id in (id for value in one.values for id in value.article_ids):
            if article_id in found and found[article_id]["relation"] is None:
                found[article_id].update(relation=str(one.relation), field=one.field)
    return found


def _record(told: _Story, chosen: Event) -> dict[str, Any]:
    return event_record(chosen, told.mentions, told.articles, told.findings)


def _rows(findings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row for each value that a finding sets beside others."""
    return [
        {
            "finding_id": one["id"],
            "relation": one["relation"],
            "field": one["field"],
            "about": one["about"],
            "value": value["value"],
            "outlets": value["outlets"],
            "origins": value["origins"],
            "article_ids": value["article_ids"],
            "explanation": one["explanation"],
            "event_id": one["event_id"],
            "quote_id": one["quote_id"],
        }
        for one in findings
        for value in one["values"]
    ]


PAGE = Page("story", "/story/{id}", build, rows="rows")
