"""Facts in words."""

from __future__ import annotations

import pytest

from dragoman.web.wording import basis_in_words, counted, day_in_words, days_in_words, short_day


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-03-05", "5 March 2031"),
        ("2031-03-05T10:00:00Z", "5 March 2031"),
        ("2031-03", "March 2031"),
        ("2031", "2031"),
        (None, "no date"),
        ("", "no date"),
        ("2031-13", "2031-13"),
        ("2031-02-30", "2031-02-30"),
        ("soon", "soon"),
    ],
)
def test_days(value: str | None, words: str) -> None:
    assert day_in_words(value) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-03-05", "2031-03-07", "5–7 March 2031"),
        ("2031-02-28", "2031-03-02", "28 February – 2 March 2031"),
        ("2030-12-31", "2031-01-01", "31 December 2030 – 1 January 2031"),
        ("2031-03-05", "2031-03-05", "5 March 2031"),
        (None, None, "no date"),
        ("2031-03", "2031-05", "March 2031 – May 2031"),
    ],
)
def test_spans_of_days(first: str | None, last: str | None, words: str) -> None:
    assert days_in_words(first, last) == words


def test_counts_and_short_days() -> None:
    assert (counted(1, "story", "stories"), counted(2100, "story", "stories")) == ("1 story", "2,100 stories")
    assert (short_day("2031-03-05"), short_day("2031-03"), short_day(None)) == ("5 Mar", "March 2031", "no date")


def test_where_an_account_comes_from() -> None:
    assert basis_in_words("own", "Lake", "Lake") == "own account"
    assert basis_in_words("reprint", "Lake", "Sea") == "account of Lake (one text, reprinted)"
