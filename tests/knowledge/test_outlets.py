"""Outlets: the list that ships, and files of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import load_knowledge, load_outlets
from dragoman.knowledge.credits import agency


def test_the_list_that_ships_is_broad_and_in_order() -> None:
    outlets = load_outlets().all
    assert len(outlets) > 1_000
    assert len({outlet.country for outlet in outlets}) > 150
    assert {outlet.country for outlet in outlets} - {None} <= set(load_knowledge().countries)
    assert all(domain == domain.lower() and not domain.startswith("www.") for one in outlets for domain in one.domains)


def test_no_domain_is_that_of_two() -> None:
    domains = [domain for outlet in load_outlets().all for domain in outlet.domains]
    assert len(domains) == len(set(domains))


def test_an_outlet_has_the_name_that_organisations_have_for_it() -> None:
    assert [one.name for one in load_outlets().all if agency(one.name) not in (None, one.name)] == []


@pytest.mark.parametrize(
    ("host", "name", "country", "kind"),
    [
        ("www.bbc.co.uk", "BBC", "GBR", "broadcaster"),
        ("english.ahram.org.eg", "Ahram Online", "EGY", "state media"),
        ("gate.ahram.org.eg", "Al-Ahram", "EGY", "state media"),
        ("timesofindia.indiatimes.com", "Times of India", "IND", "newspaper"),
        ("uk.news.yahoo.com", "Yahoo News", "USA", "aggregator"),
        ("www.reuters.com.", "Reuters", "GBR", "agency"),
        ("news.un.org", "UN News", None, "institution"),
    ],
)
def test_whose_a_host_is(host: str, name: str, country: str | None, kind: str) -> None:
    found = load_outlets().at(host)
    assert found is not None
    assert (found.name, found.country, found.kind) == (name, country, kind)


@pytest.mark.parametrize("host", ["harbour.example", "notreuters.com", "com", ""])
def test_other_hosts_are_nobodys(host: str) -> None:
    assert load_outlets().at(host) is None


def test_names_with_and_without_article_and_short() -> None:
    named = load_outlets().named
    assert named("The New York Times") == named("new york times") == named("NYT")
    guardian, standard = named("The Guardian"), named("The Standard")
    assert guardian is not None
    assert guardian.country == "GBR"
    assert standard is None, "several are called so"


def test_credits_count_in_their_own_case_alone() -> None:
    credited = load_outlets().credited
    assert credited("PA") is not None
    assert credited("pa") is None
    assert credited("Metro") is None, "a word that is more often none"


MINE = """
[[outlet]]
name = "The Harbour Chronicle"
domains = ["harbour.example"]
country = "IRL"
kind = "newspaper"

[[outlet]]
name = "Reuters"
domains = ["reuters.com", "reuters.example"]
kind = "agency"
"""


def test_a_file_of_ones_own_adds_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MINE, encoding="utf-8")
    outlets = load_outlets(path)
    harbour, reuters = outlets.at("news.harbour.example"), outlets.at("reuters.example")
    assert harbour is not None
    assert harbour.name == "The Harbour Chronicle"
    assert reuters is not None
    assert reuters.country is None
    assert len(outlets.all) == len(load_outlets().all) + 1


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ('name = "A"\ndomains = ["a.example"]\nkind = "blog"', "kind"),
        ('name = "A"\ndomains = ["https://a.example/"]\nkind = "site"', "domains"),
        ('name = "A"\nkind = "site"', "domains"),
        ('name = "A"\ndomains = ["a.example"]\nkind = "site"\ncountry = "Ireland"', "country"),
        ('name = "A"\ndomains = ["a.example"]\nkind = "site"\nowner = "x"', "owner"),
        ("name = ", "TOML"),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused_with_the_entry(entry: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"[[outlet]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=what) as error:
        load_outlets(path)
    assert str(path) in str(error.value)


def test_a_domain_twice_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MINE + '\n[[outlet]]\nname = "B"\ndomains = ["harbour.example"]\nkind = "site"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"harbour.example.*The Harbour Chronicle"):
        load_outlets(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be opened"):
        load_outlets(tmp_path / "none.toml")
