"""Wilson's interval."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluating import wilson


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433), (80, 100, 0.7112, 0.8666)],
)
def test_as_in_the_tables(right: int, of: int, low: float, high: float) -> None:
    found = wilson(right, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_share_lies_within_and_more_cases_make_it_narrower(right: int, of: int) -> None:
    right = min(right, of)
    one, more = wilson(right, of), wilson(right * 4, of * 4)
    assert 0 <= one.low <= one.value <= one.high <= 1
    assert more.high - more.low <= one.high - one.low
