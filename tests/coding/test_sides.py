"""Who did it and to whom, where no slot of the verb says so. All sentences are invented."""

from __future__ import annotations

import pytest

from dragoman.coding import load_coder
from dragoman.records import Article, Mention, Status


def mention(text: str, trigger: str) -> Mention:
    ((*records,),) = load_coder().code([Article.of(text, id="a", published="2031-03-13")])
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
