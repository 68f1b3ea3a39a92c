"""A file from the web that is no web page: any of our readers may be the one for it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from dragoman.reading.protocol import Outcome
from dragoman.records import Article

__all__ = ["Download"]


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes that an address gave."""

    name: str
    """what messages call it: the address as it was given"""
    body: bytes
    url: str
    fetched: str | None

    def sign(self, outcome: Outcome) -> Outcome:
        """An article with where and when it was fetched, where it does not say itself; anything else as it is."""
        if not isinstance(outcome, Article):
            return outcome
        return dataclasses.replace(outcome, url=outcome.url or self.url, fetched=outcome.fetched or self.fetched)
