"""Words of articles: in their sentence, marked, and harmless."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.text import Text

from dragoman.cli.readings import amount_of, is_about, words
from dragoman.cli.wording import clean, excerpt
from dragoman.records import (
    Article,
    Citation,
    Date,
    Entity,
    Event,
    Evidence,
    Finding,
    Mention,
    Quantity,
    Quote,
    Relation,
    Span,
    Value,
)

TEXT = "Chad and Libya talked. On Monday Chad expelled two Libyan envoys. It gave no reason for that."


def plain(markup: str) -> str:
    return Text.from_markup(markup, emoji=False).plain


def span(word: str) -> tuple[int, int]:
    start = TEXT.index(word)
    return start, start + len(word)


@given(st.text(), st.text())
@example("\\", "]")
@example("[/]\\\\\\", "[bold]")
@example("[", "red]")
@example("[link=x]y[/link]", "\x1b]8;;x\x07")
def test_no_words_become_markup(one: str, other: str) -> None:
    shown = Text.from_markup(f"[bold]{clean(one)}[/]-[dim]{clean(other)}[/]", emoji=False)
    assert [str(part.style) for part in shown.spans] in (["bold", "dim"], ["bold"], ["dim"], [])
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 or letter in "\u202e\u2066\u2028" for letter in shown.plain)


def test_letters_of_all_scripts_are_kept() -> None:
    assert plain(clean("  Šiauliai,\n\tمرحبا 平和 ")) == "Šiauliai, مرحبا 平和"


def test_marked_words_stand_in_their_sentence() -> None:
    start, end = TEXT.index("On Monday"), TEXT.index(" It gave")
    sentence = Evidence(1, start, end, TEXT[start:end])
    article = Article.of(TEXT)
    assert plain(excerpt(article, [span("expelled")], [sentence])) == "On Monday Chad »expelled« two Libyan envoys."
    assert plain(excerpt(article, [span("Libyan"), span("expelled"), span("Libyan")], [sentence])) == (
        "On Monday Chad »expelled« two »Libyan« envoys."
    )


def test_spans_that_overlap_are_marked_once() -> None:
    shown = plain(excerpt(Article.of(TEXT), [span("two Libyan envoys"), span("Libyan")]))
    assert "»two Libyan envoys«" in shown
    assert shown.count("»") == 1


def test_what_lies_far_apart_is_set_apart() -> None:
    text = f"Chad spoke first. {'The hall was cold and the hour was late. ' * 10}Libya spoke last."
    libya = text.index("Libya")
    shown = plain(excerpt(Article.of(text), [(0, 4), (libya, libya + 5)]))
    assert shown.startswith("»Chad« spoke first.")
    assert shown.endswith("»Libya« spoke last.")
    assert " … " in shown
    assert len(shown) < len(text) / 1.5


@given(st.text(alphabet="ab \n.[]\\", max_size=400), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 40)), min_size=1))
def test_marked_words_are_always_shown(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(start, min(start + length, len(text))) for start, length in places if start < len(text)]
    if not spans:
        return
    shown = plain(excerpt(Article.of(text), spans))
    assert shown.count("»") == shown.count("«") >= 1
    first = min(spans, key=lambda one: (one[0], -one[1]))
    assert f"»{' '.join(text[slice(*first)].split())}«".replace("\\", "") in shown.replace("\\", "")


@pytest.fixture
def mention(stand_in: Any) -> Mention:
    ((found, *_),) = stand_in.code([Article.of(TEXT, id="a", published="2031-03-05")])
    assert isinstance(found, Mention)
    return replace(found, evidence=())


def test_a_pronoun_is_shown_with_what_it_stands_for(mention: Mention) -> None:
    it = Entity("It", "Chad", "state", "TCD", ("GOV",), None, None, *span("It gave"), Span("Chad", 0, 4))
    told = plain(words(Article.of(TEXT), replace(mention, actors=(it,)), "actors"))
    assert told.startswith("»Chad« and Libya talked.")
    assert told.endswith("(“It” stands for “Chad”)")


def test_what_the_text_does_not_tell_says_so(mention: Mention) -> None:
    article = Article.of(TEXT)
    assert plain(words(article, mention, "date")) == "the day of publication; the text names none"
    assert plain(words(article, mention, "place")) == "not told in the text"
    monday = Date("2031-03-03", None, "day", "text", "Monday", *span("Monday"))
    assert "On »Monday« Chad" in plain(words(article, replace(mention, date=monday), "date"))


def test_a_number_leads_to_the_mention_of_the_same_number(mention: Mention) -> None:
    two = Quantity(2, None, "envoy", "exact", "two", *span("two"))
    none = Quantity(0, None, "reason", "exact", "no", *span("no reason"))
    told = replace(mention, quantities=(two, none))
    assert "»two«" in plain(words(Article.of(TEXT), told, "quantities.envoy", two))
    assert "»no reason«" not in plain(words(Article.of(TEXT), told, "quantities.envoy", two))


def test_a_finding_is_about_every_quote_that_it_compares(stand_in: Any) -> None:
    ((quote,),) = stand_in.code([Article.of("“Go home”, said Chad.", id="b", published="2031-03-05")])
    assert isinstance(quote, Quote)
    cited = Citation("b", quote.start, quote.end, quote.text)
    other = Citation("b", quote.end + 3, quote.end + 7, "said")

    def finding(named: str, words: Citation) -> Finding:
        value = Value("Go home", ("b",), ("b",), ("b",), (words,))
        return Finding("finding-1", "story-1", None, named, "quote", Relation.AGREES, (value,), "…", "v")

    assert is_about(finding("quote-of-another", cited), quote)
    assert is_about(finding(quote.id, other), quote)
    assert not is_about(finding("quote-of-another", other), quote)
    assert not is_about(finding("quote-of-another", replace(cited, article_id="a")), quote)


def test_numbers_of_an_event_are_told_apart_by_what_they_measure() -> None:
    dead, hurt = (Quantity(value, None, "people", "exact", text, 0, 1) for value, text in ((12, "twelve"), (40, "forty")))
    sources = {"type": ("m",), "quantities.dead people": ("m",), "place": ("m",), "quantities.hurt people": ("m",)}
    event = event_with(sources, (dead, hurt))
    assert amount_of(event, "quantities.hurt people") == hurt
    assert amount_of(event, "quantities.dead people") == dead
    assert amount_of(event, "place") is None
    assert amount_of(event_with(sources, (dead,)), "quantities.dead people") is None


def event_with(sources: dict[str, tuple[str, ...]], quantities: tuple[Quantity, ...]) -> Event:
    """An event of which only this is known."""
    told: dict[str, Any] = dict.fromkeys(Event.__slots__, ())
    return Event(**{**told, "sources": sources, "quantities": quantities})
