"""When two wordings are one quotation, when one is a cut of the other, and which words differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reconciling.overlaps import overlap
from dragoman.reconciling.wordings import Wording

WHOLE = "The door stays open, and those who left may come back tomorrow."


def worded(*pieces: str) -> Wording:
    return Wording.of(pieces)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Forty thousand nets!", "40000 nets"),
        ("40,000 nets", "40000 nets"),
        ("two hundred and six of twenty-one", "200 and 6 of 21"),
        ("a million, 2.5 million, three thousand five hundred", "1000000 2500000 3500"),
        ("One by one, no one", "one by one no one"),
        ("the Third and twelfth of the 11th", "the 3rd and 12th of the 11th"),
        ("We don’t, it's, they'll and can’t", "we do not it is they will and can not"),
        ("Labour’s centre organised the defence", "labor's center organized the defense"),
        ("½ a loaf, m²", "1⁄2 a loaf m2"),
    ],
)
def test_words_are_read_alike_however_they_are_written(text: str, words: str) -> None:
    assert " ".join(worded(text).words) == words


@pytest.mark.parametrize(
    "other",
    [
        ("the door stays open and those who left may come back tomorrow",),
        ("The door stays open,",),
        ("those who left may come back",),
        ("The door stays open […] come back tomorrow.",),
        ("The door stays open,", "and those who left may come back tomorrow."),
        ("The door stays open.", "They may come back tomorrow."),
        # Two reports cut at the ends of other sentences: what both give is the same.
        ("Nobody has locked it. The door stays open, and those who left may come back tomorrow.",),
    ],
)
def test_a_cut(other: tuple[str, ...]) -> None:
    assert overlap(worded(WHOLE), worded(*other)).is_cut
    assert overlap(worded(*other), worded(WHOLE)).is_cut


def test_reports_may_each_give_more_than_the_other() -> None:
    one = worded("The door stays open for all of them. I have the key.")
    other = worded("We are patient. The door stays open for all of them.")
    assert overlap(one, other).is_cut


@pytest.mark.parametrize(
    ("other", "differences"),
    [
        (
            "The door remains open, and those who left can return tomorrow.",
            [("stays open", "remains open"), ("may come back", "can return")],
        ),
        ("The door does not stay open, and those who left may come back tomorrow.", [("stays open", "does not stay open")]),
        ("The door stays open and those that left come back tomorrow.", [("who left may", "that left")]),
        ("The door stays open, and the 30 who left may come back tomorrow.", [("those who", "the 30 who")]),
    ],
)
def test_other_words_for_the_same(other: str, differences: list[tuple[str, str]]) -> None:
    found = overlap(worded(WHOLE), worded(other))
    assert found.is_one_quotation and not found.is_cut
    assert found.differences() == differences


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WHOLE, "The door stays shut until the last of the rebels has left."),
        (
            "We will not sign before the troops have left the valley.",
            "We will not talk while a single tank stands in the valley.",
        ),
        ("Our army is ready to answer any attack.", "Our army has answered the attack on the bridge with fire."),
        ("The talks were long, open and useful for both sides.", "The talks will go on in May, and both sides know why."),
        (
            "The border will be open to traders by the spring.",
            "Traders have waited for years. The river is high, the spring is far, and nobody will say when the border is to open.",
        ),
        ("We thank our friends for their help.", "We have asked our friends for patience and for help."),
    ],
)
def test_two_sentences_on_one_matter(one: str, other: str) -> None:
    found = overlap(worded(one), worded(other))
    assert not found.is_one_quotation and not found.is_cut


WORDS = st.lists(
    st.sampled_from("the door stays open and those who left may come back tomorrow . we wait".split()), max_size=14
)


@given(WORDS, WORDS)
def test_it_does_not_matter_which_comes_first(one: list[str], other: list[str]) -> None:
    a, b = worded(" ".join(one)), worded(" ".join(other))
    there, back = overlap(a, b), overlap(b, a)
    assert there.score == pytest.approx(back.score)
    assert all(a.stems[i] == b.stems[j] for i, j in there.pairs)
    assert list(there.pairs) == sorted(set(there.pairs))


@given(WORDS)
def test_a_wording_is_itself(words: list[str]) -> None:
    wording = worded(" ".join(words))
    found = overlap(wording, wording)
    assert found.is_cut == bool(wording.words)
    assert found.differences() == []


@given(st.text(alphabet="aé’'n½²1.,…[] \n“-", max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    wording = worded(text)
    assert all(wording.words)
    assert len(wording.words) == len(wording.shown) == len(wording.stems) == len(wording.weights)
