"""The store is read by many at once, let go when nobody looks, and opened anew when a build is done with it."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.engine import build
from dragoman.errors import StoreBusy
from dragoman.records import Article
from dragoman.store import open_store
from dragoman.web.access import Access


def test_let_go_a_moment_after_the_last_request(store: Path) -> None:
    access = Access(store, idle=0.05)
    with access.reading(), pytest.raises(StoreBusy):
        open_store(store)
    with open_store(store, patience=5) as opened:
        assert opened.counts()["articles"] == 3


def test_many_at_once(store: Path) -> None:
    access, counts = Access(store, idle=0), list[int]()

    def look() -> None:
        for _ in range(20):
            with access.reading() as opened:
                counts.append(sum(1 for _ in opened.store.records("mentions")))

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [3] * 160
    open_store(store).close()


def test_what_a_build_adds_is_seen(store: Path, stand_in: Any) -> None:
    access = Access(store, idle=0.05)
    with access.reading() as opened:
        before = opened.state
    with open_store(store, patience=5) as writing:
        list(build([Article.of("Chad expelled two Libyan attachés.", id="new")], writing, stand_in))
    with access.reading() as opened:
        assert opened.counts["articles"] == 4
        assert opened.state != before
    access.close()


def test_a_store_that_is_put_in_its_place_is_seen(store: Path, tmp_path: Path) -> None:
    access = Access(store, idle=60)
    with access.reading() as opened:
        assert opened.counts["articles"] == 3
    other = tmp_path / "other.duckdb"
    open_store(other, create=True).close()
    shutil.move(other, store)
    with access.reading() as opened:
        assert opened.counts["articles"] == 0
    access.close()


def test_while_a_build_runs_the_page_says_so_and_comes_back(client: TestClient, store: Path) -> None:
    with open_store(store):
        answer = client.get("/", headers={"accept": "text/html"})
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert "A build is running" in answer.text
        assert 'http-equiv="refresh"' in answer.text
        told = client.get("/today.json").json()
        assert told["status"] == 503 and "A build is running" in told["detail"]
    assert client.get("/").status_code == 200


def test_whoever_waits_for_a_store_gets_it(store: Path) -> None:
    holding = open_store(store, read_only=True)
    threading.Timer(0.2, holding.close).start()
    begun = time.monotonic()
    open_store(store, patience=5).close()
    assert time.monotonic() - begun < 4


def test_a_store_that_is_gone_is_told(client: TestClient, store: Path) -> None:
    store.unlink()
    answer = client.get("/")
    assert answer.status_code == 503
    assert str(store.parent) not in answer.text
