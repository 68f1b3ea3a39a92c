"""The pages of a store of invented records, and of the sample reports, as their dictionaries."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman import engine
from dragoman.settings import ReadingSettings
from dragoman.store import Store, open_store
from dragoman.web import create_app

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))

Shown = Callable[..., Any]


def _shown(path: Path) -> Iterator[Shown]:
    with TestClient(create_app(path), base_url="http://127.0.0.1") as client:

        def show(address: str, status: int = 200) -> Any:
            """The dictionary of a JSON answer, the text of any other."""
            answer = client.get(address)
            assert answer.status_code == status, answer.text
            return answer.json() if ".json" in address else answer.text

        yield show


@pytest.fixture(scope="session")
def invented_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """About 600 events."""
    from invented import fill

    path = tmp_path_factory.mktemp("pages") / "invented.duckdb"
    with open_store(path, create=True) as store:
        fill(store, 600)
    return path


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports, built the whole way."""
    path = tmp_path_factory.mktemp("pages") / "samples.duckdb"
    folder = resources.files("dragoman") / "samples"
    paths = sorted(str(file) for file in folder.iterdir() if file.name.endswith(".txt"))
    with open_store(path, create=True) as store:
        for _ in engine.build(engine.read(paths, ReadingSettings()), store, engine.load_coder()):
            pass
    return path


@pytest.fixture(scope="session")
def invented(invented_store: Path) -> Iterator[Shown]:
    """What a page of the invented store shows."""
    yield from _shown(invented_store)


@pytest.fixture(scope="session")
def samples(samples_store: Path) -> Iterator[Shown]:
    """What a page of the sample reports shows."""
    yield from _shown(samples_store)


@pytest.fixture
def invented_records(invented_store: Path) -> Iterator[Store]:
    """The invented store itself."""
    with open_store(invented_store, read_only=True) as store:
        yield store
