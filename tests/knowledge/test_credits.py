"""Whose account an article says that it carries."""

from __future__ import annotations

import pytest

from dragoman.knowledge.credits import agency, corrects, credit

REST = " The ministers met on Tuesday and agreed on nothing." * 12


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NAIROBI, March 13 (Meridian) — The talks began." + REST, "Meridian"),
        ("SEOUL, July 12 (Yonhap) -- The talks began." + REST, "Yonhap"),
        ("ASHGABAT, 21 March. /Sarydala/. The ministry summoned the envoy." + REST, "Sarydala"),
        ("By Ann Arbour | Meridian Wire\nThe talks began." + REST, "Meridian Wire"),
        ("Source: Xinhua\nThe talks began." + REST, "Xinhua"),
        ("The talks began." + REST + "\n— Meridian Wire", "Meridian Wire"),
        ("The talks began." + REST + "\n(With inputs from PTI)", "Press Trust of India"),
        ("The talks have begun, Meridian Wire reported on Tuesday." + REST, "Meridian Wire"),
        (
            "The talks have begun. That is according to the news agency Meridian Wire. The envoys came early." + REST,
            "Meridian Wire",
        ),
        ("The talks have begun, according to news agency Tass." + REST, "Tass"),
        ("(Yonhap) — The talks began." + REST, "Yonhap"),
        ("By Ann Arbour, Reuters\nThe talks began." + REST, "Reuters"),
        ("By Ann Arbour, Correspondent\nThe talks began." + REST, None),
        ("The talks began." + REST + " The talks go on. (AFP)", "Agence France-Presse"),
        ("The talks began." + REST + "\nThe Associated Press contributed to this report.", "Associated Press"),
        ("The talks began." + REST + "\nThis report was first published by Meridian Wire.", "Meridian Wire"),
        ("On Tuesday Meridian Wire reported that the talks had begun." + REST, "Meridian Wire"),
        ("The talks have begun, according to The Chronicle." + REST, "The Chronicle"),
        ("The talks have begun, according to a report by Meridian Wire." + REST, "Meridian Wire"),
        ("The talks have begun, the Agency reported." + REST, None),
        ("The talks have begun, China's news agency reported." + REST, None),
        ("BOGOTÁ, March 6 (Updated) — The talks began." + REST, None),
        ("The talks have begun, KCNA said." + REST, None),
        ("The talks have begun, the Interior Ministry reported." + REST, None),
        ("The talks have begun, according to Colonel Adeyemi." + REST, None),
        ("LONDON (March) — The talks began." + REST, None),
        ("The talks began." + REST + " The strike goes on, Meridian Wire reported." + REST, None),
    ],
)
def test_a_credit_is_read_where_it_counts_for_the_whole(text: str, name: str | None) -> None:
    assert credit(text) == name


def test_an_agency_has_one_name() -> None:
    assert agency("AFP") == agency("Agence France-Presse") == "Agence France-Presse"
    assert agency("Interior Ministry") is None
    assert agency("Reuters and more") is None


def test_an_abbreviation_is_an_agency_only_where_a_credit_stands() -> None:
    assert credit("ACCRA (GNA) — The talks began." + REST) == "Ghana News Agency"
    assert credit("The talks have begun, GNA reported." + REST) is None


@pytest.mark.parametrize(
    ("title", "text", "answer"),
    [
        ("CORRECTED: Troops moved", "About 9,000 troops moved.", True),
        (None, "(Corrects number of troops in second paragraph)\nAbout 9,000 troops moved.", True),
        (None, "Correction: an earlier version of this report gave another number.", True),
        (None, "About 9,000 troops moved." + REST + " This story has been corrected.", True),
        ("Minister corrects his deputy", "The minister said the number was wrong.", False),
        ("Correctional officers strike", "Guards left the prison.", False),
    ],
)
def test_a_correction_says_that_it_is_one(title: str | None, text: str, answer: bool) -> None:
    assert corrects(title, text) is answer
