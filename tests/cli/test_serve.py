"""`dragoman serve`: the address that is told answers at once; nobody else is let in without a token."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.errors import SettingsError, StoreMissing


def test_the_address_that_is_told_answers_at_once_and_an_interrupt_ends_it(store: str) -> None:
    command = [sys.executable, "-m", "dragoman", "serve", "--store", store, "--port", "0"]

    def interruptible() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=interruptible) as serving:
        assert serving.stderr is not None
        told = re.search(r"http://127\.0\.0\.1:\d+/", serving.stderr.readline())
        assert told
        with urlopen(told[0]) as answer:
            assert answer.status == 200
            assert "Dragoman" in answer.read().decode()
        serving.send_signal(signal.SIGINT)
        rest = serving.stderr.read()
        assert serving.wait(30) in (0, 130)
        assert "Traceback" not in rest


@pytest.mark.parametrize(
    "arguments",
    [
        ("--host", "0.0.0.0"),
        ("--host", "box.example"),
        ("--token", "short"),
        ("--token", "a token with blanks"),
        ("--host", "::"),
    ],
)
def test_what_would_let_others_in_is_refused(store: str, arguments: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, ["serve", "--store", store, *arguments])
    assert isinstance(done.exception, SettingsError)
    assert "token" in str(done.exception)


def test_a_store_that_is_not_there_is_told_before_anybody_looks(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["serve", "--store", str(tmp_path / "none.duckdb")])
    assert isinstance(done.exception, StoreMissing)
