"""Articles that belong together, and what tells that they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    # Not when running: whoever only prints a record need not wait for NumPy.
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Link", "Origin", "Sketch", "Story"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where accounts first came from: an outlet, an agency whose dispatch others carry, or one article of an unnamed outlet."""

    origin: str
    article_ids: tuple[str, ...]
    basis: str
    """`own` (the outlet's own reports alone), or how the others depend on it: `reprint`, `update`, `credit`"""


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What grouping needs to know of an article, made once from its text: small, and enough to compare it with any other."""

    article_id: str
    outlet: str | None
    published: str | None
    day: int | None
    """of publication, as `date.toordinal` counts; None where unknown"""
    credit: str | None
    """the agency or outlet whose account the article says it carries"""
    corrects: bool
    """the article says of itself that it corrects an earlier one"""
    fingerprints: NDArray[np.uint64]
    """hashes of runs of its words, sorted, each once: texts that share many share words in the same order"""
    terms: NDArray[np.uint64]
    """hashes of the words that tell it from others, sorted, each once"""
    weights: NDArray[np.float32]
    """of `terms`; the vector has length 1"""


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles that belong together, and how much: the share of the shorter one's fingerprints, or the cosine of the terms."""

    a: str
    b: str
    weight: float


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that report the same happenings, across outlets and days."""

    kind: ClassVar[str] = "story"
    id: str
    title: str
    article_ids: tuple[str, ...]
    first: str | None
    last: str | None
    event_ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    countries: tuple[str, ...]
    articles: int
    outlets: int
    version: str
