"""The things that a happening is about: what is given, sent, seized, closed; not people, states, numbers or other happenings."""

from __future__ import annotations

import pytest

from dragoman.coding import Coder, load_coder
from dragoman.records import Article, Mention

EXAMPLES = [
    ("two things", "Chad started to deliver tents and medicine to Niger.", "AID", ["tents", "medicine"]),
    ("troops as a thing supplied", "Mali is supplying troops and ammunition to Togo.", "AID", ["troops", "ammunition"]),
    ("no troops elsewhere", "Mali deployed 300 troops and two helicopters on the border.", "MOBILIZE", ["helicopters"]),
    ("passive", "Two Norwegian trawlers were seized by the Russian coast guard.", "COERCE", ["trawlers"]),
    (
        "relative clause",
        "The crossing at Ramtha, which Jordan shut on Sunday, is a busy one for Syria.",
        "COERCE",
        ["crossing"],
    ),
    (
        "the kind is told",
        "Kenyan police fired tear gas and rubber bullets at Ugandan drivers.",
        "ASSAULT",
        ["tear gas", "rubber bullets"],
    ),
    ("what only holds", "Chad sent 35 trucks of rice and 40 tons of flour to Niger.", "AID", ["rice", "flour"]),
    ("what the trucks carried", "The trucks that Uganda sent to Chad carried food and tents.", "AID", ["food", "tents"]),
    ("what a ship is loaded with", "Cuba sent a ship loaded with blankets to Haiti.", "AID", ["blankets"]),
    ("noun", "Egypt's delivery of generators and blankets to Sudan began on Monday.", "AID", ["generators", "blankets"]),
    ("promised", "Ghana promised to send an air defence battery to Togo.", "AGREE", ["air defence battery"]),
    ("no people", "Peru expelled two Ecuadorean diplomats.", "SANCTION", []),
    ("no happening", "Spain imposed sanctions on two Moroccan firms.", "SANCTION", []),
    ("no state", "Libya attacked Chad.", "ASSAULT", []),
    ("nothing of words", "Estonia condemned Russia.", "ACCUSE", []),
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder(method="rules")


@pytest.mark.parametrize(("text", "kind", "wanted"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES])
def test_objects(coder: Coder, text: str, kind: str, wanted: list[str]) -> None:
    (found,) = coder.code([Article.of(text, published="2031-05-07")])
    (mention,) = [r for r in found if isinstance(r, Mention) and r.type == kind]
    assert [thing.text for thing in mention.objects] == wanted
    assert all(text[thing.start : thing.end] == thing.text for thing in mention.objects)
