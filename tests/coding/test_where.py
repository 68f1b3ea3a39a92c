"""Where: which words name places, and which places. All reports are invented."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.where import Toponym, find_places, load_gazetteer

TOKENS = spacy.blank("en")
GAZETTEER = load_gazetteer()


def places(text: str, *entities: tuple[str, str]) -> list[Toponym]:
    doc = TOKENS(text)
    spans = []
    for words, label in entities:
        start = text.index(words)
        span = doc.char_span(start, start + len(words))
        spans.append((span.start, span.end, label))
    return find_places(doc, spans, GAZETTEER)


def names(text: str, *entities: tuple[str, str]) -> list[tuple[str, str | None]]:
    return [(place.text, place.country) for place in places(text, *entities)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops entered Goma on Monday.", [("Goma", "COD")]),
        ("He was arrested in Paris, Texas.", [("Paris", "USA"), ("Texas", "USA")]),
        ("He was arrested in Paris.", [("Paris", "FRA")]),
        (
            "A ferry left Wonsan, North Korea, for Vladivostok.",
            [("Wonsan", "PRK"), ("North Korea", "PRK"), ("Vladivostok", "RUS")],
        ),
        ("Ships sailed through the Strait of Hormuz.", [("Strait of Hormuz", None)]),
        ("The two sides met in Panmunjom.", [("Panmunjom", None)]),
        ("Ukraine said shells fell in the Kursk region.", [("Ukraine", "UKR"), ("Kursk region", "RUS")]),
        ("Clashes erupted in Port-au-Prince, officials said.", [("Port-au-Prince", "HTI")]),
        ("NAIROBI - Two men were killed in the Kibera slum.", [("NAIROBI", "KEN"), ("Kibera", "KEN")]),
        ("Georgia accused Russia after a blast near Tbilisi.", [("Georgia", "GEO"), ("Russia", "RUS"), ("Tbilisi", "GEO")]),
        ("A storm hit Georgia and Alabama, Atlanta police said.", [("Georgia", "USA"), ("Alabama", "USA")]),
        ("Aid reached the Rafah crossing in the Gaza Strip.", [("Rafah crossing", "PSE"), ("Gaza Strip", "PSE")]),
    ],
)
def test_places(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = names(text)
    assert [pair for pair in found if pair in expected] == expected
    assert {country for _, country in found} <= {country for _, country in expected}


@pytest.mark.parametrize(
    "text",
    [
        "Mr. London rejected the claim.",
        "The Bank of Jordan raised its rate.",
        "The Washington Post reported it.",
        "Paris Hilton arrived late.",
        "The University of California published it.",
        "The Kenyan president spoke.",
        "The fund received US$40 million.",
        "Health officials fear the West Nile virus.",
        "In March the court will sit again.",
        "However, Most of them left.",
        "",
    ],
)
def test_no_places(text: str) -> None:
    assert names(text) == []


def test_the_recogniser_tells_people_and_organisations_apart() -> None:
    assert names("Jordan arrived.", ("Jordan", "PER")) == [] or names("Jordan arrived.", ("Jordan", "LOC")) != []
    assert names("Kharkiv Tractor won in Kharkiv.", ("Kharkiv Tractor", "ORG")) == [("Kharkiv", "UKR")]
    assert names("Victoria Adams spoke.", ("Victoria Adams", "PER")) == []


def test_the_noun_beside_a_name_says_what_it_is() -> None:
    assert places("Fighting spread across Kandahar province.")[0].precision == "province"
    assert places("Fighting reached the city of Kandahar.")[0].precision == "city"


def test_a_region_is_no_one_states() -> None:
    place = places("Tension rose on the Korean Peninsula.")[0]
    assert (place.precision, place.country) == ("region", None)


WORDS = st.sampled_from(
    [
        "Paris",
        "Texas",
        "the",
        "in",
        ",",
        ".",
        "Jordan",
        "Mr.",
        "US",
        "$",
        "Gaza",
        "Strip",
        "of",
        "Bank",
        "-",
        "New",
        "York",
        "al",
        "Korea",
        "South",
        "'s",
        "city",
        "\n",
        "İstanbul",
        "São",
        "Paulo",
        "(",
        ")",
        "U.S.",
        "😀",
        "province",
        " ",
    ]
)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.booleans())
def test_offsets_are_those_of_the_text(text: str, labelled: bool) -> None:
    doc = TOKENS(text)
    entities = [(0, min(2, len(doc)), "ORG")] if labelled and len(doc) else []
    last = 0
    for place in find_places(doc, entities, GAZETTEER):
        assert text[place.start_char : place.end_char] == place.text
        assert doc[place.token_start : place.token_end].text == place.text
        assert place.start_char >= last
        last = place.end_char
