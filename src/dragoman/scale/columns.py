"""The stages as a cluster calls them: with columns as lists, for one value a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.exporting import columns_of
from dragoman.records import from_json
from dragoman.scale.stages import CodingStage, alone, compared, reconciled
from dragoman.settings import Settings

__all__ = ["Coding", "Flattening", "comparing", "reconciling", "setting_apart"]

Rows = list[Mapping[str, Any]]


class Coding:
    """Columns of articles to articles as they are kept."""

    def __init__(self, names: Sequence[str], settings: Settings) -> None:
        self._names = names
        self._stage = CodingStage(settings)

    def __call__(self, *columns: Sequence[Any]) -> list[Rows]:
        """The articles of all rows stand in the first one's value: not every row gives one."""
        rows = [dict(zip(self._names, values, strict=True)) for values in zip(*columns, strict=True)]
        return [[*self._stage(rows)], *([] for _ in rows[1:])]


class Flattening:
    """Records of a kind to the columns of its table."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __call__(self, records: Sequence[str]) -> list[Rows]:
        columns = columns_of(self._kind, with_text=False)
        return [[{column.name: column.of(from_json(line)) for column in columns} | {"record": line}] for line in records]


def comparing(ones: Sequence[str], others: Sequence[str], left: Sequence[Rows], right: Sequence[Rows]) -> list[Rows]:
    """Two blocks by name, and their articles, to links."""
    blocks = zip(ones, others, left, right, strict=True)
    return [[*compared(rows, None if one == other else more)] for one, other, rows, more in blocks]


def reconciling(rows: Sequence[Rows], links: Sequence[Rows | None]) -> list[Rows]:
    """Articles of stories, and the links within these, to records."""
    return [[*reconciled(articles, found or [])] for articles, found in zip(rows, links, strict=True)]


def setting_apart(rows: Sequence[Mapping[str, Any]]) -> list[Rows]:
    """Articles to the records of each, which are those of no story."""
    return [[*alone(row)] for row in rows]
