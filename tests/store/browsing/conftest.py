"""A small store of invented records, made once, and what is in it as records to compare with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.records import Event
from dragoman.store import Store, open_store
from dragoman.store.browsing import Browser

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """About 600 events."""
    from invented import fill

    with open_store(tmp_path_factory.mktemp("browsing") / "s.duckdb", create=True) as store:
        fill(store, 600)
        yield store


@pytest.fixture(scope="session")
def browse(invented: Store) -> Browser:
    return invented.browse


@pytest.fixture(scope="session")
def events(invented: Store) -> list[Event]:
    return [one for one in invented.records("events") if isinstance(one, Event)]
