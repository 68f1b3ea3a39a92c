"""The markup of labelled sentences: what is read from it, and what is refused with the line and what to do."""

from __future__ import annotations

import pytest

from dragoman.evaluating import MarkupError, parse
from dragoman.records import Span, Status

ENTRY = """
# A remark.
@ id=afr-0001 published=2031-03-05 region=africa source=agency construct=passive
[Two]q1 [Kenyan policemen]r1 were [killed]t1 by [gunmen]a1 near [Garissa]p1 [on Sunday]d1,
[the Interior Ministry]s1 said. \\[sic\\]
"""
ENTRY = (
    ENTRY[:-1]
    + "\n> t1 ASSAULT:firearms done actors=a1:-/UAF recipients=r1:KEN/COP date=d1:2031-03-02"
    + " place=p1:Garissa/KEN quantities=q1:2:policeman says=s1\n"
)


def test_an_entry_is_read_with_its_spans() -> None:
    (entry,) = parse(ENTRY)
    assert entry.text == "Two Kenyan policemen were killed by gunmen near Garissa on Sunday, the Interior Ministry said. [sic]"
    (label,) = entry.labels
    assert label.trigger == Span("killed", 26, 32)
    assert all(entry.text[one.words.start : one.words.end] == one.words.text for one in (*label.actors, *label.recipients))
    assert (label.type, label.modes, label.status) == ("ASSAULT", ("firearms",), Status.DONE)
    assert [(one.country, one.sectors) for one in label.actors] == [(None, ("UAF",))]
    assert (label.date, label.place, label.quantities, label.says) == (
        "2031-03-02",
        ("Garissa", "KEN"),
        ((2.0, "policeman"),),
        "the Interior Ministry",
    )


def test_a_text_without_happenings_says_why() -> None:
    (entry,) = parse(
        "@ id=x published=2031-03-05 region=europe source=newspaper\nPrices are at war with wages.\n> none reason=metaphor\n"
    )
    assert (entry.labels, entry.reason) == ((), "metaphor")


HEAD = "@ id=x published=2031-03-05 region=europe source=agency\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Peru left.\n> t1 RETREAT done\n", "begins with a line of facts"),
        ("@ id=x\nPeru left.\n> none reason=x\n", "no published and no region and no source"),
        (HEAD + "Peru left.\n", "a line > for each happening"),
        (HEAD + "Peru left.\n> none\n", "needs a reason"),
        (HEAD + "Peru [left]t1.\n> t2 RETREAT done\n", "'t2' marks no words"),
        (HEAD + "Peru [left].\n> none reason=x\n", "a bracket without a name"),
        (HEAD + "[Peru]a1 [left]a1.\n> none reason=x\n", "a1 marks two places"),
        (HEAD + "Peru [left]t1.\n> t1 LEAVE done\n", "no type of PLOVER"),
        (HEAD + "Peru [left]t1.\n> t1 RETREAT:fly done\n", "RETREAT has withdraw"),
        (HEAD + "Peru [left]t1.\n> t1 RETREAT gone\n", "no status"),
        (HEAD + "[Peru]a1 [left]t1.\n> t1 RETREAT done actors=a1:Peru\n", "span:COUNTRY/SECTOR"),
        (HEAD + "[Peru]a1 [left]t1 [today]d1.\n> t1 RETREAT done date=d1:today\n", "a date is"),
        (HEAD + "[Peru]a1 [left]t1.\n> t1 RETREAT done when=a1\n", "'when' is none of"),
        (HEAD + "Peru left.\n> none reason=x\n\n" + HEAD + "Chile left.\n> none reason=x\n", "is there already"),
    ],
)
def test_what_breaks_the_rules_is_named(text: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said) as caught:
        list(parse(text, "file.txt", {"RETREAT": frozenset({"withdraw"})}))
    assert str(caught.value).startswith("file.txt:")
