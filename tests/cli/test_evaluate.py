"""`dragoman evaluate`: figures to standard output, reports to files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman import engine
from dragoman.cli import app


@pytest.fixture
def gold(stand_in: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(engine, "load_coder", lambda *_: stand_in)
    path = tmp_path / "gold.txt"
    path.write_text(
        "@ id=a published=2031-03-05 region=africa source=agency\n[Chad]a1 [expelled]t1 two [Libyan]r1 envoys.\n"
        "> t1 SANCTION:expel done actors=a1:TCD recipients=r1:LBY\n",
        encoding="utf-8",
    )
    return path


def test_figures_and_reports(gold: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", str(gold), "--report", str(tmp_path / "report")])
    assert done.exit_code == 0, done.stderr
    assert "full record       precision 1.000" in done.stdout
    assert json.loads((tmp_path / "report.json").read_text())["full"]["f1"]["value"] == 1.0
    assert "<h1>Evaluation on gold.txt</h1>" in (tmp_path / "report.html").read_text()


def test_another_ending_is_refused(gold: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", str(gold), "--report", str(tmp_path / "report.pdf")])
    assert ".json or .html" in str(done.exception)


def test_floors_are_pinned_and_held(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    assert CliRunner().invoke(app, ["evaluate", str(gold), "--floors", str(floors), "--pin"]).exit_code == 0
    assert CliRunner().invoke(app, ["evaluate", str(gold), "--floors", str(floors)]).exit_code == 0
    floors.write_text(floors.read_text().replace('"found": 1.0', '"found": 1.1'))
    done = CliRunner().invoke(app, ["evaluate", str(gold), "--floors", str(floors)])
    assert done.exit_code == 1
    assert "found is 1.000; its floor is 1.100" in done.stderr


def test_pinning_needs_a_file(gold: Path) -> None:
    assert "need --floors FILE" in str(CliRunner().invoke(app, ["evaluate", str(gold), "--pin"]).exception)


def test_only_the_held_out_part_on_demand(gold: Path) -> None:
    # the sum of the bytes of "a" is 97
    assert "no entry of it is held out" in str(CliRunner().invoke(app, ["evaluate", str(gold), "--held-out"]).exception)
    gold.write_text(gold.read_text().replace("id=a ", "id=d "))
    assert CliRunner().invoke(app, ["evaluate", str(gold), "--held-out"]).exit_code == 0
