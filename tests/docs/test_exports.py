"""Every column of every export is in docs/exports.md, with its type and meaning, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.exporting import COLUMNS, FORMATS, columns_of


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", COLUMNS)
def test_columns_are_documented(kind: str, page: str) -> None:
    found = re.search(rf"^## {kind}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {kind!r}"
    documented = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", found[1], re.MULTILINE)
    assert documented == [(column.name, column.type, column.meaning) for column in columns_of(kind, with_text=True)]


@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_documented(name: str, page: str) -> None:
    assert f"| `{name}` |" in page


def test_no_column_stands_twice() -> None:
    for kind in COLUMNS:
        names = [column.name for column in columns_of(kind, with_text=True)]
        assert len(set(names)) == len(names)
