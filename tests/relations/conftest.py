"""Events made by hand: who did what to whom, and when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Assertion, Date, Entity, Event, Status, stable_id


def _entity(code: str | None) -> Entity:
    return Entity(code or "both sides", code or "both sides", "state", code, ("GOV",), None, None, 0, 1)


def _event(
    actors: str,
    recipients: str = "",
    score: float = 2.5,
    day: str | None = "2031-03-05",
    *,
    type: str = "CONSULT",
    quad: int = 1,
    precision: str = "day",
    status: Status = Status.DONE,
    name: str = "",
) -> Event:
    sides = tuple(tuple(_entity(None if code == "?" else code) for code in side.split()) for side in (actors, recipients))
    when = Date(day, None, precision if day else "none", "text")
    id = stable_id("event", actors, recipients, score, day, type, name)
    return Event(
        id, "story-1", type, (), (), quad, score, status, *sides, when, None, Assertion("outlet", None), (), (), (), 0.9, ("m",), {},
        1, 1, 1, False, {}, "majority", "v",
    )  # fmt: skip


@pytest.fixture(scope="session")
def event() -> Callable[..., Event]:
    """An event: codes of the actors and recipients, "?" for one without a code."""
    return _event
