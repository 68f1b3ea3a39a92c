"""What of the text before a sentence the network reads with it."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Token

from dragoman.coding.learned import before


def sentences(*lengths: int) -> list[list[Token]]:
    """Sentences of so many words, which are numbered through the text."""
    doc = spacy.blank("en")(" ".join(f"w{n}" for n in range(sum(lengths))))
    starts = [sum(lengths[:n]) for n in range(len(lengths))]
    return [list(doc[start : start + length]) for start, length in zip(starts, lengths, strict=True)]


def words(*lengths: int) -> int:
    """How many words the network reads before the last of sentences so long."""
    return len(before(sentences(*lengths), len(lengths) - 1))


def test_the_first_sentence_has_nothing_before_it() -> None:
    assert words(20) == 0


def test_whole_sentences_are_taken_as_long_as_there_is_room() -> None:
    assert words(10, 20, 30, 5) == 60
    assert words(11, 20, 30, 5) == 50


def test_of_a_very_long_sentence_the_end_is_taken() -> None:
    assert before(sentences(100, 5), 1)[-1].text == "w99"
    assert words(100, 5) == 60


@given(st.lists(st.integers(1, 90), min_size=1, max_size=6))
def test_what_is_read_stands_right_before_the_sentence(lengths: list[int]) -> None:
    every = sentences(*lengths)
    read = before(every, len(every) - 1)
    end = every[-1][0].i
    assert [token.i for token in read] == list(range(end - len(read), end))
