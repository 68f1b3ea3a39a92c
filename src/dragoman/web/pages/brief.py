"""Brief: a dossier to print, of a story, a tie or a search: footnoted sentences, each with its words, and the sources to cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.engine import Reviewed
from dragoman.errors import NotInStore, SettingsError
from dragoman.exporting import as_bibtex, as_ris, citation_key
from dragoman.records import Article, Event, Finding, Mention, Quote, Story
from dragoman.store.browsing import EventFilter, StoryFilter
from dragoman.web.codes import named_pair, pair_of
from dragoman.web.evidence import articles_of, in_order, source_of
from dragoman.web.overlaid import overlaid
from dragoman.web.page import Asked, File, Page, Plain
from dragoman.web.sentences import sentence_of
from dragoman.web.templating import address
from dragoman.web.values import name_of

__all__ = ["PAGE"]

_EVENTS, _QUOTES, _NOTES_EACH = 200, 30, 4
"""most that a brief tells; and notes on one sentence, each of another origin's report as far as there are"""
_SENTENCE_ENDS = re.compile(r"[.!?][”’\"')]*\s+|\s*\n\s*")
_LONGEST = 600
"""characters of a sentence in a note"""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a brief is about."""

    kind: str
    title: str
    address: str
    events: Sequence[Event] = ()
    quotes: Sequence[Quote] = ()
    stories: Sequence[Story] = ()
    more: int = 0
    """events that are left out"""


@dataclass(slots=True)
class _Notes:
    """Footnotes as they are made: the same words of the same report have one number wherever they are cited."""

    articles: Mapping[str, Article]
    order: dict[tuple[str, int, int], int] = field(default_factory=dict)
    listed: list[dict[str, Any]] = field(default_factory=list)

    def number(self, article_id: str, sentence: tuple[int, int], words: tuple[int, int], mention_id: str | None = None) -> int:
        key = (article_id, *sentence)
        if key not in self.order:
            self.order[key] = len(self.order) + 1
            self.listed.append(self._note(self.articles[article_id], sentence, words, mention_id))
        return self.order[key]

    def _note(
        self, article: Article, sentence: tuple[int, int], words: tuple[int, int], mention_id: str | None
    ) -> dict[str, Any]:
        start, end = sentence[0], min(sentence[1], sentence[0] + _LONGEST)
        marks = [{"start": max(words[0], start) - start, "end": min(words[1], end) - start, "kind": "deed"}]
        return {
            "number": len(self.order),
            **source_of(article),
            "url": article.url,
            "mention_id": mention_id,
            "text": article.text[start:end],
            "marks": marks if words[0] < end else [],
            "cut": end < sentence[1],
        }


def build(asked: Asked) -> Plain:
    """The brief of `story=ID`, `tie=A-B` or `q=words`; without any, what there is to choose. Raises NotInStore, SettingsError."""
    view = overlaid(asked)
    subject = _subject(asked, view)
    if subject is None:
        return {"title": "Brief", "kind": None, "stories": _latest(asked), "rows": []}
    mentions = _mentions(view, subject.events)
    articles = articles_of(asked.store, _cited(subject, mentions))
    findings = _findings(view, subject.events)
    notes = _Notes(articles)
    told = [_told(one, mentions, findings.get(one.id, []), notes, _origins(view, subject)) for one in subject.events]
    said = _said([one for one in subject.quotes if one.article_id in articles], notes)
    sources = _sources(articles)
    days = sorted(filter(None, (one.date.value for one in subject.events)))
    return {
        "title": subject.title,
        "kind": subject.kind,
        "address": subject.address,
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "events": len(told),
        "more": subject.more,
        "articles": len(articles),
        "outlets": len({one.outlet for one in articles.values()}),
        "reviewed": sum(one["review"] == "reviewed" for one in told),
        "sentences": told,
        "said": said,
        "notes": notes.listed,
        "sources": sources,
        "rows": _rows(told, notes),
    }


def _subject(asked: Asked, view: Reviewed) -> _Subject | None:
    """Raises NotInStore, SettingsError where more than one thing is asked for."""
    given = [name for name in ("story", "tie", "q") if asked.one(name)]
    if len(given) > 1:
        raise SettingsError(f"a brief is of one thing: give {' or '.join(given)}, not both")
    if not given:
        return None
    return {"story": _of_story, "tie": _of_tie, "q": _of_words}[given[0]](asked, view)


def _of_story(asked: Asked, view: Reviewed) -> _Subject:
    id = asked.one("story")
    try:
        story = view.get(id)
    except NotInStore:
        articles = asked.store.articles_in([id]).get(id, [])
        if not articles:
            raise
        # Split or merged since: the story that its first report is in now.
        story = view.get(view.stories_of(articles)[articles[0]])
    if not isinstance(story, Story):
        raise NotInStore(f"{id!r} is no story")
    events = sorted(view.events_of([story.id]), key=_by_day)
    quotes = [one for one in view.quotes_of([story.id]) if one.form == "direct" and one.speaker]
    return _Subject(
        "story",
        story.title,
        f"/story/{story.id}",
        events[:_EVENTS],
        quotes[:_QUOTES],
        [story],
        len(events) - len(events[:_EVENTS]),
    )


def _of_tie(asked: Asked, view: Reviewed) -> _Subject:
    try:
        a, b = pair_of(asked.one("tie"))
    except ValueError as error:
        raise NotInStore(str(error)) from error
    chosen = EventFilter(between=(a, b), since=asked.one("since") or None, until=asked.one("until") or None)
    ids = asked.store.browse.events.page(chosen, sort="-date", limit=_EVENTS).ids
    events = [one for one in view.now(ids) if {a, b} <= {side.country for side in (*one.actors, *one.recipients)}]
    if not events:
        raise NotInStore(f"nothing lies between {a} and {b}")
    more = max(0, asked.store.browse.events.count(chosen) - len(ids))
    return _Subject("tie", named_pair(a, b), address("tie", f"{a}-{b}"), events, more=more)


def _of_words(asked: Asked, view: Reviewed) -> _Subject:
    words = asked.one("q")[:300]
    found = asked.store.search_by_kind(words, kinds=["events", "quotes"], limit=_EVENTS)
    events = view.now([one.id for one in found.get("events", ())])
    ids = [one.id for one in found.get("quotes", ())][:_QUOTES]
    quotes = [one for one in asked.store.browse.records("quotes", ids) if isinstance(one, Quote) and one.speaker]
    return _Subject("search", f"“{words}”", "/search", events, quotes)


def _by_day(event: Event) -> tuple[str, str]:
    return event.date.value or "9999", event.id


def _mentions(view: Reviewed, events: Iterable[Event]) -> dict[str, Mention]:
    ids = {id for one in events for id in one.mention_ids}
    return {one.id: one for one in view.records("mentions", ids=ids) if isinstance(one, Mention)}


def _cited(subject: _Subject, mentions: Mapping[str, Mention]) -> set[str]:
    return (
        {one.article_id for one in mentions.values()}
        | {one.article_id for one in subject.quotes}
        | {id for story in subject.stories for id in story.article_ids}
    )


def _findings(view: Reviewed, events: Sequence[Event]) -> dict[str, list[Finding]]:
    """Event id -> over what its accounts part."""
    found: dict[str, list[Finding]] = {}
    for one in in_order(view.findings_of({event.story_id for event in events})):
        if one.event_id and one.relation not in ("agrees", "refines"):
            found.setdefault(one.event_id, []).append(one)
    return found


def _origins(view: Reviewed, subject: _Subject) -> dict[str, str]:
    """Article id -> the origin of its account."""
    wanted = {one.story_id for one in subject.events}
    stories = subject.stories or [one for one in view.records("stories", ids=wanted) if isinstance(one, Story)]
    return {id: origin.origin for story in stories for origin in story.origins for id in origin.article_ids}


def _told(
    event: Event, mentions: Mapping[str, Mention], findings: Sequence[Finding], notes: _Notes, origins: Mapping[str, str]
) -> dict[str, Any]:
    accounts = [mentions[id] for id in event.mention_ids if id in mentions]
    # One of each origin before a second of any.
    first = {origins.get(one.article_id, one.article_id): one for one in reversed(accounts)}
    chosen = list({one.id: one for one in (*first.values(), *accounts)}.values())[:_NOTES_EACH]
    return {
        "id": event.id,
        "date": event.date.value,
        "sentence": sentence_of(event),
        "type": event.type,
        "status": str(event.status),
        "articles": event.articles,
        "outlets": event.outlets,
        "origins": event.origins,
        "corroborated": event.corroborated,
        "review": event.review,
        "notes": sorted({_note_of(one, notes) for one in sorted(chosen, key=lambda one: accounts.index(one))}),
        "disputes": [_dispute(one, notes) for one in findings],
    }


def _note_of(mention: Mention, notes: _Notes) -> int:
    trigger = mention.trigger
    own = next((one for one in mention.evidence if one.start <= trigger.start < one.end), None)
    sentence = (own.start, own.end) if own else (trigger.start, trigger.end)
    return notes.number(mention.article_id, sentence, (trigger.start, trigger.end), mention.id)


def _dispute(finding: Finding, notes: _Notes) -> dict[str, Any]:
    """What the accounts disagree on, with the words of each side."""
    numbers: list[int] = []
    for value in finding.values:
        for cited in value.evidence[:1]:
            if article := notes.articles.get(cited.article_id):
                sentence = _around(article.text, cited.start, cited.end)
                numbers.append(notes.number(cited.article_id, sentence, (cited.start, cited.end)))
    return {"relation": str(finding.relation), "words": finding.explanation, "notes": list(dict.fromkeys(numbers))}


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around words, or the line where it is not easily told."""
    first = max((match.end() for match in _SENTENCE_ENDS.finditer(text, max(0, start - _LONGEST), start)), default=0)
    after = _SENTENCE_ENDS.search(text, end)
    last = after.start() + len(after[0].rstrip()) if after else len(text.rstrip())
    return min(first, start), max(last, end)


