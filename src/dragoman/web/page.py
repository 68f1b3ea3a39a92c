"""A page: where it stands, what fills it, and what it was asked for. One plain dictionary makes its HTML, its JSON and its CSV."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dragoman.errors import SettingsError
from dragoman.store import Store
from dragoman.web.memory import Memory

__all__ = ["Asked", "File", "Page", "Plain"]

Plain = dict[str, Any]
"""dictionaries, lists, strings, numbers, booleans and None alone, so that it can be printed as JSON"""

_LONGEST = 1000
"""characters of one value in a query string"""
_MOST = 100
"""values in a query string"""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the store, open for reading as long as the answer is made, and what the address asks for. Values are bounded."""

    store: Store
    path: str
    """of the address, without a suffix such as `.json`"""
    id: str = ""
    """what stands in the address for `{id}`"""
    pairs: Sequence[tuple[str, str]] = ()
    """of the query string, in its order"""
    cookies: Mapping[str, str] = field(default_factory=dict)
    state: tuple[str, int] = ("", 0)
    """the store's name for itself and the number of its last change"""
    with_text: bool = False
    """whether the answer may hold the full text of articles: a page always, a file where the server was told so"""
    review: bool = False
    memory: Memory = field(default_factory=Memory)

    def __post_init__(self) -> None:
        if len(self.pairs) > _MOST or any(len(value) > _LONGEST for _, value in self.pairs):
            raise SettingsError(f"the address asks for too much: at most {_MOST} values of {_LONGEST:,} characters each")

    def one(self, name: str, default: str = "") -> str:
        """The last value of that name; `default` where there is none or it is empty."""
        return next((value for key, value in reversed(self.pairs) if key == name and value), default)

    def many(self, name: str) -> list[str]:
        """All values of that name, each once, without empty ones; `a,b` counts as two."""
        values = (part.strip() for key, value in self.pairs if key == name for part in value.split(","))
        return list(dict.fromkeys(filter(None, values)))

    def whole(self, name: str, default: int, lowest: int, highest: int) -> int:
        """A whole number. Raises SettingsError where it is none or out of bounds."""
        value = self.one(name, str(default))
        try:
            number = int(value) if value.isascii() else lowest - 1
        except ValueError:
            number = lowest - 1
        if not lowest <= number <= highest:
            raise SettingsError(f"{name}: {value[:40]!r} is no whole number from {lowest:,} to {highest:,}")
        return number

    def choice(self, name: str, among: Sequence[str], default: str) -> str:
        """One of several words. Raises SettingsError, which lists them, for another."""
        value = self.one(name, default)
        if value not in among:
            raise SettingsError(f"{name}: {value[:40]!r} is none of {', '.join(among)}")
        return value

    def remember(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, kept until the store changes; for what is dear to compute and the same for every visitor."""
        return self.memory.get((self.state, key), make)


@dataclass(frozen=True, slots=True)
class File:
    """A page's content as a file of another format, part by part."""

    media_type: str
    parts: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `build` gives the dictionary; raises NotInStore for an unknown id, SettingsError for a wrong query.

    The dictionary is `page` in the template `NAME.html`, the body of `PATH.json`, and, of `rows`, of `PATH.csv`.
    """

    name: str
    path: str
    """`/story/{id}`, or `/events` for a page of which there is one"""
    build: Callable[[Asked], Plain]
    rows: str | None = None
    """under which key of the dictionary the rows of the CSV stand: a list of flat dictionaries"""
    files: Mapping[str, Callable[[Asked], File]] = field(default_factory=dict)
    """suffix -> other formats, or another way to make CSV or JSON"""
    remembers: Callable[[Asked, Plain], Mapping[str, str]] | None = None
    """cookies to set with the page; with what leads on from a form, where the dictionary is empty and `pairs` are its fields"""
    change: Callable[[Asked], str] | None = None
    """what a form sent to this address does: `store` is open for writing, `pairs` are the form's fields; gives the address to go to"""
    beside: bool = False
    """whether what `change` does is kept beside the store; then that is open for reading only"""
    only_review: bool = False
    """whether the page is there only where corrections can be made"""
