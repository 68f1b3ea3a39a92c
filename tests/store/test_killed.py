"""A kill at any moment leaves a store that opens, with each batch there wholly or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# One process that starts another twenty times by copying itself: starting Python anew each time would take the longest.
SCRIPT = """
import json, os, random, signal, sys, time
import numpy as np
from dragoman.records import Article, Sketch, Story
from dragoman.store import Kept, open_store

none = np.zeros(3, np.uint64)

def kept(name):
    sketch = Sketch(name, None, None, None, None, False, none, none, none.astype(np.float32))
    return Kept(Article.of("Envoys left. " * 50, id=name), (), sketch, {}, "v")

def add(path):
    with open_store(path, create=True) as store:
        for batch in range(len(store.coded()) // 10, 100_000):
            with store.transaction():
                store.add([kept(f"{batch}-{n}") for n in range(10)])
                story = f"story-{batch}"
                store.set_stories({f"{batch}-{n}": story for n in range(10)})
                store.put_stories([Story(story, "Envoys", (), None, None, (), (), (), 10, 0, "v")], [], [])
            if batch % 3 == 0:
                store.sync_words()

def look(path, how):
    if not os.path.exists(path):
        return None
    with open_store(path, read_only=how) as store:
        return {
            "articles": sorted(store.coded()),
            "stories": [one.id for one in store.records("stories")],
            "members": sorted(store.articles_in(one.id for one in store.records("stories")).items()),
            "sketches": [one.article_id for one in store.sketches()],
            "found": sorted(hit.id for hit in store.search("envoys", limit=1_000_000)),
        }

path, chance = sys.argv[1], random.Random(int(sys.argv[2]))
for moment in range(20):
    child = os.fork()
    if not child:
        add(path)
        os._exit(1)
    # The first moments fall into the making of the file.
    time.sleep(chance.uniform(0.0, 0.03 if moment < 5 else 0.25))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it ended by itself"
    child = os.fork()
    if not child:
        print(json.dumps(look(path, moment % 2 == 0)), flush=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0, "it could not be looked at"
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed and copied as on POSIX")
def test_a_kill_at_any_moment_leaves_whole_batches(tmp_path: Path) -> None:
    script = tmp_path / "killing.py"
    script.write_text(SCRIPT)
    run = [sys.executable, str(script), str(tmp_path / "s.duckdb"), "7"]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(run, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    states = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(states) == 20
    before: set[str] = set()
    for state in filter(None, states):
        articles, batches = set(state["articles"]), {id.split("-")[0] for id in state["articles"]}
        assert articles == {f"{batch}-{n}" for batch in batches for n in range(10)}
        assert set(state["sketches"]) == articles
        assert set(state["stories"]) == {f"story-{batch}" for batch in batches}
        assert {article_id for _, members in state["members"] for article_id in members} == articles
        assert set(state["found"]) == articles | set(state["stories"])
        assert before <= articles
        before = articles
    assert before
