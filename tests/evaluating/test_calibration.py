"""How far a confidence says what it claims."""

from __future__ import annotations

import pytest

from dragoman.evaluating import calibration_error


def test_a_confidence_that_holds_has_no_error() -> None:
    assert calibration_error([0.75] * 4 + [0.25] * 4, [1, 1, 1, 0, 1, 0, 0, 0]) == pytest.approx(0.0)


def test_a_confidence_that_boasts_is_off_by_what_it_boasts() -> None:
    assert calibration_error([0.9] * 10, [True] * 5 + [False] * 5) == pytest.approx(0.4)


def test_each_bin_weighs_by_what_is_in_it() -> None:
    assert calibration_error([1.0, 1.0, 1.0, 0.0], [False, True, True, False]) == pytest.approx(0.75 / 3)
