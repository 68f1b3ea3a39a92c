"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A machine under load is slow, not wrong; and a test that fails here must fail everywhere.
settings.register_profile("dragoman", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("dragoman")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Real reports that may lie beside the repository; they are not part of it."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("../shared/seeds is not there")
    return folder
