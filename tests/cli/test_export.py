"""`dragoman export`: tables out of a store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.engine import build
from dragoman.exporting import KINDS
from dragoman.records import Article
from dragoman.store import open_store


@pytest.fixture
def store(stand_in: Any, tmp_path: Path) -> str:
    """Two outlets on one expulsion."""
    path = tmp_path / "s.duckdb"
    texts = (
        "Chad expelled two Libyan envoys. “Go home”, it said.",
        "On Monday Chad expelled two Libyan envoys, and “Go home” was all it said.",
    )
    articles = [Article.of(text, id=name, outlet=name, published="2031-03-05") for name, text in zip("ab", texts, strict=True)]
    with open_store(path, create=True) as opened:
        list(build(articles, opened, stand_in))
    return str(path)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["export", *arguments])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_printed_as_json_lines(kind: str, store: str) -> None:
    done = run(kind, "--store", store)
    assert done.exit_code == 0, done.stderr
    assert all(json.loads(line)["kind"] for line in done.stdout.splitlines())


def test_a_file_is_written_whole(store: str, tmp_path: Path) -> None:
    for format in ("csv", "parquet", "plover"):
        target = tmp_path / f"events.{format}"
        assert run("events", "--store", store, "--format", format, "--output", str(target)).exit_code == 0
        assert target.stat().st_size > 0
    assert not list(tmp_path.glob("*.unfinished"))


def test_ties_by_the_day_and_as_a_graph(store: str) -> None:
    (tie,) = map(json.loads, run("ties", "--store", store, "--period", "day").stdout.splitlines())
    assert (tie["a"], tie["b"], tie["period"]) == ("LBY", "TCD", "2031-03-05")
    assert "<graphml" in run("ties", "--store", store, "--format", "graphml").stdout
    assert run("ties", "--store", store, "--status", "planned").stdout == ""


def test_another_rule_is_named_in_the_rows(store: str) -> None:
    rows = [json.loads(line) for line in run("events", "--store", store, "--rule", "latest").stdout.splitlines()]
    assert {row["rule"] for row in rows} == {"latest"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "no such kind"),
        (("events", "--format", "nonsense"), "no such format"),
        (("events", "--rule", "nonsense"), "no such rule"),
        (("ties", "--period", "nonsense"), "period"),
        (("ties", "--status", "nonsense"), "no such status"),
        (("ties", "--format", "plover"), "events alone"),
    ],
)
def test_what_is_not_there_is_named(arguments: tuple[str, ...], said: str, store: str) -> None:
    done = run(*arguments, "--store", store)
    assert said in str(done.exception)


def test_a_missing_store_tells_how_to_make_one(tmp_path: Path) -> None:
    assert "dragoman build" in str(run("events", "--store", str(tmp_path / "none.duckdb")).exception)
