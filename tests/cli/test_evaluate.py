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
