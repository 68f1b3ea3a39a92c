"""What holds of every record whatever the text: offsets, determinism, order of articles."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.coding import Coder, load_coder
from dragoman.reading import read
from dragoman.records import Article, to_json

SAMPLES = Path(dragoman.__file__).parent / "samples"

WHO = [
    "Kenya",
    "the Peruvian army",
    "Omani Foreign Minister Salim Harthy",
    "the two countries",
    "he",
    "NATO",
    "gunmen",
    "the West",
]
DOES = [
    "attacked",
    "met",
    "will send aid to",
    "denied shelling",
    "was urged by",
    "agreed with",
    "“praised”",
    "said it had expelled",
]
MORE = [
    "",
    " on Friday",
    " in Wonsan",
    ", officials said",
    " after talks with Chad",
    " — “we will not yield,” he said",
    "\n\nIn 1999",
    "…",
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder()


@pytest.fixture(scope="module")
def samples() -> list[Article]:
    return [a for a in read([str(SAMPLES)]) if isinstance(a, Article)]


def spans(value: Any) -> Iterator[tuple[str, int, int]]:
    """Every (text, start, end) inside a record."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = {f.name for f in dataclasses.fields(value)}
        if {"text", "start", "end"} <= names and value.text is not None:  # type: ignore[attr-defined]
            yield value.text, value.start, value.end  # type: ignore[attr-defined]
        for name in names:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def offsets_hold(article: Article, coder: Coder) -> None:
    for record in coder.code([article])[0]:
        for text, start, end in spans(record):
            assert article.text[start:end] == text, (record, text)
            assert start >= article.body_start


def test_every_offset_in_the_samples_points_at_its_words(coder: Coder, samples: list[Article]) -> None:
    for article in samples:
        offsets_hold(article, coder)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(DOES), st.sampled_from(WHO), st.sampled_from(MORE)), max_size=4)
)
def test_every_offset_points_at_its_words(coder: Coder, parts: list[tuple[str, str, str, str]]) -> None:
    text = " ".join(f"{who[0].upper()}{who[1:]} {does} {whom}{more}." for who, does, whom, more in parts)
    offsets_hold(Article.of(text, published="2031-05-02"), coder)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_is_coded_or_left_without_a_crash(coder: Coder, text: str) -> None:
    offsets_hold(Article.of(text), coder)


def test_the_same_articles_give_the_same_bytes_in_any_order(coder: Coder, samples: list[Article]) -> None:
    first = {a.id: [to_json(r) for r in found] for a, found in zip(samples, coder.code(samples), strict=True)}
    shuffled = random.Random(3).sample(samples, len(samples))
    again = {a.id: [to_json(r) for r in found] for a, found in zip(shuffled, coder.code(shuffled), strict=True)}
    alone = {a.id: [to_json(r) for r in coder.code([a])[0]] for a in samples}
    assert first == again == alone


def test_ids_are_unique_within_an_article(coder: Coder, samples: list[Article]) -> None:
    for found in coder.code(samples):
        assert len({r.id for r in found}) == len(found)


def test_every_record_names_the_coder_and_the_rule(coder: Coder, samples: list[Article]) -> None:
    for found in coder.code(samples):
        assert all(r.coder.version == coder.version and r.coder.rule for r in found)


def test_annotations_point_at_their_words(coder: Coder, samples: list[Article]) -> None:
    for article, notes in zip(samples[:5], coder.annotate(samples[:5]), strict=True):
        assert {n["kind"] for n in notes} == {"entity", "place", "time"}
        assert all(article.text[n["start"] : n["end"]] == n["text"] for n in notes)


def test_only_sentences_that_can_hold_an_event_are_parsed(coder: Coder) -> None:
    article = Article.of("It was a quiet day. Kenya attacked Chad on Monday. The old bakery smelled of bread.")
    assert coder.wanted(coder.model.split(article.text), article) == {1}
    endless = Article.of("Kenya attacked Chad and " * 200)
    assert coder.wanted(coder.model.split(endless.text), endless) == set()
