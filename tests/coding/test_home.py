"""Whose people, police and government are meant where the text does not say it with them. All sentences are invented."""

from __future__ import annotations

import pytest

from dragoman.coding import load_coder
from dragoman.records import Article, Mention


def sides(text: str, trigger: str) -> tuple[list[str | None], list[str | None]]:
    """The countries of the actors and of the recipients of the mention that a word triggers."""
    ((*records,),) = load_coder(method="rules").code([Article.of(text, id="a", published="2031-03-13")])
    (mention,) = [one for one in records if isinstance(one, Mention) and one.trigger.text == trigger]
    return [one.country for one in mention.actors], [one.country for one in mention.recipients]


def test_the_killed_are_of_the_place_of_the_killing_and_not_of_the_talks() -> None:
    truce = "South Sudan's government and the rebels declared a truce on Thursday after talks in Nairobi"
    text = f"{truce}, a day after gunmen attacked a convoy near Bentiu with aid."
    assert sides(text, "attacked") == ([None], ["SSD"])


def test_a_government_that_the_text_names_once_is_the_government() -> None:
    text = "NAIROBI, March 13 (Meridian) — South Sudan's government met rebels in Kenya. The government blamed the rebels for the attack."
    assert sides(text, "blamed")[0] == ["SSD"]


def test_a_namesake_of_somebody_known_is_somebody_else() -> None:
    text = "Uganda sent trucks to Kenya. The information minister, Deng Akuelwin, accused Uganda of smuggling."
    assert "CHN" not in sides(text, "accused")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Police in Harare arrested ten students.",
        "HARARE, March 13 (Meridian) — Police arrested ten students.",
        "HARARE, 13 March. /Meridian/. Police arrested ten students.",
    ],
)
def test_police_are_at_home(text: str) -> None:
    assert sides(text, "arrested")[0] == ["ZWE"]


def test_a_government_in_talks_is_not_of_the_state_that_hosts_them() -> None:
    text = "Uganda sent trucks to Chad. The government and Uganda, meeting in the Kenyan capital on Thursday, signed a truce."
    assert "KEN" not in sides(text, "signed")[0]


def test_the_state_of_the_towns_told_of_has_the_government() -> None:
    text = "Uganda sent trucks to Bentiu and Malakal in South Sudan. The government thanked Uganda after talks in Nairobi."
    assert sides(text, "thanked") == (["SSD"], ["UGA"])


def test_a_host_is_of_none_of_his_guests() -> None:
    text = "Armenia's minister and Chile's minister met. They thanked their host, Georgia's Lasha Kapan."
    assert sides(text, "thanked")[1] == ["GEO"]


def test_a_company_is_not_of_the_place_of_the_court_that_fines_it() -> None:
    text = "Chad's police boarded the boats. The company that owns them was fined by a court in Conakry."
    assert sides(text, "fined") == (["GIN"], [None])


def test_rebels_are_against_the_one_government_that_the_text_names() -> None:
    text = "Mali's army left Gao after talks in Algeria. The rebels attacked a Chadian convoy on Monday."
    assert sides(text, "attacked") == (["MLI"], ["TCD"])


def test_whose_allies_they_are_is_not_guessed() -> None:
    text = "MOSCOW, March 13 (Meridian) — Russia praised Mali. Chad and its allies imposed sanctions on Russia."
    assert sides(text, "imposed")[0] == ["TCD", None]
