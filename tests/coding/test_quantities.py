"""Numbers go to the happening that they belong to, with what they count; what only counts the states that act is left out."""

from __future__ import annotations

import pytest

from dragoman.coding import Coder, load_coder
from dragoman.records import Article, Mention

EXAMPLES = [
    ("digits", "Kenya sent rice in 35 trucks to Burundi.", "AID", [(35, "truck", None, "exact")]),
    ("words", "Guinea detained twenty-two Spanish sailors.", "COERCE", [(22, "sailor", None, "exact")]),
    ("a hundred", "Mali arrested a hundred Nigerien traders.", "COERCE", [(100, "trader", None, "exact")]),
    (
        "about",
        "The Russian drill near Narva, which began on Friday, involves about 6,000 troops.",
        "MOBILIZE",
        [(6_000, "troop", None, "about")],
    ),
    (
        "up to",
        "About 25 workers were hurt and up to 300 were arrested in Chad, police said.",
        "COERCE",
        [(300, "worker", None, "at_most")],
    ),
    (
        "of them",
        "Malian police beat strikers in Gao and wounded about 25 of them.",
        "ASSAULT",
        [(25, "striker", None, "about")],
    ),
    (
        "of them, after the list",
        "The trucks that Uganda sent to Chad on Friday carried food and tents, thirty-five of them nose to tail.",
        "AID",
        [(35, "truck", None, "exact")],
    ),
    ("verbs of one deed", "Chad attacked a convoy in Niger and killed 12 people.", "ASSAULT", [(12, "people", None, "exact")]),
    (
        "participles of one deed",
        "Chad shelled a village in Niger, killing a dozen people and wounding thirty-one.",
        "ASSAULT",
        [(12, "people", None, "about"), (31, "people", None, "exact")],
    ),
    ("money", "France lent Chad 900 million euros.", "AID", [(9e8, "euro", "euro", "exact")]),
    ("money with a sign", "Ghana gave Togo $5 million.", "AID", [(5e6, "dollar", "dollar", "exact")]),
    (
        "money as a word of kind",
        "Chad asked Ghana to suspend a 900 million dollar loan to Togo.",
        "REQUEST",
        [(9e8, "dollar", "dollar", "exact")],
    ),
    ("a measure", "Cuba seized 22 tonnes of cocaine from a Panamanian ship.", "COERCE", [(22, "cocaine", "tonne", "exact")]),
    (
        "demanded",
        "China urged Ghana to free two boats and 22 sailors.",
        "REQUEST",
        [(2, "boat", None, "exact"), (22, "sailor", None, "exact")],
    ),
    ("states are not counted", "Kenya and Uganda met. The two countries criticised Burundi.", "ACCUSE", []),
    (
        "allies are not counted",
        "Spain, Italy and Malta met in Rome. Libya warned the three allies against sending ships.",
        "THREATEN",
        [],
    ),
    ("who says so is not counted", "Chad expelled the Malian ambassador, according to two diplomats.", "SANCTION", []),
    (
        "another deed's number",
        "Peru expelled three Chilean diplomats, a day after Chile expelled two.",
        "SANCTION",
        [(3, "diplomat", None, "exact")],
    ),
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder(method="rules")


@pytest.mark.parametrize(("text", "kind", "wanted"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES])
def test_quantities(coder: Coder, text: str, kind: str, wanted: list[tuple[float, str | None, str | None, str]]) -> None:
    (found,) = coder.code([Article.of(text, published="2031-05-07")])
    mention = next(r for r in found if isinstance(r, Mention) and r.type == kind)
    assert [(q.value, q.noun, q.unit, q.bound) for q in mention.quantities] == wanted
    assert all(text[q.start : q.end] == q.text for q in mention.quantities)
