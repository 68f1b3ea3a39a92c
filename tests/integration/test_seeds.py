"""Three real reports of one happening, where the shared folder lies beside the project: what a careful reader would list.

Their text is not the project's, so that only codes and single words stand here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding import load_coder
from dragoman.reading import read
from dragoman.records import Article, Mention, Quote

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the three real reports (../shared/seeds) are not here")

THREE = {"USA", "JPN", "KOR"}
FIRST, SECOND, THIRD = "000_5b5295c3499e7fe1", "001_4be4761bf7abb59f", "004_e6e1bf2185487164"

# (types that a careful reader would accept, actors, recipients); countries of both sides together where the type is mutual.
LISTED: dict[str, list[tuple[str, set[str], set[str]]]] = {
    FIRST: [
        ("SUPPORT", {"RUS"}, {"PRK"}),
        ("THREATEN", {"RUS"}, THREE),
        ("CONSULT", {"RUS", "PRK"}, set()),
        ("AID", {"PRK"}, {"RUS"}),
        ("COOPERATE", THREE, set()),
        ("REQUEST", THREE, {"PRK"}),
        ("AGREE|SUPPORT", {"PRK"}, {"RUS"}),
        ("SUPPORT", {"RUS"}, {"PRK"}),
        ("ASSAULT", {"UKR"}, set()),
        ("ACCUSE|MOBILIZE", {"RUS"}, THREE),
    ],
    SECOND: [
        ("THREATEN", {"RUS"}, THREE),
        ("CONSULT", {"RUS"}, {"PRK"}),
        ("CONSULT", {"RUS", "PRK"}, set()),
        ("ACCUSE", {"RUS"}, THREE),
        ("AID", {"PRK"}, {"RUS"}),
        ("COOPERATE", THREE, set()),
        ("REQUEST", THREE, {"PRK"}),
        ("CONSULT", THREE, set()),
        ("SUPPORT|AGREE", {"PRK"}, {"RUS"}),
    ],
    THIRD: [
        ("THREATEN", {"RUS"}, THREE),
        ("CONSULT", {"RUS", "PRK"}, set()),
        ("SUPPORT", {"PRK"}, {"RUS"}),
        ("AGREE|SUPPORT", {"RUS", "PRK"}, set()),
        ("AGREE|SUPPORT", {"PRK"}, {"RUS"}),
        ("MOBILIZE|AID", {"PRK"}, set()),
        ("SANCTION", {"USA"}, {"PRK"}),
    ],
}


@pytest.fixture(scope="module")
def coded() -> dict[str, list[Mention | Quote]]:
    articles = [a for a in read([str(SEEDS)]) if isinstance(a, Article)]
    return dict(zip([a.id for a in articles], load_coder().code(articles), strict=True))


def countries(entities: object) -> set[str]:
    return {e.country for e in entities if e.country}  # type: ignore[attr-defined]


def listed(wanted: tuple[str, set[str], set[str]], mention: Mention) -> bool:
    types, actors, recipients = wanted
    if mention.type not in types.split("|"):
        return False
    if not recipients:
        return actors <= countries(mention.actors) | countries(mention.recipients)
    return actors <= countries(mention.actors) and recipients <= countries(mention.recipients)


def test_nine_of_ten_of_what_a_careful_reader_would_list(coded: dict[str, list[Mention | Quote]]) -> None:
    missed = [
        (article, wanted)
        for article, them in LISTED.items()
        for wanted in them
        if not any(isinstance(r, Mention) and listed(wanted, r) for r in coded[article])
    ]
    total = sum(map(len, LISTED.values()))
    assert len(missed) <= total / 10, missed


def test_every_quotation_in_marks_has_its_speaker_and_the_agency_is_the_medium(coded: dict[str, list[Mention | Quote]]) -> None:
    quotes = [r for found in coded.values() for r in found if isinstance(r, Quote) and r.form != "indirect"]
    assert len(quotes) >= 9
    assert {q.speaker.country if q.speaker else None for q in quotes} == {"RUS", "PRK"}
    assert "Tass" in {q.medium.name for q in quotes if q.medium is not None}


def test_facts_that_a_reader_would_look_for(coded: dict[str, list[Mention | Quote]]) -> None:
    mentions = {article: [r for r in found if isinstance(r, Mention)] for article, found in coded.items()}
    drill = next(m for m in mentions[SECOND] if m.type == "COOPERATE" and m.date.source == "text" and "drill" in m.trigger.text)
    assert drill.date.value == "2025-07-11"
    visit = next(m for m in mentions[SECOND] if m.modes == ("visit",))
    assert visit.place is not None and (visit.place.geonames_id, visit.place.role) == (1866923, "host")
    deployed = next(m for m in mentions[THIRD] if m.type == "MOBILIZE")
    assert [(q.value, q.noun, q.bound) for q in deployed.quantities] == [(10_000, "soldier", "at_least")]
    assert deployed.asserted_by.kind == "unnamed"
