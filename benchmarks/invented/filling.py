"""Invented stories, with all their records, put into a store through its own filling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import numpy as np

from dragoman.records import (
    Article,
    Assertion,
    Citation,
    Coder,
    Date,
    Event,
    Evidence,
    Finding,
    Mention,
    Origin,
    Quote,
    Relation,
    Sketch,
    Span,
    Status,
    Story,
    Value,
    stable_id,
)  # fmt: skip
from dragoman.store import Kept, Store
from invented.writing import DAYS, FIRST_DAY, STATES, TYPES, Deed, Told, deed, person, told

__all__ = ["fill"]

_VERSION = "invented-1"
_CODER = Coder(_VERSION, "invented")
_STORIES = 500
"""stories kept in one transaction"""
_OUTLETS = [f"The {first} {second}" for first in ("Harbour", "Northlight", "Meridian", "Amber", "Lagoon", "Quarry", "Juniper")
            for second in ("Chronicle", "Radio", "Wire", "Courier", "Post")]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Written:
    """A story with everything that comes of it."""

    kept: list[Kept]
    story: Story
    events: list[Event]
    findings: list[Finding]


def fill(store: Store, events: int, *, seed: int = 1) -> None:
    """Put about so many events, five to two stories of three reports each, into an empty store. The same seed gives the same records."""
    random = Random(seed)
    made = 0
    while made < events:
        batch: list[_Written] = []
        while made < events and len(batch) < _STORIES:
            batch.append(_story(random, f"{seed}-{made}"))
            made += len(batch[-1].events)
        _keep(store, batch)
    store.set_meta("rules", _VERSION)
    store.sync_words()


def _keep(store: Store, batch: list[_Written]) -> None:
    kept = [one for written in batch for one in written.kept]
    with store.transaction():
        store.add(kept)
        store.set_stories({id: written.story.id for written in batch for id in written.story.article_ids})
        store.put_stories(
            [written.story for written in batch],
            [event for written in batch for event in written.events],
            [finding for written in batch for finding in written.findings],
        )
        store.mark_grouped([one.article.id for one in kept])


def _story(random: Random, name: str) -> _Written:
    day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    first, second = random.sample(list(STATES), 2)
    deeds = [deed(random, (first, second), day) for _ in range(random.randint(2, 6))]
    ministers = {side: person(random) for side in (first, second)}
    kept = [
        _report(random, f"{name}-{number}", outlet, day, deeds, ministers)
        for number, outlet in enumerate(random.sample(_OUTLETS, random.randint(1, 4)))
    ]
    id = stable_id("story", name)
    events, findings = _events(id, kept, deeds)
    origins = tuple(Origin(one.article.outlet or "", (one.article.id,), "own") for one in kept)
    title = kept[0].article.title or name
    ids, event_ids = tuple(one.article.id for one in kept), tuple(event.id for event in events)
    days = (day.isoformat(), day.isoformat())
    story = Story(id, title, ids, *days, event_ids, origins, (first, second), len(kept), len(kept), _VERSION)
    return _Written(kept, story, events, findings)


def _report(random: Random, name: str, outlet: str, day: object, deeds: list[Deed], ministers: dict[str, str]) -> Kept:
    text, said = "", list[tuple[Deed, Told]]()
    for one in deeds:
        if said and random.random() < 0.3:
            continue
        minister = ministers[one.actor] if random.random() < 0.4 else None
        # Reports disagree on a number now and then.
        heard = replace(one, number=one.number + random.choice([0, 0, 7])) if one.number else one
        said.append((one, told(heard, len(text), minister)))
        text += said[-1][1].text + " "
    speaker = random.choice(list(ministers))
    opening = f"{ministers[speaker]} said: “"
    words = f"Nobody in {STATES[speaker]} wants a quarrel over {random.choice(['water', 'rails', 'fish', 'maps'])}."
    start = len(text) + len(opening)
    text += f"{opening}{words}” " + " ".join(random.choices(["Rain fell.", "Talks go on.", "No date was given."], k=12))
    title = f"{STATES[deeds[0].actor]} and {STATES[deeds[0].recipient]}: {TYPES[deeds[0].type][0]} {name}"
    article = Article.of(text, id=f"report-{name}", outlet=outlet, title=title, published=str(day), language="en")
    mentions = [_mention(article, number, one, words_of) for number, (one, words_of) in enumerate(said)]
    who = replace(said[0][1].actor, text=ministers[speaker], name=ministers[speaker], kind="person", country=speaker,
                  office="foreign minister", start=start - len(opening), end=start - 8)  # fmt: skip
    quote = Quote(
        stable_id("quote", name), article.id, words, start, start + len(words), "direct", who,
        Span("said", start - 7, start - 3), None, None, Date(str(day), None, "day", "published"), _CODER,
    )  # fmt: skip
    empty = np.zeros(0, np.uint64)
    sketch = Sketch(article.id, outlet, str(day), None, None, False, empty, empty, np.zeros(0, np.float32))
    return Kept(article, (*mentions, quote), sketch, {}, _VERSION)


def _mention(article: Article, number: int, one: Deed, said: Told) -> Mention:
    _, quad, score, modes = TYPES[one.type]
    return Mention(
        id=stable_id("mention", article.id, number, one),
        article_id=article.id,
        type=one.type,
        modes=modes,
        contexts=("diplomatic",),
        quad=quad,
        intensity=score,
        status=Status(one.status),
        actors=(said.actor,),
        recipients=(said.recipient,),
        date=said.date,
        place=said.place,
        asserted_by=Assertion("outlet", article.outlet),
        trigger=said.trigger,
        evidence=(Evidence(number, said.start, said.start + len(said.text), said.text),),
        quantities=said.quantities,
        confidence=0.5 + (len(said.text) % 50) / 100,
        coder=_CODER,
    )


def _events(story_id: str, kept: list[Kept], deeds: list[Deed]) -> tuple[list[Event], list[Finding]]:
    events, findings = list[Event](), list[Finding]()
    for number, one in enumerate(deeds):
        accounts = list(_accounts(kept, one))
        if not accounts or any(mention.id in event.mention_ids for event in events for _, mention in accounts):
            continue
        id = stable_id("event", story_id, number)
        finding = _finding(story_id, id, accounts)
        findings += [finding] if finding else []
        events.append(_event(id, story_id, accounts, finding))
    return events, findings


def _accounts(kept: list[Kept], one: Deed) -> Iterator[tuple[Article, Mention]]:
    for report in kept:
        for mention in report.records:
            if isinstance(mention, Mention) and (mention.type, mention.date.value, mention.status, mention.actors[0].country) == (
                one.type, one.day.isoformat(), one.status, one.actor,
            ):  # fmt: skip
                yield report.article, mention
                break


def _event(id: str, story_id: str, accounts: list[tuple[Article, Mention]], finding: Finding | None) -> Event:
    mention = accounts[0][1]
    ids = tuple(one.id for _, one in accounts)
    fields = ["type", "status", "actors", "recipients", "date", *(["place"] if mention.place else [])]
    count = len(accounts)
    return Event(
        id=id,
        story_id=story_id,
        type=mention.type,
        modes=mention.modes,
        contexts=mention.contexts,
        quad=mention.quad,
        intensity=mention.intensity,
        status=mention.status,
        actors=mention.actors,
        recipients=mention.recipients,
        date=mention.date,
        place=mention.place,
        asserted_by=mention.asserted_by,
        quantities=mention.quantities,
        objects=(),
        evidence=tuple(_cited(article, one) for article, one in accounts),
        confidence=mention.confidence,
        mention_ids=ids,
        sources=dict.fromkeys(fields, ids),
        articles=count,
        outlets=count,
        origins=count,
        corroborated=count > 1,
        agreement={finding.field: finding.id} if finding else {},
        rule="majority",
        version=_VERSION,
    )


def _cited(article: Article, mention: Mention) -> Citation:
    sentence = mention.evidence[0]
    return Citation(article.id, sentence.start, sentence.end, sentence.text)


def _finding(story_id: str, event_id: str, accounts: list[tuple[Article, Mention]]) -> Finding | None:
    """How the reports stand to each other on the number, or on the day where there is none."""
    if len(accounts) < 2:
        return None
    numbered = [(article, mention) for article, mention in accounts if mention.quantities]
    values = [
        Value(
            mention.quantities[0].text if numbered else str(mention.date.value),
            (article.id,), (article.outlet or "",), (article.outlet or "",), (_cited(article, mention),),
        )
        for article, mention in (numbered or accounts)
    ]  # fmt: skip
    differ = len({value.value for value in values}) > 1
    field, relation = ("quantities" if numbered else "date"), Relation.CONTRADICTS if differ else Relation.AGREES
    told = "differ" if differ else "agree"
    explanation = f"{' and '.join(value.outlets[0] for value in values)} {told} on the {'number' if numbered else 'date'}."
    return Finding(
        stable_id("finding", event_id, field), story_id, event_id, None, field, relation, tuple(values), explanation, _VERSION
    )
