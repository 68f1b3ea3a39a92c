"""`dragoman demo` and the table that it ends with, with a stand-in for the coder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman import engine
from dragoman.cli import app
from dragoman.cli.table import quotation, rows_of
from dragoman.engine import Coded
from dragoman.records import Article
from dragoman.store import open_store


@pytest.fixture(autouse=True)
def _stand_in(stand_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "load_coder", lambda *_: stand_in)


@pytest.fixture(autouse=True)
def _caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))


def test_the_samples_are_read_whole() -> None:
    result = CliRunner().invoke(app, ["demo"])
    assert result.exit_code == 0, result.stderr
    assert "invented sample reports by" in result.stdout
    assert "Who did what to whom" in result.stdout
    assert "Stories, and what comparing their reports shows" in result.stdout
    assert "4 articles, 4 outlets, 3 origins" in result.stdout
    # README.md lies among the samples and is no report.
    assert "note:" not in result.stderr


def test_the_last_line_opens_what_was_made(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo"])
    last = result.stdout.splitlines()[-1]
    kept = tmp_path / "caches" / "dragoman" / "demo.duckdb"
    assert last.endswith(f"serve --store {kept}")
    with open_store(kept, read_only=True) as store:
        assert store.counts()["articles"] == 30


def test_a_second_demo_replaces_the_store(tmp_path: Path) -> None:
    kept = tmp_path / "my demo.duckdb"
    for _ in range(2):
        result = CliRunner().invoke(app, ["demo", "--store", str(kept)])
        assert result.exit_code == 0
        assert result.stdout.splitlines()[-1].endswith(f"serve --store '{kept}'")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("my")] == ["my demo.duckdb"]


def test_records_instead_of_tables() -> None:
    result = CliRunner().invoke(app, ["demo", "--json"])
    assert all("article_id" in json.loads(line) for line in result.stdout.splitlines())


def test_accounts_that_read_the_same_share_a_row(stand_in: Any) -> None:
    text = "Chad expelled two Libyan envoys on Friday. “Go home”, it said."
    articles = [
        Article.of(text, id=str(n), published=day, outlet=outlet)
        for n, (day, outlet) in enumerate([("2025-07-12", "Lake"), ("2025-07-12", "River"), ("2025-07-13", "Sea")])
    ]
    coded = [Coded(article, tuple(found)) for article, found in zip(articles, stand_in.code(articles), strict=True)]
    rows = rows_of(coded)
    assert [(row.day, row.outlets) for row in rows] == [("2025-07-12", "Lake, River"), ("2025-07-13", "Sea")]
    assert rows[0].what == "SANCTION expel"
    assert rows[0].who == "Chad (TCD GOV) → Libyan (LBY GOV)"
    assert rows[0].evidence == ("Chad ", "expelled", " two Libyan envoys on Friday. “Go home”, it said.")
    assert quotation(articles[0], coded[0].records[1]) == "“Go home” — Chad (TCD GOV) (Lake)"  # type: ignore[arg-type]
