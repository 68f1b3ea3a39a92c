"""`dragoman diff`: what two codings of the same articles make of them."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.engine import build
from dragoman.errors import ReadingError
from dragoman.evaluating import differences
from dragoman.records import Article, Mention, Status, to_json
from dragoman.store import open_store

ARTICLES = [Article.of("Chad expelled two Libyan envoys.", id=name, published="2031-03-05") for name in "ab"]


@pytest.fixture
def mentions(stand_in: Any) -> list[Mention]:
    return [one for found in stand_in.code(ARTICLES) for one in found]


def test_nothing_differs_from_itself(mentions: list[Mention]) -> None:
    assert list(differences(mentions, mentions)) == []
    again = [dataclasses.replace(one, id=one.id + "x", confidence=0.1) for one in mentions]
    assert list(differences(mentions, again)) == []


def test_gone_new_and_changed(mentions: list[Mention], tmp_path: Path) -> None:
    first, second = mentions
    changed = dataclasses.replace(first, status=Status.DENIED)
    (tmp_path / "a.jsonl").write_text(f"{to_json(first)}\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(f"{to_json(changed)}\n{to_json(second)}\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["diff", str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")])
    assert done.stdout.splitlines() == [
        "a: - SANCTION+expel done TCD → LBY 2031-03-05 “expelled” + SANCTION+expel denied TCD → LBY 2031-03-05 “expelled” (status)",
        "b: + SANCTION+expel done TCD → LBY 2031-03-05 “expelled”",
    ]
    assert "0 mentions gone, 1 new, 1 changed" in done.stderr
    back = CliRunner().invoke(app, ["diff", str(tmp_path / "b.jsonl"), str(tmp_path / "a.jsonl"), "--json"])
    assert [json.loads(line)["fields"] for line in back.stdout.splitlines()] == [["status"], []]


def test_a_store_is_a_coding_too(mentions: list[Mention], stand_in: Any, tmp_path: Path) -> None:
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        list(build(ARTICLES, store, stand_in))
    (tmp_path / "a.jsonl").write_text("".join(f"{to_json(one)}\n" for one in mentions), encoding="utf-8")
    done = CliRunner().invoke(app, ["diff", str(tmp_path / "a.jsonl"), str(tmp_path / "s.duckdb")])
    assert (done.exit_code, done.stdout) == (0, "")


def test_what_is_no_coding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["diff", str(tmp_path / "a.jsonl"), str(tmp_path / "a.jsonl")])
    assert isinstance(done.exception, ReadingError)
    assert "a.jsonl:1" in str(done.exception)
