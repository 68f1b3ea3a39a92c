"""The people of an article as it introduces them, and whom a pronoun or an office stands for. All sentences and people are invented."""

from __future__ import annotations

import pytest

from dragoman.coding import Coder, load_coder
from dragoman.records import Article, Entity, Mention, Quote


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder(method="rules")


def actors(coder: Coder, text: str, trigger: str) -> list[Entity]:
    """Who did what a word tells."""
    ((*records,),) = coder.code([Article.of(text, id="a", published="2031-03-13")])
    return list(next(one for one in records if isinstance(one, Mention) and one.trigger.text == trigger).actors)


def speakers(coder: Coder, text: str) -> list[tuple[str, str | None] | None]:
    """Who speaks in each direct or partial quotation: the name and the country."""
    ((*records,),) = coder.code([Article.of(text, id="a", published="2031-03-13")])
    said = [one.speaker for one in records if isinstance(one, Quote) and one.form != "indirect"]
    return [(who.name, who.country) if who is not None else None for who in said]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # An office that names its own body is of that body, and of no state named nearby.
        ("The UN envoy urged Chad to stop.", "UNO"),
        ("UN spokesman Ali Rao urged Chad to stop.", "UNO"),
        ("EU foreign policy chief Henrike Walther urged Chad to stop.", "EUR"),
        ("A Pentagon official urged Chad to stop.", "USA"),
    ],
)
def test_an_office_of_a_body(coder: Coder, text: str, country: str) -> None:
    assert [one.country for one in actors(coder, text, "urged")] == [country]


def test_a_name_beside_an_office_is_the_name(coder: Coder) -> None:
    text = "Chad's spokesman, Colonel Idris Mahamat, warned Libya on Monday."
    (who,) = actors(coder, text, "warned")
    assert (who.name, who.kind, who.country) == ("Idris Mahamat", "person", "TCD")
    assert who.text == "Chad's spokesman, Colonel Idris Mahamat"


def test_a_name_behind_an_office_is_the_name(coder: Coder) -> None:
    _, who = actors(coder, "Libya's foreign minister met Chad's defence minister Awa Keita.", "met")
    assert (who.name, who.kind, who.text) == ("Awa Keita", "person", "Chad's defence minister Awa Keita")


def test_a_country_behind_the_name_is_remembered(coder: Coder) -> None:
    text = "Defence Minister Boris Orlov of Latvia spoke. Chad asked for help. Orlov rejected the request of Chad."
    assert [one.country for one in actors(coder, text, "rejected")] == ["LVA"]


def test_whoever_tells_reporters_is_no_reporter(coder: Coder) -> None:
    text = 'The envoys thanked their host, Lasha Kapan, who told reporters: "The door is open."'
    ((*records,),) = coder.code([Article.of(text, id="a", published="2031-03-13")])
    assert all("JRN" not in one.speaker.sectors for one in records if isinstance(one, Quote) and one.speaker is not None)


def test_a_headline_is_no_name(coder: Coder) -> None:
    text = "Malian Soldiers Killed In Raid\nMali's army said that Chad attacked a camp In May."
    ((*records,),) = coder.code([Article.of(text, id="a", published="2031-03-13")])
    names = [e.name for one in records if isinstance(one, Mention) for e in (*one.actors, *one.recipients)]
    assert names and not [name for name in names if "Killed" in name]


def test_the_nationality_of_an_office_is_that_of_its_holder(coder: Coder) -> None:
    text = 'Soldiers left, said the Kenyan head of the mission, Brigadier Jane Otieno. Chad warned Mali. "I saw trucks," Otieno said.'
    assert speakers(coder, text) == [("Jane Otieno", "KEN")]


TWO_AT_THE_TELEPHONE = (
    "Ivan Petrov, the Russian defence minister, spoke by telephone with his Polish counterpart, Zofia Orlon, on Monday."
)


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        # Whose "his" it is, is no "she".
        (f"{TWO_AT_THE_TELEPHONE} She asked him to open the ports of Russia.", "asked", "POL"),
        (f"{TWO_AT_THE_TELEPHONE} He asked her to open the ports of Poland.", "asked", "RUS"),
        # Of two clauses side by side the later is nearer.
        (
            "Chad's president Idris Sy met reporters, and Mali's minister Awa Keita flew home. She praised Togo.",
            "praised",
            "MLI",
        ),
        # The only person of the sentence before, though no subject of it.
        (
            "The president of Chad, Idris Sy, came. Mali was represented by Energy Minister Modibo Keita. He praised Togo.",
            "praised",
            "MLI",
        ),
        # "Whose" is of the noun before it, whatever the part that its own noun has.
        ("Chad's president, whose army attacked Niger on Sunday, will visit Oslo.", "attacked", "TCD"),
        # A state with a plural name is one state.
        ("Switzerland followed. The United States said it would send tents to Chad.", "send", "USA"),
    ],
)
def test_whom_a_pronoun_stands_for(coder: Coder, text: str, trigger: str, country: str) -> None:
    assert [one.country for one in actors(coder, text, trigger)] == [country]


def test_a_speaker_label_is_nobody_spoken_of(coder: Coder) -> None:
    text = 'Here is our Africa editor.\n\nEDITOR: The agency quotes the Chinese spokesman Li Wen. "The sailors are fathers," he says.'
    assert speakers(coder, text) == [("Li Wen", "CHN")]


def test_forces_sent_against_nobody_are_no_threat(coder: Coder) -> None:
    ((*records,),) = coder.code(
        [Article.of("Chad said that it would send two battalions to the border.", published="2031-03-13")]
    )
    assert [one.type for one in records if isinstance(one, Mention)] == ["AGREE"]


def test_the_minister_is_whoever_was_so_called(coder: Coder) -> None:
    text = 'DHAKA — Labour Minister Ama Serwaa met strikers in Dhaka.\n\nThe minister apologised. "It was wrong," she said.'
    assert speakers(coder, text) == [("Ama Serwaa", "BGD")]
