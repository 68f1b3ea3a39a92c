"""Pages by key: the values of the last row tell where a page ends, so that one deep in a million rows costs no more than the first."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.errors import SettingsError
from dragoman.store.database import Database

__all__ = ["Condition", "Page", "Sort", "page_of", "sort_of", "where"]

Condition = tuple[str, list[Any]]
"""SQL, and what stands for its question marks"""

_LONGEST_CURSOR = 2000
_MOST = 1000
"""rows on a page"""


@dataclass(frozen=True, slots=True)
class Sort:
    """One way to order rows: an expression that is never null, in SQL."""

    by: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Ids in order, and the cursors of the pages after and before; None where there is none."""

    ids: list[str] = field(default_factory=list)
    next: str | None = None
    previous: str | None = None


def where(conditions: Sequence[Condition]) -> Condition:
    """All of the conditions as one; `true` where there is none."""
    return " and ".join(sql for sql, _ in conditions) or "true", [value for _, given in conditions for value in given]


def sort_of(name: str, sorts: Mapping[str, Sort]) -> tuple[Sort, bool]:
    """The order called `name` and whether it goes down, as one with a minus before it does. Raises SettingsError."""
    sort = sorts.get(name.removeprefix("-"))
    if sort is None:
        raise SettingsError(f"no such order: {name!r}; there are {', '.join(sorts)}, each also with - before it for downwards")
    return sort, name.startswith("-")


def page_of(
    database: Database,
    table: str,
    conditions: Sequence[Condition],
    sort: str,
    sorts: Mapping[str, Sort],
    *,
    cursor: str | None = None,
    limit: int = 50,
) -> Page:
    """A page of the ids in `table` (SQL, whose rows have an `id`). Raises SettingsError for a sort or cursor that is none of ours."""
    chosen, down = sort_of(sort, sorts)
    if not 1 <= limit <= _MOST:
        raise SettingsError(f"limit is to be 1 to {_MOST}, not {limit}")
    at = _read(cursor, sort, chosen) if cursor else None
    back = at is not None and at.back
    after: list[Condition] = []
    if at is not None:
        after = [(f"({chosen.by}, id) {'<' if down != back else '>'} (?, ?)", [at.value, at.id])]
    sql, given = where([*conditions, *after])
    order = "desc" if down != back else "asc"
    rows = database.run(
        f"select id, {chosen.by} as value from {table} where {sql} order by value {order}, id {order} limit ?",
        [*given, limit + 1],
    )
    more, rows = len(rows) > limit, rows[:limit]
    if back:
        rows.reverse()
    if not rows:
        return Page()
    earlier, later = (more, True) if back else (at is not None, more)
    (first, first_value), (last, last_value) = rows[0], rows[-1]
    return Page(
        [id for id, _ in rows],
        _written(sort, last_value, last, back=False) if later else None,
        _written(sort, first_value, first, back=True) if earlier else None,
    )


@dataclass(frozen=True, slots=True)
class _Cursor:
    value: str | float
    id: str
    back: bool


def _written(sort: str, value: Any, id: str, *, back: bool) -> str:
    plain = json.dumps([sort, value, id, int(back)], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _read(cursor: str, sort: str, chosen: Sort) -> _Cursor:
    """Raises SettingsError where `cursor` is not one that a page of this order gave."""
    wrong = SettingsError("the cursor is none that a page in this order gave; leave it out to begin at the first page")
    if len(cursor) > _LONGEST_CURSOR:
        raise wrong
    try:
        plain = json.loads(base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise wrong from error
    match plain:
        case [str(of), int() | float() | str() as value, str(id), int(back)] if (
            of == sort and isinstance(value, str) != chosen.number
        ):
            return _Cursor(value, id, bool(back))
    raise wrong
