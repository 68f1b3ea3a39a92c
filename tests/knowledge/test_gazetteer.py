"""The gazetteer: names, other names, states and our own places. Names are real, sentences are not needed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.gazetteer import KINDS, _Towns, distance_km, key_of, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kenya", "KEN", "country"),
        ("US", "USA", "country"),
        ("U.S.", "USA", "country"),
        ("Wonsan", "PRK", "city"),
        ("Gaza Strip", "PSE", "province"),
        ("Panmunjom", None, "site"),
        ("South China Sea", None, "water"),
        ("Guangdong", "CHN", "province"),
        ("Queensland", "AUS", "province"),
        ("Côte d’Ivoire", "CIV", "country"),
        ("Port-au-Prince", "HTI", "city"),
        ("Pristina", "KOS", "city"),
    ],
)
def test_finds(gazetteer, name: str, country: str | None, kind: str) -> None:
    assert any((place.country, place.kind) == (country, kind) for place in gazetteer.find(name))


def test_states_bear_their_geonames_id(gazetteer) -> None:
    kenya = next(place for place in gazetteer.find("Kenya") if place.kind == "country")
    assert kenya.geonames_id == 192950


@pytest.mark.parametrize("name", ["WHO", "us", "Xyzzyqua", "", "of"])
def test_finds_no_state(gazetteer, name: str) -> None:
    assert not any(place.kind == "country" for place in gazetteer.find(name))


def test_accents_hyphens_and_saints_do_not_matter() -> None:
    assert key_of("Saint-Étienne") == key_of("St. Etienne") == "st etienne"


def test_all_kinds_are_known_and_all_coordinates_are_on_earth(gazetteer) -> None:
    for name in ("Springfield", "Georgia", "Victoria", "San Juan", "Kursk region"):
        for place in gazetteer.find(name):
            assert place.kind in KINDS
            assert -90 <= place.latitude <= 90
            assert -180 <= place.longitude <= 180


def test_distance(gazetteer) -> None:
    paris = max(gazetteer.find("Paris"), key=lambda place: place.population)
    london = max(gazetteer.find("London"), key=lambda place: place.population)
    assert 330 < distance_km(paris, london) < 360


def test_loads_fast() -> None:
    load_gazetteer.cache_clear()
    started = time.perf_counter()
    load_gazetteer()
    # About a second is promised for all; a loaded machine is given more.
    assert time.perf_counter() - started < 5


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "places.npz"
    broken.write_bytes(b"not an archive")
    with pytest.raises(KnowledgeError, match=r"places\.npz"):
        _Towns(broken)
