"""What is known of generated articles because it was decided before they were written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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

    def of(self, articles: Collection[str]) -> Truth:
        """What holds of some of the articles alone."""
        chosen = set(articles)
        reports = {id: [one for one in told if one in chosen] for id, told in self.reports.items()}
        said = [
            replace(
                one, values={value: kept for value, ids in one.values.items() if (kept := [id for id in ids if id in chosen])}
            )
            for one in self.disagreements
        ]
        return Truth(
            story_of={id: story for id, story in self.story_of.items() if id in chosen},
            happenings=[one for one in self.happenings if reports[one.id]],
            reports={id: told for id, told in reports.items() if told},
            copies=[copy for copy in self.copies if copy.article in chosen and copy.of in chosen],
            origin_of={id: origin for id, origin in self.origin_of.items() if id in chosen},
            disagreements=[one for one in said if len(one.values) > 1],
        )
