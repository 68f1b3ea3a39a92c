"""What is known of generated articles because it was decided before they were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["Copy", "Disagreement", "Happening", "Truth"]


@dataclass(frozen=True)
class Happening:
    """One thing that happened in a story."""

    id: str
    story: str
    kind: str
    """the name of its templates: visit, drill, expulsion"""
    type: str
    """one of PLOVER's 16"""
    actors: tuple[str, ...]
    """ISO 3166 alpha-3"""
    recipients: tuple[str, ...]
    mutual: bool
    """both sides do it with each other and stand in `actors`"""
    day: date
    place: str | None
    """the town that the accounts name; None where they name none"""
    status: str
    number: int | None
    """of those killed, expelled, on strike …; None where the kind has none"""


@dataclass(frozen=True)
class Copy:
    """An article that is no account of its own."""

    article: str
    of: str
    """the article that it was made from"""
    how: str
    """reprint (another outlet, the same text cut), update (the same outlet's page later), reworded (other words, credits its source)"""
    credited: bool
    """whether it names its source"""


@dataclass(frozen=True)
class Disagreement:
    """A field of a happening of which articles say different things."""

    happening: str
    field: str
    """number or place"""
    values: Mapping[str, Sequence[str]]
    """value -> the articles that say it; articles that are not named here do not say anything else"""


@dataclass(frozen=True)
class Truth:
    """All that was decided."""

    story_of: Mapping[str, str]
    """article -> story"""
    happenings: Sequence[Happening]
    reports: Mapping[str, Sequence[str]]
    """happening -> the articles that report it"""
    copies: Sequence[Copy]
    origin_of: Mapping[str, str]
    """article -> the outlet or agency where its account first came from"""
    disagreements: Sequence[Disagreement]
