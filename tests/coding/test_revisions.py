"""Figures that an article puts right itself. All sentences are invented."""

from __future__ import annotations

import pytest

from dragoman.coding import load_coder
from dragoman.records import Article, Mention


def numbers(text: str, trigger: str) -> list[tuple[float, str | None]]:
    ((*records,),) = load_coder(method="rules").code([Article.of(text, id="a", published="2031-03-13")])
    mention = next(one for one in records if isinstance(one, Mention) and one.trigger.text == trigger)
    assert all(text[one.start : one.end] == one.text for one in mention.quantities)
    return [(one.value, one.noun) for one in mention.quantities]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (
            "Peruvian police arrested 300 miners on Sunday. They have since corrected the figure to 130.",
            "arrested",
            [(130, "miner")],
        ),
        ("Gunmen killed 12 people near Lima. The death toll rose to 40 on Tuesday.", "killed", [(40, "people")]),
        ("Chad expelled 12 envoys. The number of dead in the flood rose to 40.", "expelled", [(12, "envoy")]),
        ("Chad expelled 12 envoys. The temperature rose to 40.", "expelled", [(12, "envoy")]),
    ],
)
def test_a_later_sentence_puts_a_number_right(text: str, trigger: str, expected: list[tuple[float, str]]) -> None:
    assert numbers(text, trigger) == expected
