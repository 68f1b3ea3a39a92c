"""Every column of every export is in docs/exports.md, with its type."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.exporting import COLUMNS, FORMATS


@pytest.mark.parametrize("kind", COLUMNS)
def test_columns_are_documented(kind: str, root: Path) -> None:
    page = (root / "docs/exports.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {kind}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {kind!r}"
    documented = re.findall(r"^\| `(\w+)` \| (\w+) \| \S", found[1], re.MULTILINE)
    assert documented == [(column.name, column.type) for column in COLUMNS[kind]]


@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_documented(name: str, root: Path) -> None:
    assert f"| `{name}` |" in (root / "docs/exports.md").read_text(encoding="utf-8")