def _said(quotes: Iterable[Quote], notes: _Notes) -> list[dict[str, Any]]:
    """What was said, each wording of one speaker once, with the reports that give it."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in quotes:
        text = notes.articles[one.article_id].text
        words = one.text.strip().rstrip(",.").casefold()
        speaker = one.speaker.name if one.speaker else ""
        row = found.setdefault(
            (words, speaker),
            {"id": one.id, "text": one.text, "speaker": name_of(one.speaker) if one.speaker else None, "notes": []},
        )
        number = notes.number(one.article_id, _around(text, one.start, one.end), (one.start, one.end))
        if number not in row["notes"] and len(row["notes"]) < _NOTES_EACH:
            row["notes"].append(number)
    return list(found.values())


def _sources(articles: Mapping[str, Article]) -> list[dict[str, Any]]:
    ordered = sorted(articles.values(), key=lambda one: (one.published or "9999", one.outlet or "", one.id))
    return [
        {**source_of(one), "url": one.url, "byline": one.byline, "agency": one.agency, "key": citation_key(one)}
        for one in ordered
    ]


def _latest(asked: Asked) -> list[dict[str, Any]]:
    ids = asked.store.browse.stories.page(StoryFilter(), sort="-last", limit=12).ids
    return [{"id": one.id, "title": one.title, "last": one.last} for one in asked.store.browse.stories.rows(ids)]


def _rows(told: Iterable[Mapping[str, Any]], notes: _Notes) -> list[dict[str, Any]]:
    names = ("id", "date", "sentence", "type", "status", "articles", "outlets", "origins", "review")
    cited = {one["number"]: f"{one['outlet']}, {one['published'] or 'no date'}" for one in notes.listed}
    return [{**{name: one[name] for name in names}, "sources": [cited[n] for n in one["notes"]]} for one in told]


def _articles(asked: Asked) -> list[Article]:
    """The sources of the brief, in the order in which they are listed. Raises SettingsError where it is about nothing."""
    plain = build(asked)
    if plain["kind"] is None:
        raise SettingsError("say what the sources are of: story=ID, tie=A-B or q=words")
    found = articles_of(asked.store, [one["article_id"] for one in plain["sources"]])
    return [found[one["article_id"]] for one in plain["sources"]]


def _bibtex(asked: Asked) -> File:
    return File("application/x-bibtex; charset=utf-8", as_bibtex(_articles(asked)))


def _ris(asked: Asked) -> File:
    return File("application/x-research-info-systems; charset=utf-8", as_ris(_articles(asked)))


PAGE = Page("brief", "/brief", build, rows="rows", files={"bib": _bibtex, "ris": _ris})
