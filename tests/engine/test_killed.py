"""A build by worker processes, killed at random moments and started again, exports what an undisturbed one does; none is left behind."""

from __future__ import annotations

import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.engine import Coded, Remembered, build, code, load_coder
from dragoman.records import Article, to_json
from dragoman.settings import CodingSettings, Settings
from dragoman.store import KINDS, open_store

ARTICLES = 150
KILLS = 4

# The coder remembers what was found, and takes its time, so that a kill may fall anywhere.
CODER = """
import pickle, time
from pathlib import Path
from dragoman.engine import Remembered

class Slow(Remembered):
    def code(self, articles):
        time.sleep(0.01 * len(articles))
        return super().code(articles)

def load(settings):
    return Slow(pickle.loads(Path(__file__).with_name("found.pickle").read_bytes()), "remembered")
"""
BUILD = """
import pickle, sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
import remembering
import dragoman.engine.building as building
from dragoman.engine import Workers, build
from dragoman.settings import CodingSettings, GroupingSettings, Settings
from dragoman.store import open_store

if __name__ == "__main__":
    building._BATCH = 8
    settings = Settings(coding=CodingSettings(batch_articles=4), grouping=GroupingSettings(articles_at_once=40))
    articles = [one.article for one in pickle.loads(Path(__file__).with_name("found.pickle").read_bytes())]
    with open_store(sys.argv[1], create=True) as store, Workers(2, settings, remembering.load) as workers:
        print(*workers.pids, flush=True)
        for _ in build(articles, store, workers, settings):
            print(*workers.pids, flush=True)
"""


@pytest.fixture(scope="module")
def found(root: Path) -> list[Coded]:
    """Articles of invented outlets, with what the rules find in them."""
    sys.path.insert(0, str(root / "benchmarks"))
    try:
        from press import generate  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(root / "benchmarks"))
    rules = Settings(coding=CodingSettings(coder="rules"))
    known = [{key: one[key] for key in ("text", "id", "outlet", "published", "title")} for one in generate(ARTICLES, 3)[0]]
    coded = list(code([Article.of(**one) for one in known], load_coder(rules), rules))
    assert all(isinstance(one, Coded) for one in coded)
    return [one for one in coded if isinstance(one, Coded)]


def exported(path: Path) -> list[str]:
    with open_store(path, read_only=True) as store:
        return [to_json(record) for kind in KINDS for record in store.records(kind)]


def alive(pids: Sequence[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists() and "Z" not in state(pid)]


def state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="whether a process is there is looked up as on Linux")
def test_a_build_by_processes_killed_and_started_again_is_as_one_undisturbed(found: list[Coded], tmp_path: Path) -> None:
    with open_store(tmp_path / "whole.duckdb", create=True) as store:
        list(build([one.article for one in found], store, Remembered(found, "remembered")))
    (tmp_path / "found.pickle").write_bytes(pickle.dumps(found))
    (tmp_path / "remembering.py").write_text(CODER)
    (tmp_path / "building.py").write_text(BUILD)
    store_file, chance = tmp_path / "s.duckdb", random.Random(5)
    command = [sys.executable, str(tmp_path / "building.py"), str(store_file)]
    for _ in range(KILLS):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            # Counted in steps and not in seconds, since a machine may be busy; then at any moment of a step.
            lines = [child.stdout.readline() for _ in range(chance.randint(1, 9))]
            pids = [int(pid) for line in lines for pid in line.split()]
            time.sleep(chance.uniform(0.0, 0.1))
            child.send_signal(signal.SIGKILL)
        until = time.monotonic() + 20
        while alive(pids) and time.monotonic() < until:
            time.sleep(0.1)
        assert alive(pids) == [], "processes outlive the one that started them"
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert exported(store_file) == exported(tmp_path / "whole.duckdb")
