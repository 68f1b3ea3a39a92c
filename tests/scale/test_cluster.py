"""Two machines make of a dozen articles what one makes; both are on this one, and Ray does not know."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dragoman.engine import build, load_coder, read
from dragoman.errors import SettingsError
from dragoman.records import to_json
from dragoman.settings import CodingSettings, Settings
from dragoman.store import KINDS, open_store

INSTALLED = importlib.util.find_spec("daft") is not None and importlib.util.find_spec("ray") is not None
needs_scale = pytest.mark.skipif(not INSTALLED, reason="the extra `scale` is not installed: make scale-test")

# In a process of its own: what Ray starts is to end with it.
CLUSTER = """
import os, subprocess, sys
os.environ.update(DO_NOT_TRACK="true", RAY_USAGE_STATS_ENABLED="0", DAFT_PROGRESS_BAR="0")
from ray.cluster_utils import Cluster

how = {"num_cpus": 1, "object_store_memory": 100 << 20}
cluster = Cluster(initialize_head=True, head_node_args={**how, "include_dashboard": False})
try:
    cluster.add_node(**how)
    command = [sys.executable, "-m", "dragoman", "scale", *sys.argv[1:], "--address", cluster.address]
    sys.exit(subprocess.run(command).returncode)
finally:
    cluster.shutdown()
"""


@pytest.fixture
def press(root: Path, tmp_path: Path) -> Path:
    """Ten of the sample reports, one in German and a line without text, as Parquet and as JSON lines beside it."""
    rows: list[dict[str, Any]] = []
    for file in sorted((root / "src/dragoman/samples").glob("*-*.txt"))[:10]:
        text = file.read_text(encoding="utf-8")
        rows.append({"id": file.stem, "text": text, "outlet": file.stem.split("-")[-1], "published": "2031-03-05"})
    german = "Der Minister hat am Samstag die Hauptstadt besucht und mit der Regierung gesprochen. " * 3
    rows += [{"id": "german", "text": german, "outlet": "Hafenblatt", "published": "2031-03-05"}, {"id": "empty", "text": ""}]
    lines, parquet = tmp_path / "press.jsonl", tmp_path / "press.parquet"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(f"copy (select * from read_json_auto('{lines}')) to '{parquet}' (format parquet)")
    return parquet


@needs_scale
def test_two_machines_make_what_one_makes(press: Path, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('[coding]\ncoder = "rules"\n')
    script, out = tmp_path / "cluster.py", tmp_path / "out"
    script.write_text(CLUSTER)
    command = [sys.executable, str(script), str(press), "--out", str(out), "--settings", str(tmp_path / "s.toml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 1, done.stderr
    assert "`text` is empty" in done.stderr
    settings = Settings(coding=CodingSettings(coder="rules"))
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        list(build(read([str(press.with_suffix(".jsonl"))]), store, load_coder(settings), settings))
        for kind in KINDS:
            assert written(out / kind) == sorted(to_json(record) for record in store.records(kind)), kind
        assert store.codings() == {"done": 10, "language": 1}
        assert store.counts()["findings"] > 0
    assert not (out / "work").exists()


def written(folder: Path) -> list[str]:
    """The records of a table."""
    if not list(folder.glob("*.parquet")):
        return []
    with duckdb.connect() as connection:
        found = connection.execute(f"select record, id from read_parquet('{folder}/*.parquet')").fetchall()
    assert all(json.loads(record)["id"] == id for record, id in found)
    return sorted(record for record, _ in found)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from dragoman.scale import run

    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(SettingsError, match=r"pip install 'dragoman\[scale\]'"):
        run("articles.parquet", tmp_path)
