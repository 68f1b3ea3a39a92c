"""What readers take and give: a source of bytes in; articles, failures and notices out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol

from dragoman.reading.opened import HEAD_BYTES, Source
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["HEAD_BYTES", "Failure", "Notice", "Outcome", "Reader", "Source"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One file, line or article that gave no article: `source` names it, `reason` says why and what to do."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was read otherwise than its author may expect; the article itself goes on."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


Outcome = Article | Failure | Notice


class Reader(Protocol):
    """One format. Whatever a reader cannot use becomes a `Failure`; where nothing more can be read of a source it may raise
    ReadingError, which whoever drives it turns into one."""

    id_from_name: ClassVar[bool]
    """whether an article's id comes from the file's name (then the run may lengthen it) or from what the file says"""

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether a file called `name` that begins with `head` is of this format."""
        ...

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome | Source]:
        """The articles of `source`, in its order. An archive gives its members, each to be read before the next is asked for."""
        ...
