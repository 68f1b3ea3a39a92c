"""Between whom an event is a tie."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Event
from dragoman.relations.dyads import A_TO_B, B_TO_A, MUTUAL, Pair, pairs_of


@pytest.mark.parametrize(
    ("type", "actors", "recipients", "pairs"),
    [
        # Peru accuses Chile: the pair is written in the alphabet's order, the direction says who did it.
        ("ACCUSE", "PER", "CHL", [("CHL", "PER", B_TO_A)]),
        ("ACCUSE", "CHL", "PER", [("CHL", "PER", A_TO_B)]),
        # Two states impose sanctions on a third: each towards the third; nothing is told of what lies between the two.
        ("SANCTION", "KEN UGA", "SDN", [("KEN", "SDN", A_TO_B), ("SDN", "UGA", B_TO_A)]),
        ("AID", "KEN UGA", "SDN", [("KEN", "SDN", A_TO_B), ("SDN", "UGA", B_TO_A)]),
        # Talks, and a joint drill of three.
        ("CONSULT", "PER CHL", "", [("CHL", "PER", MUTUAL)]),
        ("COOPERATE", "CHL PER ECU", "", [("CHL", "ECU", MUTUAL), ("CHL", "PER", MUTUAL), ("ECU", "PER", MUTUAL)]),
        # Both named as actor and as recipient: they accuse one another.
        ("ACCUSE", "KEN UGA", "UGA KEN", [("KEN", "UGA", MUTUAL)]),
        # Side by side against somebody who is not named: no tie.
        ("ACCUSE", "KEN UGA", "", []),
        ("ASSAULT", "KEN UGA", "", []),
        ("ACCUSE", "KEN UGA", "-", []),
        # What two donors give is no deed between them.
        ("AID", "KEN UGA", "", []),
        # Unknown countries, and a state with itself.
        ("SUPPORT", "-", "KEN", []),
        ("ASSAULT", "SDN", "SDN", []),
        ("CONSULT", "PER PER", "", []),
        ("CONSULT", "PER - CHL", "", [("CHL", "PER", MUTUAL)]),
        # Organisations are parties too.
        ("AID", "UNO", "SDN", [("SDN", "UNO", B_TO_A)]),
    ],
)
def test_pairs(event: Callable[..., Event], type: str, actors: str, recipients: str, pairs: list[Pair]) -> None:
    assert pairs_of(event("e", type, actors, recipients)) == pairs
