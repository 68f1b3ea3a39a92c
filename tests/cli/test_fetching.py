"""Addresses given to `dragoman build` and `dragoman code`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPORT = (
    "<p>Chad expelled two Libyan diplomats on Friday, the foreign ministry said in a statement that was read on the radio.</p>"
    * 4
)
ITEM = f"<item><link>/1</link><description><![CDATA[{REPORT}]]></description></item>"
FEED = f"<rss><channel><title>Lake Courier</title>{ITEM}</channel></rss>"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments], capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture
def address(pages: Any, tmp_path: Path) -> str:
    """A feed whose page is not there, and settings that lose no time."""
    pages[0]["/feed"] = FEED.encode()
    (tmp_path / "settings.toml").write_text("[fetching]\ndelay_seconds = 0.0\n[coding]\ncoder = 'rules'\n")
    return f"{pages[1]}/feed"


def test_code_fetches_keeps_nothing_and_goes_on_after_what_is_refused(address: str, tmp_path: Path) -> None:
    refused = address.replace("127.0.0.1", "0.0.0.0")
    done = run("code", refused, address, "--no-follow", "--allow-private", "--settings", str(tmp_path / "settings.toml"))
    assert done.returncode == 1
    assert f"{refused}: leads to 0.0.0.0, which is the address of no server" in done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert "SANCTION" in {record.get("type") for record in records}
    assert {path.name for path in tmp_path.iterdir()} == {"settings.toml"}


def test_build_asks_this_machine_only_where_it_is_allowed(address: str, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    settings = tmp_path / "settings.toml"
    refused = run("build", address, "--store", str(store), "--settings", str(settings))
    assert refused.returncode == 1
    assert "may not be asked" in refused.stderr
    done = run("build", address, "--store", str(store), "--allow-private", "--settings", str(settings))
    # The page is not there; the feed holds a report that is short, and so may be a teaser only.
    assert done.returncode == 1
    assert "/1: is not there (404)" in done.stderr
    assert (tmp_path / "s.duckdb.fetched").exists()
