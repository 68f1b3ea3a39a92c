"""Records of every kind, with odd characters in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.records import (
    Article,
    Citation,
    Entity,
    Event,
    Finding,
    Mention,
    Origin,
    Place,
    Quantity,
    Quarantine,
    Relation,
    Review,
    Sensitivity,
    Span,
    Story,
    Target,
    Tie,
    Value,
    Verdict,
)

ODD = '=cmd|"/c calc"!A1\r\n“Zürich”; “Ōsaka”, \U0001f54a; <b>&amp;\t\ud800\x00\u2028'


@pytest.fixture
def odd() -> str:
    """Text with what a format may trip over: quotation marks, line ends, a formula, half of a surrogate pair, a null."""
    return ODD


@pytest.fixture
def records(stand_in: Any) -> dict[str, list[Any]]:
    """Two records of each kind: one that says as much as it can, one that says as little."""
    text = f"Chad expelled two Libyan envoys. “Go home”, it said. {ODD}"
    article = Article.of(text, id="a", title=ODD, published="2031-03-05", outlet="Meridian; Wire")
    bare = Article.of("Chad expelled two Libyan envoys, “Go home”.", id="b")
    (mention, quote), (plain, unsaid) = stand_in.code([article, bare])
    assert isinstance(mention, Mention)
    assert isinstance(plain, Mention)
    full = replace(
        mention,
        event_id="event-1",
        contexts=("diplomatic", "executive"),
        actors=(*mention.actors, Entity("=it", "=it", "unnamed", None, (), None, None, 53, 55, Span("Chad", 0, 4))),
        place=Place("Ōsaka", "Ōsaka", "JPN", 34.69379, -135.50107, 1853909, "city", "event", 0, 4),
        quantities=(Quantity(2, None, "envoy", "exact", "two", 14, 17), Quantity(1.5, "euro", "euro", "about", "x", 0, 1)),
        objects=(Span("arms", 0, 4), Span("ammunition", 0, 4)),
        review="reviewed",
        verdict=Verdict("corrected", ODD, "2031-03-06T10:00:00+00:00", {"type": "ACCUSE", "actors": ODD}),
    )
    target = Target("a", article.text_sha256, 5, 13, "ACCUSE", full.id)
    review = Review("review-1", "mention", "corrected", (target,), ODD, "2031-03-06", {"type": "SANCTION", "place": ODD})
    bare_review = Review("review-2", "review", "withdrawn", (), "x", "2031-03-07", withdraws="review-1")
    story = Story("story-1", ODD, ("a",), "2031-03-05", None, ("event-1",), (Origin(ODD, ("a",), "own"),), ("TCD",), 1, 1, "v")
    words = Citation("a", 0, 4, "Chad")
    value = Value(ODD, ("a",), ("Meridian; Wire",), ("Meridian; Wire",), (words,))
    finding = Finding("finding-1", "story-1", "event-1", None, "place", Relation.AGREES, (value, value), ODD, "v")
    tie = Tie("tie-1", "LBY", "TCD", "2031-03", 1, {"SANCTION": 1}, {"4": 1}, 0, 1, 0, -6.0, -6.0, None, ("event-1",), "v")
    change = Sensitivity("sensitivity-1", "event-1", "story-1", "place", "latest", ODD, "-x", (full.id, plain.id), "v")
    return {
        "articles": [article, bare],
        "mentions": [full, plain],
        "quotes": [quote, replace(unsaid, id="quote-2", speaker=None)],
        "stories": [story, replace(story, id="story-2", title="", first=None, origins=(), event_ids=(), countries=())],
        "events": [event_of(full, words), event_of(plain, None)],
        "findings": [finding, replace(finding, id="finding-2", event_id=None, quote_id="quote-1", values=())],
        "ties": [tie, replace(tie, id="tie-2", period="2031-04", by_type={}, by_quad={}, trend=0.25, event_ids=())],
        "quarantine": [Quarantine.of(article, ODD, "v"), Quarantine.of(bare, "took too long", "v")],
        "reviews": [review, bare_review],
        "sensitivity": [change, replace(change, id="sensitivity-2", value="", mention_ids=())],
    }


def event_of(mention: Mention, words: Citation | None) -> Event:
    """The event that one mention makes."""
    return Event(
        id=f"event-{mention.article_id}",
        story_id="story-1",
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
        objects=mention.objects,
        evidence=(words,) if words else (),
        confidence=mention.confidence,
        mention_ids=(mention.id,),
        sources={"type": (mention.id,)},
        articles=1,
        outlets=1,
        origins=1,
        corroborated=words is not None,
        agreement={"place": "finding-1"} if words else {},
        rule="majority",
        version="v",
    )
