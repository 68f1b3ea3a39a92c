"""`dragoman watch`: what is new is built; a round that breaks off ends only that round; a signal ends it cleanly."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.watch import keep_watching
from dragoman.engine import Round, watch
from dragoman.errors import StoreBusy
from dragoman.settings import Settings
from dragoman.store import open_store

REPORT = "Chad expelled two Libyan envoys on Friday, the foreign ministry said in a statement that was read on the radio. " * 4


def feed(*numbers: int) -> bytes:
    items = "".join(f"<item><link>/{number}</link></item>" for number in numbers)
    return f"<rss><channel><title>Lake Courier</title>{items}</channel></rss>".encode()


def page(number: int) -> bytes:
    return f"<!DOCTYPE html><html><body><article><h1>Number {number}</h1><p>{REPORT}</p></article></body></html>".encode()


@pytest.fixture
def go(stand_in: Any, tmp_path: Path, pages: tuple[dict[str, bytes], str]) -> Callable[[], list[Any]]:
    """One round on the feed of the server."""
    quick = {"allow_private": True, "delay_seconds": 0, "feed_fresh_seconds": 0, "retries": 0}

    def round() -> list[Any]:
        settings = Settings.model_validate({"fetching": quick})
        return list(watch([f"{pages[1]}/feed"], tmp_path / "s.duckdb", lambda: stand_in, settings))

    return round


def test_each_round_builds_what_is_new(go: Any, pages: Any, tmp_path: Path) -> None:
    given = pages[0]
    given |= {"/feed": feed(1, 2), "/1": page(1), "/2": page(2), "/3": page(3)}
    first = go()[-1]
    assert (first.addresses, first.articles, first.added, first.failures) == (1, 2, 2, 0)
    given["/feed"] = feed(3, 2, 1)
    last = go()[-1]
    assert (last.articles, last.added) == (1, 1)
    assert go()[-1] == Round(1, 0, 0, 0, 0)
    with open_store(tmp_path / "s.duckdb", read_only=True) as store:
        assert store.counts()["articles"] == 3


def test_a_store_that_is_in_use_loses_nothing(go: Any, pages: Any, tmp_path: Path) -> None:
    pages[0].update({"/feed": feed(1), "/1": page(1)})
    code = "import sys, time; from dragoman.store import open_store\n"
    code += "held = open_store(sys.argv[1], create=True); print(1, flush=True); time.sleep(60)"
    other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "s.duckdb")], stdout=subprocess.PIPE)
    assert other.stdout
    other.stdout.readline()
    with pytest.raises(StoreBusy):
        go()
    other.kill()
    other.wait()
    other.stdout.close()
    assert go()[-1].added == 1


def test_a_new_store_gets_all_that_was_fetched_for_the_old_one(go: Any, pages: Any, tmp_path: Path) -> None:
    pages[0].update({"/feed": feed(1), "/1": page(1)})
    assert go()[-1].added == 1
    (tmp_path / "s.duckdb").unlink()
    pages[0].pop("/1")
    assert go()[-1].added == 1


def test_rounds_begin_at_their_time_and_go_on_after_one_that_broke_off(capsys: pytest.CaptureFixture[str]) -> None:
    rounds = iter([Round(2, 3, 2, 1, 1), None, Round(2, 0, 0, 0, 0)])
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt

    keep_watching(lambda: next(rounds), 600, wait)
    first, second, third, last = capsys.readouterr().err.splitlines()
    assert "round 1: 2 addresses asked, 3 reports new, 2 added, 1 story made or made anew, 1 failed; next at " in first
    assert "round 2: broke off" in second
    assert "round 3: 2 addresses asked, 0 reports new" in third
    assert "goes on where it was" in last
    assert all(599 < seconds <= 600 for seconds in waits)


# The whole command, with the coder that ships


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "dragoman", "watch", *arguments]


def test_once_from_a_list(pages: Any, tmp_path: Path) -> None:
    given, address = pages
    given |= {"/feed": feed(1, 9), "/1": page(1)}
    listed, settings, store = tmp_path / "feeds.txt", tmp_path / "settings.toml", tmp_path / "s.duckdb"
    listed.write_text(f"# mine\n{address}/feed\nnonsense\n")
    settings.write_text("[fetching]\ndelay_seconds = 0.0\n[coding]\ncoder = 'rules'\n")
    arguments = command(str(listed), "--store", str(store), "--once", "--allow-private", "--settings", str(settings))
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{listed}:3: is no address of the web" in done.stderr
    assert "/9: is not there (404)" in done.stderr
    assert re.search(
        r"UTC, round 1: 1 address asked, 1 report new, 1 added, \d stor\w+ made or made anew, 1 failed\n", done.stderr
    )


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(sign: signal.Signals, pages: Any, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    given, address = pages
    given["/feed"] = feed()
    arguments = command(f"{address}/feed", "--store", str(tmp_path / "s.duckdb"), "--allow-private")
    # What a shell starts in the background ignores Ctrl-C, and so would whatever it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            if "round 1" in line:
                break
        time.sleep(0.1)
        process.send_signal(sign)
        rest = process.stderr.read()
        assert process.wait(60) == 0
    assert rest == "dragoman: stopped; the same command goes on where it was\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.opml"], "no such file"),
        (["https://press.example/feed", "--every", "10"], "is no time"),
        (["https://press.example/feed", "--every", "5s"], "too often"),
    ],
)
def test_wrong_usage(arguments: list[str], words: str, tmp_path: Path, exit_status: Callable[..., int], capsys: Any) -> None:
    assert exit_status("watch", *arguments, "--store", str(tmp_path / "s.duckdb")) == 2
    assert words in capsys.readouterr().err
