"""Places that are told otherwise than by a name on the map. All sentences are invented."""

from __future__ import annotations

import pytest

from dragoman.coding import load_coder
from dragoman.records import Article, Mention, Place


def place(text: str, trigger: str) -> Place | None:
    ((*records,),) = load_coder(method="rules").code([Article.of(text, id="a", published="2031-03-13")])
    return next(one.place for one in records if isinstance(one, Mention) and one.trigger.text == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "name", "country", "precision"),
    [
        ("Soldiers shelled the village of Arzhakum in Chad on Monday.", "shelled", "Arzhakum", None, "city"),
        ("Gunmen attacked Kenyan police near Lomuriat bridge on Monday.", "attacked", "Lomuriat bridge", None, "site"),
        ("Gunmen attacked Kenyan police near Lomuriat on Monday.", "attacked", "Lomuriat", None, "site"),
        ("Ghana reopened its Narobo land port to Togo on Monday.", "reopened", "Narobo land port", None, "site"),
        ("Peru closed the Wenchaku border crossing to Chile.", "closed", "Wenchaku border crossing", None, "site"),
        ("Togolese union leader Ana Ruiz walked out of Kokuvi prison.", "walked", "Kokuvi prison", None, "site"),
        ("Peru and Chile held talks in the Kenyan capital on Monday.", "held", "Nairobi", "KEN", "city"),
        ("Peru and Chile held talks in the capital of Ecuador.", "held", "Quito", "ECU", "city"),
        ("The envoys flew to Nairobi. Peru and Chile met there on Monday.", "met", "Nairobi", "KEN", "city"),
    ],
)
def test_what_is_a_place(text: str, trigger: str, name: str, country: str | None, precision: str) -> None:
    found = place(text, trigger)
    assert found is not None
    assert (found.name, found.country, found.precision) == (name, country, precision)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text", ["Kenyan police attacked a Georgian port.", "Kenyan police attacked Ugandan markets for capital gains."]
)
def test_what_is_none(text: str) -> None:
    assert place(text, "attacked") is None
