"""`dragoman code`, with a stand-in for the coder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman import engine
from dragoman.cli import app

TEXT = "Chad expelled two Libyan envoys on Friday. “Go home”, the ministry said of the two, and they did."


@pytest.fixture(autouse=True)
def _stand_in(stand_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "load_coder", lambda *_: stand_in)


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["code", *map(str, arguments)], input=stdin)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_records_to_output_and_counts_to_error(tmp_path: Path) -> None:
    (tmp_path / "chad.txt").write_text(f"date 2025-07-12 {TEXT}", encoding="utf-8")
    result = run(tmp_path)
    assert result.exit_code == 0
    assert [record["kind"] for record in records(result)] == ["mention", "quote"]
    assert {record["article_id"] for record in records(result)} == {"chad"}
    assert result.stderr == "dragoman: 1 article coded: 1 mention, 1 quote\n"


def test_offsets_hold_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "chad.txt"
    path.write_bytes(f" date 2025-07-12 {TEXT}\r\n".encode())
    text = path.read_bytes().decode()
    for record in records(run(path)):
        for span in (record.get("trigger"), *record.get("actors", []), record.get("speaker")):
            assert span is None or text[span["start"] : span["end"]] == span["text"]


def test_failures_are_named_and_the_rest_is_coded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    result = run(tmp_path, tmp_path / "none.txt")
    assert result.exit_code == 1
    assert len(records(result)) == 2
    assert f"{tmp_path}/a.txt: is empty" in result.stderr
    assert "none.txt: there is no such file" in result.stderr
    assert "1 article coded: 1 mention, 1 quote; 2 inputs failed, named above" in result.stderr


def test_standard_input() -> None:
    result = run("-", stdin=json.dumps({"id": "x", "text": TEXT, "published": "2025-07-12"}).encode())
    assert [record["article_id"] for record in records(result)] == ["x", "x"]


def test_a_text_in_another_language_is_named_and_counted(tmp_path: Path) -> None:
    (tmp_path / "de.txt").write_text("Der Außenminister hat am Samstag die Hauptstadt besucht. " * 3, encoding="utf-8")
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "note: de: is in another language (de); only 'en' is coded" in result.stderr
    assert "0 articles coded: 0 mentions, 0 quotes; 1 article in other languages not coded" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["--no-such-option", "x"]])
def test_wrong_usage(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def dragoman(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "dragoman", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=120, **options)


def test_wrong_settings_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text("[reading]\nlangauge = 'en'\n")
    result = dragoman("code", "x", "--settings", tmp_path / "s.toml")
    assert result.returncode == 2
    assert b"reading.langauge: there is no such setting" in result.stderr
    assert dragoman("code", "x", "--settings", tmp_path / "none.toml").returncode == 2


def test_a_reader_that_leaves_is_no_error_to_shout_about() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    script = "from dragoman.cli.terminal import print_lines; from dragoman import cli; cli.app = lambda: print_lines('ab')"
    command = [sys.executable, "-c", script + "; cli.main()"]
    result = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (result.returncode, result.stderr) == (1, b"")
