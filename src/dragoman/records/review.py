"""What somebody said of what was coded: it stands beside the records, and is laid over them when they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

__all__ = ["Review", "Target", "Verdict"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a review is of, told by content so that it is found again after a rebuild: words of an article, or a whole article."""

    article_id: str
    text_sha256: str
    start: int | None = None
    """of the trigger of a mention; None for a whole article"""
    end: int | None = None
    type: str | None = None
    """as it was coded"""
    mention_id: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One thing that one person said, once. Reviews are only ever added: one that takes another back names it in `withdraws`."""

    kind: ClassVar[str] = "review"
    id: str
    of: str
    """mention, event, story or review"""
    verdict: str
    """of a mention: accepted, rejected or corrected; of events and stories: merged or split; of a review: withdrawn"""
    targets: tuple[Target, ...]
    """the mention; what is to be one; or what is to stand apart"""
    who: str
    made: str
    """ISO 8601, UTC"""
    values: dict[str, str] = field(default_factory=dict)
    """of `corrected`: field -> what is right, in words"""
    withdraws: str | None = None
    state: str = "current"
    """current, superseded (somebody said otherwise later), withdrawn or orphaned (what it is of is not there any more)"""
    reason: str | None = None
    """why it is orphaned"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a review says of the mention that it stands on."""

    verdict: str
    """accepted, rejected or corrected"""
    who: str
    made: str
    coded: dict[str, str] = field(default_factory=dict)
    """of `corrected`: field -> what had been coded, in words"""
