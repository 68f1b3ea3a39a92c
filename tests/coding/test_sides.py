"""Who did it and to whom, where no slot of the verb says so. All sentences are invented."""

from __future__ import annotations

import pytest

from dragoman.coding import load_coder
from dragoman.records import Article, Mention, Status


def mention(text: str, trigger: str) -> Mention:
    ((*records,),) = load_coder(method="rules").code([Article.of(text, id="a", published="2031-03-13")])
    return next(one for one in records if isinstance(one, Mention) and one.trigger.text == trigger)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kenya threatened to close the crossing unless Uganda frees the sailors.", "UGA"),
        ("Peru has threatened to stop the talks if Chile goes ahead with the drill.", "CHL"),
    ],
)
def test_a_threat_that_names_nobody_is_for_whoever_has_to_act(text: str, code: str) -> None:
    assert [one.country for one in mention(text, "threatened").recipients] == [code]


def test_those_who_attacked_did_the_killing_that_came_of_it() -> None:
    text = "A camp for Congolese refugees was attacked by Burundian militiamen, killing 15 people."
    assert [one.country for one in mention(text, "killing").actors] == ["BDI"]


def test_what_somebody_is_prepared_to_do_is_not_done() -> None:
    assert mention("Iraq's government said that it is prepared to impose martial law.", "law").status is Status.PLANNED


def test_an_administration_is_of_no_town_and_not_of_whoever_else_is_named() -> None:
    assert [one.country for one in mention("The Zubairu administration criticised Kenya.", "criticised").actors] != ["KEN"]


def test_an_adverb_that_belongs_to_the_deed_may_stand_before_it() -> None:
    found = mention("Peruvian guards sexually abused Chilean migrants.", "abused")
    assert (found.type, found.modes) == ("ASSAULT", ("sexual",))


@pytest.mark.parametrize(
    "text",
    [
        "The takeover in Lyon was rejected by shareholders of the airline on Monday.",  # words among firms of one country
        "Peru's entrant lost the final in Lima, one of them resigning on move 30.",  # no office is told
        "A landslide in Nepal killed 12 people on Monday.",  # no doer
    ],
)
def test_business_games_and_mishaps_are_no_politics(text: str) -> None:
    ((*records,),) = load_coder(method="rules").code([Article.of(text, id="a", published="2031-03-13")])
    assert not [one for one in records if isinstance(one, Mention)]


def test_a_firm_that_turns_to_a_state_and_officials_that_resign_are() -> None:
    assert mention("The French airline accused Kenya of theft.", "accused").type == "ACCUSE"
    assert mention("Peru's finance minister resigned on Monday.", "resigned").modes == ("resign",)
