"""Codes in words."""

from __future__ import annotations

from dragoman.knowledge import code_centres, code_names, load_knowledge


def test_every_state_has_the_name_that_the_coder_knows_it_by() -> None:
    assert {code: one.name for code, one in load_knowledge().countries.items()}.items() <= code_names().items()


def test_every_code_of_plover_has_a_name() -> None:
    assert code_names()["IGO"] == "International organisations"


def test_a_centre_lies_on_the_globe() -> None:
    assert all(abs(latitude) <= 90 and abs(longitude) <= 180 for latitude, longitude in code_centres().values())
    assert code_centres()["KOS"][0] > 40
