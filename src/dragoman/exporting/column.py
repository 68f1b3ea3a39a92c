"""What a column of a flat table is, and the ways in which most columns are read off a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Column", "counts", "field", "joined", "listed", "optional", "taken"]

_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type (text, integer, number or boolean), what it means, and how its value is read off a record."""

    name: str
    type: str
    meaning: str
    of: Callable[[Any], Any]


def taken(name: str, type: str, meaning: str) -> Column:
    """A column that is a field of the record, under the same name."""
    return Column(name, type, meaning, field(name))


def listed(name: str, meaning: str) -> Column:
    """A column that is a field of the record which holds a list of words, joined."""
    return Column(name, "text", meaning, lambda record: joined(getattr(record, name)))


def field(name: str) -> Callable[[Any], Any]:
    """What gives that field of a record."""
    return lambda record: getattr(record, name)


def optional(name: str, part: str) -> Callable[[Any], Any]:
    """What gives a part of a field that may be None; then that is None too."""
    return lambda record: None if getattr(record, name) is None else getattr(getattr(record, name), part)


def counts(name: str) -> Callable[[Any], str]:
    """What gives a field that maps names to values, as `name=value; …`."""

    def of(record: Any) -> str:
        found: Mapping[str, object] = getattr(record, name)
        return joined(f"{key}={value}" for key, value in found.items())

    return of


def joined(parts: Iterable[object]) -> str:
    """The parts in one cell. A semicolon within a part becomes a comma: cut at semicolons, the cell has as many parts as the list."""
    return _BETWEEN.join(str(part).replace(";", ",") for part in parts)
