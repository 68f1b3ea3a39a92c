"""Events made by hand: who did what to whom, and when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Assertion, Date, Entity, Event, Status

SCORES = {
    "CONSULT": (1, 2.5),
    "SUPPORT": (1, 5.0),
    "COOPERATE": (2, 9.5),
    "AID": (2, 10.0),
    "ACCUSE": (3, -3.0),
    "THREATEN": (3, -3.5),
    "SANCTION": (4, -6.0),
    "ASSAULT": (4, -9.0),
}
"""PLOVER: quad and score"""


def make_event(
    id: str,
    type: str,
    actors: str,
    recipients: str = "",
    day: str | None = "2031-03-05",
    *,
    precision: str = "day",
    last: str | None = None,
    status: str = "done",
    articles: int = 1,
    intensity: float | None = None,
) -> Event:
    """An event; parties are codes with spaces between, "-" for one whose country is unknown."""
    quad, score = SCORES[type]
    return Event(
        id=id,
        story_id="story-1",
        type=type,
        modes=(),
        contexts=(),
        quad=quad,
        intensity=score if intensity is None else intensity,
        status=Status(status),
        actors=_parties(actors),
        recipients=_parties(recipients),
        date=Date(day, last, precision if day else "none", "text"),
        place=None,
        asserted_by=Assertion("outlet", None),
        quantities=(),
        objects=(),
        evidence=(),
        confidence=0.8,
        mention_ids=tuple(f"mention-{id}-{index}" for index in range(articles)),
        sources={},
        articles=articles,
        outlets=articles,
        origins=articles,
        corroborated=articles > 1,
        agreement={},
        rule="majority",
        version="by hand",
    )


def _parties(codes: str) -> tuple[Entity, ...]:
    return tuple(
        Entity(code, code, "state", None if code == "-" else code, ("GOV",), None, None, 0, len(code)) for code in codes.split()
    )


@pytest.fixture(scope="session")
def event() -> Callable[..., Event]:
    """Makes an event of an id, a type, actors, recipients and a day."""
    return make_event
