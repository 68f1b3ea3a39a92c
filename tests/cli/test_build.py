"""`dragoman build`: reports in, a store out; what failed is named and the rest is done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.store import open_store


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "dragoman", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def reports(tmp_path: Path, root: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("andes-1-meridian.txt", "andes-2-headlinerush.txt"):
        (folder / name).write_text((root / "src/dragoman/samples" / name).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def test_reports_become_a_store_and_a_second_run_adds_nothing(reports: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "s.duckdb")
    first = run("build", str(reports), "--store", store)
    assert (first.returncode, first.stdout) == (0, "")
    assert "2 articles added, 0 there already; 1 story made" in first.stderr
    second = run("build", str(reports), "--store", store)
    assert "0 articles added, 2 there already; 0 stories made" in second.stderr
    with open_store(store) as opened:
        assert opened.counts()["stories"] == 1


def test_what_fails_is_named_and_the_rest_is_kept(reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_text("")
    done = run("build", str(reports), "--store", str(tmp_path / "s.duckdb"))
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "2 articles added" in done.stderr
    assert "1 input failed" in done.stderr


def test_a_store_that_is_open_elsewhere_is_named(reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    with open_store(store, create=True):
        done = run("build", str(reports), "--store", str(store))
    assert done.returncode == 1
    assert f"process {os.getpid()} has this store open" in done.stderr


def test_a_terminal_sees_how_far_it_is(reports: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="no terminal to be had on this system")
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "dragoman", "build", str(reports), "--store", str(tmp_path / "s.duckdb")]
    with subprocess.Popen(command, stderr=follower, stdout=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm"}) as child:
        os.close(follower)
        shown = b""
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert child.wait() == 0
    os.close(leader)
    assert b"articles coded" in shown
