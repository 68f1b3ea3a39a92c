"""Records as lines of JSON, and back.

What is written is read back equal: `from_json(to_json(record)) == record`.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from dragoman.records.article import Article, Quarantine
from dragoman.records.event import Event, Finding, Sensitivity
from dragoman.records.mention import Mention, Quote
from dragoman.records.review import Review
from dragoman.records.story import Story
from dragoman.records.tie import Tie

__all__ = ["Record", "as_plain", "from_json", "to_json"]

Record = Article | Mention | Quote | Story | Event | Finding | Tie | Sensitivity | Quarantine | Review
"""Whatever stands on a line of its own."""

# The contract names the end of an interval `end`, which is also the name of an offset; the offsets of a date are
# therefore printed as they stand and the interval's end under its own name.
_RENAMED = {"end_value": "end_date"}
_KINDS: dict[str, type[Record]] = {
    record.kind: record for record in (Article, Mention, Quote, Story, Event, Finding, Tie, Sensitivity, Quarantine, Review)
}


def as_plain(value: Any) -> Any:
    """A record, or a part of one, as dictionaries, lists, strings and numbers."""
    kind = type(value)
    if kind is str or kind is int or kind is float or value is None:
        return value
    if kind is tuple or kind is list:
        return [as_plain(item) for item in value]
    if kind is dict:
        return {key: as_plain(item) for key, item in value.items()}
    return {name: as_plain(getattr(value, attribute)) for name, attribute in _names(kind)} if is_dataclass(kind) else value


@cache
def _names(record: type) -> tuple[tuple[str, str], ...]:
    """The fields of a dataclass: as printed, and as they are called."""
    return tuple((_RENAMED.get(field.name, field.name), field.name) for field in fields(record))


def to_json(record: Record) -> str:
    """One line of JSON with `kind` first; the same record gives the same bytes."""
    return json.dumps({"kind": record.kind, **as_plain(record)}, ensure_ascii=False, separators=(",", ":"))


def from_json(line: str) -> Record:
    """The record that `to_json` wrote. Raises ValueError where `line` is none of ours."""
    plain = json.loads(line)
    kind = plain.pop("kind", None) if isinstance(plain, dict) else None
    if kind not in _KINDS:
        raise ValueError(f"no such kind of record: {kind!r}")
    read: Callable[[Any], Record] = _reader(_KINDS[kind])  # type: ignore[arg-type]  # mypy: a class is not hashable
    try:
        return read(plain)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no {kind}: {error}") from error


@cache
def _reader(annotation: Any) -> Callable[[Any], Any]:
    """What turns plain JSON into a value of the type `annotation`; made once a type."""
    if is_dataclass(annotation) and isinstance(annotation, type):
        return _reader_of_dataclass(annotation)
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        (present,) = (part for part in parts if part is not type(None))
        read = _reader(present)
        return lambda plain: None if plain is None else read(plain)
    if origin is tuple:
        item = _reader(parts[0])
        return lambda plain: tuple(map(item, plain))
    if origin is dict:
        item = _reader(parts[1])
        return lambda plain: {key: item(value) for key, value in plain.items()}
    if isinstance(annotation, type) and issubclass(annotation, (Enum, float)):
        return annotation
    return lambda plain: plain


def _reader_of_dataclass(record: type) -> Callable[[Any], Any]:
    hints = get_type_hints(record)
    readers = [(f.name, _RENAMED.get(f.name, f.name), _reader(hints[f.name])) for f in fields(record)]
    # A field that came in later, and so is not in what was written before, has a default.
    later = {f.name for f in fields(record) if f.default is not MISSING or f.default_factory is not MISSING}
    return lambda plain: record(
        **{attribute: read(plain[name]) for attribute, name, read in readers if name in plain or attribute not in later}
    )
