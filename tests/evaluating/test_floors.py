"""Floors: figures that are not to get worse, pinned with a digest of what they were measured on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.evaluating import Floors, digest_of, parse, read_floors, write_floors
from dragoman.evaluating.gold import Case, read_gold

FIGURES = {"found": 0.8, "full": 0.65, "false_alarms": 0.03}


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    path = tmp_path / "gold.txt"
    path.write_text(
        "@ id=a published=2031-03-05 region=africa source=agency\n[Chad]a1 [expelled]t1 two envoys.\n"
        "> t1 SANCTION:expel done actors=a1:TCD\n\n"
        "@ id=b published=2031-03-05 region=africa source=agency\nIt rained in Lagos.\n> none reason=weather\n",
        encoding="utf-8",
    )
    assert len(list(parse(path.read_text()))) == 2
    return read_gold(path)


def test_what_is_as_good_or_better_passes() -> None:
    floors = Floors("d", FIGURES)
    assert floors.faults("d", FIGURES) == []
    assert floors.faults("d", {"found": 0.9, "full": 0.7, "false_alarms": 0.0, "found AID": 0.1}) == []


def test_what_is_worse_is_named_with_its_floor_or_ceiling() -> None:
    faults = Floors("d", FIGURES).faults("d", {"found": 0.7, "full": 0.65, "false_alarms": 0.05})
    assert faults == ["false_alarms is 0.050; its ceiling is 0.030", "found is 0.700; its floor is 0.800"]


def test_a_mention_more_or_less_is_no_fault() -> None:
    assert Floors("d", {"found": 0.8, "found AID": 0.5}).faults("d", {"found": 0.795, "found AID": 0.47}) == []


def test_a_figure_that_is_gone_is_a_fault() -> None:
    assert Floors("d", {"found AID": 0.5}).faults("d", {}) == ["found AID is 0.000; its floor is 0.500"]


def test_another_labelled_set_is_a_fault() -> None:
    (fault,) = Floors("d", FIGURES).faults("e", FIGURES)
    assert "pin the floors anew" in fault


def test_the_digest_hangs_on_text_and_labels_and_not_on_their_order(cases: list[Case]) -> None:
    first, second = cases
    assert digest_of(cases) == digest_of([second, first])
    assert digest_of([replace(first, text=first.text + "!"), second]) != digest_of(cases)
    label = replace(first.expected[0], status="planned")
    assert digest_of([replace(first, expected=(label,)), second]) != digest_of(cases)


def test_a_floor_is_lowered_only_on_demand(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    write_floors(path, "d", FIGURES)
    worse = FIGURES | {"found": 0.7}
    with pytest.raises(DataError, match="give --lower"):
        write_floors(path, "d", worse)
    assert read_floors(path).figures["found"] == 0.8
    write_floors(path, "d", worse, lower=True)
    assert read_floors(path) == Floors("d", worse)


def test_floors_of_another_set_are_pinned_anew(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    write_floors(path, "d", FIGURES)
    write_floors(path, "e", FIGURES | {"found": 0.5})
    assert read_floors(path).digest == "e"


@pytest.mark.parametrize("text", ["", "[]", '{"digest": "d"}', '{"digest": "d", "figures": {"found": "much"}}'])
def test_a_file_without_floors_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"floors\.json: holds no floors"):
        read_floors(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="pin the floors with --pin first"):
        read_floors(tmp_path / "none.json")
