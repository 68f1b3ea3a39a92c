"""The data that drawings are made of, as they stand in a page's dictionary (and so in its JSON)."""

from __future__ import annotations

from typing import TypedDict

__all__ = ["Deed", "Edge", "Node", "RoleCount", "Score", "Series", "Shade", "Spot"]


class Deed(TypedDict):
    """An event, as a mark under a curve or on a timeline."""

    id: str
    date: str | None
    """of its first day, ISO 8601"""
    end: str | None
    """of its last day, where it is known to a week, a month or a year only; else None"""
    type: str
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"""
    status: str
    corroborated: bool
    words: str
    """what happened, in a few words"""


class Score(TypedDict):
    """A tie in one period."""

    period: str
    first: str
    last: str
    """the first and the last day of the period, ISO 8601"""
    score: float
    events: int


class Series(TypedDict):
    """A tie over time."""

    name: str
    scores: list[Score]
    deeds: list[Deed]


class RoleCount(TypedDict):
    """How often somebody acted, and was acted on, in one period."""

    period: str
    first: str
    last: str
    acts_cooperation: int
    acts_conflict: int
    receives_cooperation: int
    receives_conflict: int


class Node(TypedDict):
    """A side of the network."""

    code: str
    name: str
    events: int
    bloc: int
    """from 1; 0 for one that is in no bloc with others"""


class Edge(TypedDict):
    """What lies between two sides; `weight` above zero is cooperation."""

    a: str
    b: str
    weight: float
    events: int


class Spot(TypedDict):
    """Events at one place. `precision`: site, city, district, province or region."""

    name: str
    precision: str
    latitude: float
    longitude: float
    events: int
    conflict: int
    """how many of them are conflict"""


class Shade(TypedDict):
    """Events of which no more than the country is known."""

    code: str
    name: str
    events: int
    conflict: int
    latitude: float | None
    longitude: float | None
    """about the middle, for a state that is too small to see"""
