"""Articles as they are kept, coded by a coder without a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dragoman.records import Article, Mention, Sketch
from dragoman.store import Kept, Store, open_store

TEXT = "Chad expelled two Libyan envoys. “Go home”, it said."


@pytest.fixture(scope="session")
def keep(stand_in_maker: Any) -> Callable[..., Kept]:
    """An article as it is kept: `keep("a", key="k", published="2031-03-05")`."""

    def kept(name: str, text: str = TEXT, *, key: str | None = None, version: str = "v1", **known: Any) -> Kept:
        article = Article.of(text, id=name, **known)
        (records,) = stand_in_maker().code([article])
        fingerprints, terms = np.array([1, 2**63], np.uint64), np.array([7], np.uint64)
        sketch = Sketch(name, article.outlet, article.published, None, None, False, fingerprints, terms, np.ones(1, np.float32))
        keys = {record.id: key for record in records if key and isinstance(record, Mention)}
        return Kept(article, tuple(records), sketch, keys, version)

    return kept


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        yield store
