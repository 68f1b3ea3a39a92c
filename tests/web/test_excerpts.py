"""Words in their surroundings: marks stay on their words, near ones stand together, and nothing is cut in two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Article
from dragoman.web.excerpts import excerpts, paragraphs, words_apart

WORDS = st.lists(st.sampled_from(["Chad", "a", "withdrew", "\n\n", "“no”,"]), max_size=120).map(" ".join)


@given(WORDS, st.lists(st.tuples(st.integers(0, 500), st.integers(1, 20)), max_size=4))
def test_each_span_is_marked_in_one_part(text: str, wanted: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in wanted if start + length <= len(text)]
    parts = excerpts(Article.of(text), spans, "who")
    found = [(part["start"] + mark["start"], part["start"] + mark["end"]) for part in parts for mark in part["marks"]]
    assert found == sorted(set(spans))
    for part in parts:
        assert text[part["start"] :].startswith(part["text"])
        assert all(0 <= mark["start"] < mark["end"] <= len(part["text"]) for mark in part["marks"])
        assert part["cut_before"] == (part["start"] > 0)


def test_what_lies_apart_stands_apart() -> None:
    text = "Chad spoke. " + "Nothing happened. " * 40 + "Libya answered."
    first, second = excerpts(Article.of(text), [(0, 4), (len(text) - 15, len(text) - 10)], "who")
    assert (first["cut_before"], first["cut_after"]) == (False, True)
    assert (second["cut_before"], second["cut_after"]) == (True, False)
    assert not second["text"].startswith(" ")


@given(WORDS)
def test_paragraphs_hold_all_but_blanks(text: str) -> None:
    parts = paragraphs(text, 0, len(text))
    assert "".join("".join(text[start:end] for start, end in parts).split()) == "".join(text.split())
    assert all("\n\n" not in text[start:end] and text[start:end] == text[start:end].strip() for start, end in parts)


def test_words_in_which_wordings_part() -> None:
    wordings = ("This border will be drawn with pencils", "It is a border drawn with pencils")
    first, second = words_apart(wordings)
    assert [wordings[0][one["start"] : one["end"]] for one in first] == ["This", "will be"]
    assert [wordings[1][one["start"] : one["end"]] for one in second] == ["It is a"]
    assert words_apart(["The same."]) == [[]]
