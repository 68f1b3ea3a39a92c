"""Whatever comes in ends in articles or a clear message, within bounds of time and memory, and the run goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hostile import huge, inputs

NAMES = [hostile.name for hostile in inputs()]
SECONDS = 20
"""of processor time for one file; on the machine that this was written on none takes five"""
MEMORY = 1_500_000_000

Told = dict[str, dict[str, Any]]


def read_all(folder: Path, which: str) -> Told:
    """What came of each file, read in a process of its own."""
    call = [sys.executable, str(Path(__file__).with_name("read_all.py")), str(folder), str(SECONDS), which]
    done = subprocess.run(
        call, capture_output=True, text=True, timeout=1200, env={**os.environ, "PYTHONWARNINGS": "ignore"}, check=False
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    # Where the process itself dies, the file after the last one told is at fault.
    return {row["name"]: row for row in rows} | {
        "": {"status": done.returncode, "last": rows[-1:], "errors": done.stderr[-2000:]}
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return read_all(tmp_path_factory.mktemp("hostile"), "small")


@pytest.fixture(scope="module")
def told_of_huge(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return read_all(tmp_path_factory.mktemp("huge"), "huge")


def test_there_are_many_of_them() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 200


@pytest.mark.parametrize("name", NAMES)
def test_it_ends_well(name: str, told: Told) -> None:
    check(name, told)


@pytest.mark.parametrize("name", huge())
def test_a_huge_file_ends_well(name: str, told_of_huge: Told) -> None:
    check(name, told_of_huge)


def check(name: str, told: Told) -> None:
    """Read, or named with what to do; nothing raised, in time and in little memory."""
    assert name in told, told[""]
    row = told[name]
    assert row["raised"] is None
    assert row["articles"] or row["failures"]
    for message in row["failures"] + row["notices"]:
        assert message.startswith(row["path"])
        assert "broke its reader" not in message
        assert len(message) < len(row["path"]) + 1200
        message.encode("utf-8")
    assert row["seconds"] < SECONDS
    assert row["memory"] < MEMORY


def test_nothing_outside_is_read(told: Told) -> None:
    """No message or article has words of the files that entities, links and chapters lead to."""
    assert not any("root:" in json.dumps(row) for row in told.values())


def test_bombs_are_stopped(told: Told) -> None:
    """What only looks like one is not unpacked at all: the first bytes tell that it is no text, or it is longer than an article."""
    for name in ("zips-bombs.zip", "zips-nested-bomb.zip", "packed-bomb-lines.jsonl.gz", "tars-bomb.tgz"):
        assert any("unpacks to more than 200 times its size" in message for message in told[name]["failures"]), told[name]


def test_nests_are_stopped(told: Told) -> None:
    assert "lies in more than 4 archives" in told["zips-nested.zip"]["failures"][0]
    assert "lies in more than 4 archives" in told["packed-nested.gz"]["failures"][0]


@pytest.mark.parametrize(("names", "status"), [(["chad.txt", "zips-bomb.zip", "json-deep-list.json"], 1), (["chad.txt"], 0)])
def test_the_command_says_so_and_goes_on(names: list[str], status: int, tmp_path: Path) -> None:
    """Through `dragoman code` itself: the good report is coded, the others are named, and the exit status tells."""
    makers = {hostile.name: hostile.make for hostile in inputs()}
    for name in names:
        (tmp_path / name).write_bytes(makers[name]() if name in makers else b"Chad expelled two Libyan diplomats on Friday.")
    settings = tmp_path / "settings.toml"
    settings.write_text('[coding]\ncoder = "rules"\n')
    call = [sys.executable, "-m", "dragoman", "code", *(str(tmp_path / name) for name in names), "--settings", str(settings)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == status
    assert "EXPEL" in done.stdout or '"mention"' in done.stdout
    for name in names[1:]:
        assert f"{tmp_path / name}" in done.stderr
    assert "Traceback" not in done.stderr
