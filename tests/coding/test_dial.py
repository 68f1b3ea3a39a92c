"""How sure a mention must be for the precision or the recall that is asked for."""

from __future__ import annotations

import pytest

from dragoman.coding.learned import least_for
from dragoman.coding.weighing import FEATURES, Candidate, Weighing

CURVE = [(0.1, 0.5, 0.9), (0.3, 0.7, 0.8), (0.5, 0.8, 0.6), (0.7, 0.95, 0.3)]


@pytest.mark.parametrize(("precision", "least"), [(0.4, 0.1), (0.7, 0.3), (0.9, 0.7), (0.99, 0.7)])
def test_the_lowest_confidence_that_gives_the_precision(precision: float, least: float) -> None:
    assert least_for(CURVE, precision, None) == least


@pytest.mark.parametrize(("recall", "least"), [(0.2, 0.7), (0.6, 0.5), (0.85, 0.1), (0.99, 0.1)])
def test_the_highest_confidence_that_gives_the_recall(recall: float, least: float) -> None:
    assert least_for(CURVE, None, recall) == least


def test_a_candidate_is_weighed_by_its_features() -> None:
    weigh = Weighing(dict.fromkeys(FEATURES, 0.0) | {"network": 1.0, "constant": 0.0})
    surer = weigh(Candidate((), "AID", None, (2.0, *(0.0 for _ in FEATURES[1:]))))
    assert 0.5 < surer < 1
    assert weigh(Candidate((), "AID", None, tuple(0.0 for _ in FEATURES))) == 0.5
