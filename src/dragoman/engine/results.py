"""What comes of an article: what was found in it, or why it was not coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.records import Article, Mention, Quote

__all__ = ["LANGUAGE", "QUARANTINE", "Coded", "Uncoded"]

LANGUAGE = "language"
QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class Coded:
    """An article with what was found in it; nothing found is a result too."""

    article: Article
    records: tuple[Mention | Quote, ...]
    annotations: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Uncoded:
    """An article that was read and not coded."""

    article: Article
    why: str
    """`language`: it is in another than the one that is coded; `quarantine`: coding it failed"""
    reason: str

    @property
    def failed(self) -> bool:
        """Whether it should have been coded."""
        return self.why == QUARANTINE

    def __str__(self) -> str:
        return f"{self.article.id}: {self.reason}"
