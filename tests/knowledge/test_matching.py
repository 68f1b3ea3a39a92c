"""The matcher: how names are spelled, which one is chosen, and what holds for any tokens."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge import Knowledge, Match, Name, load_knowledge
from dragoman.knowledge.matching import Matcher, pieces_of

KNOWLEDGE = load_knowledge()
ENGLISH = spacy.blank("en")


def found(text: str) -> list[tuple[str, str, str | None, str]]:
    words = [token.text for token in ENGLISH(text)]
    return [(" ".join(words[m.start : m.end]), m.name.kind, m.name.country, m.name.name) for m in KNOWLEDGE.match(words)]


def kinds(text: str) -> dict[str, tuple[str, str | None]]:
    return {words: (kind, country) for words, kind, country, _ in found(text)}


@pytest.mark.parametrize(
    ("text", "words", "kind", "country"),
    [
        ("The U.S. protested.", "U.S.", "country", "USA"),
        ("The US protested.", "US", "country", "USA"),
        ("Talks with N. Korea failed", "N. Korea", "country", "PRK"),
        ("Talks with North Koreans failed", "North Koreans", "demonym", "PRK"),
        ("Burma freed her", "Burma", "country", "MMR"),
        ("The USSR agreed", "USSR", "country", "RUS"),
        ("West German envoys", "West German", "adjective", "DEU"),
        ("Côte d’Ivoire's army", "Côte d’Ivoire", "country", "CIV"),
        ("Cote d'Ivoire", "Cote d'Ivoire", "country", "CIV"),
        ("Türkiye objected", "Türkiye", "country", "TUR"),
        ("Timor-Leste", "Timor - Leste", "country", "TLS"),
        ("MOSCOW, March 3", "MOSCOW", "capital", "RUS"),
        ("RUSSIA ATTACKS UKRAINE", "UKRAINE", "country", "UKR"),
        ("The Kremlin denied it", "Kremlin", "seat", "RUS"),
        ("The Pentagon denied it", "Pentagon", "seat", "USA"),
        ("Abkhazia held a vote", "Abkhazia", "region", "GEO"),
        ("the Gaza Strip", "Gaza Strip", "region", "PSE"),
        ("Greenland refused", "Greenland", "region", "DNK"),
        ("fighters of al-Qaeda", "al - Qaeda", "organisation", "IMG"),
        ("Al Qaida said", "Al Qaida", "organisation", "IMG"),
        ("Hizbollah said", "Hizbollah", "organisation", "LBN"),
        ("the UN Security Council", "UN Security Council", "organisation", "UNO"),
        ("NATO struck", "NATO", "organisation", "IGO"),
        ("Reuters reported", "Reuters", "agency", "GBR"),
        ("The New York Times wrote", "The New York Times", "outlet", "USA"),
        ("the West objected", "the West", "vague", None),
        ("the South China Sea", "South China Sea", "vague", None),
        ("anti-Western slogans", "Western", "vague", None),
        ("Kurds protested", "Kurds", "vague", None),
        ("Chechens protested", "Chechens", "demonym", "RUS"),
    ],
)
def test_names_in_print(text: str, words: str, kind: str, country: str | None) -> None:
    assert kinds(text)[words] == (kind, country)


@pytest.mark.parametrize(
    "text",
    ["they told us so", "roast turkey", "they polish shoes", "who is it", "facing west", "TELL US WHO IS TO GO"],
)
def test_everyday_words_are_no_names(text: str) -> None:
    assert [match for match in found(text) if match[1] not in ("office", "role")] == []


def test_longest_name_wins() -> None:
    assert kinds("South Sudan and Guinea-Bissau") == {
        "South Sudan": ("country", "SSD"),
        "Guinea - Bissau": ("country", "GNB"),
    }
    assert "China" not in kinds("the South China Morning Post")


def test_ambiguous_names_say_so() -> None:
    def meanings(word: str) -> list[str | None]:
        (match,) = KNOWLEDGE.match([word])
        return [name.country for name in (match.name, *match.others)]

    assert meanings("Georgia") == ["GEO", "USA"]
    assert meanings("Congolese") == ["COD", "COG"]
    assert meanings("Korea") == ["KOR", "PRK"]
    assert meanings("Congress") == ["USA", "IND", None]
    assert meanings("Russia") == ["RUS"]
    assert meanings("Russian") == ["RUS"]


def test_disputed_entities_carry_their_sector() -> None:
    for text in ("Abkhazia", "Transnistria", "Somaliland", "Western Sahara", "Nagorno-Karabakh", "Northern Cyprus"):
        (match,) = KNOWLEDGE.match([token.text for token in ENGLISH(text)])
        assert match.name.sectors == ("PRE",), text


def test_names_of_past_states_are_dated() -> None:
    (match,) = KNOWLEDGE.match(["Yugoslavia"])
    assert match.name.country == "SRB"
    assert match.name.until is not None and match.name.until.year == 2003


def _matcher() -> Matcher:
    def name(kind: str, text: str) -> Name:
        return Name(kind, text, None, (), "group")

    return Matcher(
        proper=[("the Hague Group", name("organisation", "Hague Group")), ("al-Nur", name("organisation", "al-Nur"))],
        common=[("police chief", name("office", "police chief"))],
        derived=[("police chiefs", name("office", "police chief"))],
    )


def spans(words: list[str]) -> list[tuple[int, int]]:
    return [(match.start, match.end) for match in _matcher().match(words)]


def test_hyphens_capitals_and_articles() -> None:
    assert spans(["al-Nur"]) == [(0, 1)]
    assert spans(["Al", "-", "Nur"]) == [(0, 3)]
    assert spans(["AL", "NUR"]) == [(0, 2)]
    assert spans(["al-nur"]) == []
    assert spans(["The", "Hague", "Group"]) == [(1, 3)]
    assert spans(["POLICE", "Chiefs"]) == [(0, 2)]


def test_a_match_covers_whole_tokens() -> None:
    assert spans(["pre-al-Nur"]) == []
    assert spans(["al-Nur-led"]) == []


def test_abbreviations_with_or_without_their_dot() -> None:
    matcher = Matcher(proper=[], common=[("Lt. Gen.", Name("office", "lieutenant general", None, ("MIL",), "person"))])
    for words in (["Lt.", "Gen."], ["Lt", ".", "Gen."], ["Lt", "Gen"]):
        assert [match.end for match in matcher.match(words)] == [len(words)]


def test_no_name_goes_over_the_end_of_a_sentence() -> None:
    assert spans(["police", ".", "Chief"]) == []


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("U.S.", ("US",)),
        ("d’Ivoire", ("d", "Ivoire")),
        ("Élysée", ("Elysee",)),
        ("Łódź", ("Lodz",)),
        ("-", ()),
        (".", (".",)),
        ("...", ("...",)),
        ("Guinea-Bissau", ("Guinea", "Bissau")),
    ],
)
def test_pieces(word: str, pieces: tuple[str, ...]) -> None:
    assert pieces_of(word) == pieces


WORDS = st.one_of(
    st.sampled_from(
        "U.S. US Korea North South al - Qaeda Côte d’Ivoire the The New York Times Guinea-Bissau of Congress ' . prime "
        "minister ministers Republic Democratic People 's UN Security Council forces Georgia".split()
    ),
    st.text(max_size=8),
)


@given(st.lists(WORDS, max_size=40))
def test_matches_lie_inside_in_order_and_apart(words: list[str]) -> None:
    matches: list[Match] = KNOWLEDGE.match(words)
    last = 0
    for match in matches:
        assert last <= match.start < match.end <= len(words)
        last = match.end
    assert matches == KNOWLEDGE.match(words)


@given(st.lists(WORDS, max_size=20))
def test_a_match_is_found_again_alone(words: list[str]) -> None:
    shouted = all(word.isupper() for word in words if word.isalpha())
    for match in KNOWLEDGE.match(words):
        alone = KNOWLEDGE.match(words[match.start : match.end])
        assert shouted or [found.name for found in alone] == [match.name]


def test_speed() -> None:
    text = "The U.S. Secretary of State met the Russian foreign minister in Geneva on Tuesday , officials of both said . "
    words = text.split() * 2_000
    KNOWLEDGE.match(words)
    began = time.perf_counter()
    KNOWLEDGE.match(words)
    assert len(words) / (time.perf_counter() - began) > 50_000


def test_every_name_is_found_as_the_tokenizer_cuts_it() -> None:
    missed = [text for text in _texts(KNOWLEDGE) if not _found_whole(text)]
    assert missed == []


def _texts(knowledge: Knowledge) -> list[str]:
    return [name for country in knowledge.countries.values() for name in (*country.names, *country.demonyms)]


def _found_whole(text: str) -> bool:
    words = [token.text for token in ENGLISH(text.removeprefix("the "))]
    return any(match.end - match.start == len(words) for match in KNOWLEDGE.match(words))
