"""CSV gives back whatever words are put in, and never as a formula."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.exporting import write_csv
from dragoman.exporting.column import joined
from dragoman.records import Article

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell_of(title: str) -> str:
    output = io.BytesIO()
    write_csv("articles", [Article.of("Chad and Libya talked.", id="a", title=title)], output, with_text=False)
    header, row = csv.reader(io.StringIO(output.getvalue().decode("utf-8"), newline=""), strict=True)
    return row[header.index("title")]


@given(st.text())
@example('a "b", c\r\nd\n\re')
@example("\x00\ud800\udc00")
def test_words_come_back(title: str) -> None:
    known = title.encode("utf-8", "replace").decode("utf-8")
    assert cell_of(title) == (f"'{known}" if known.startswith(FORMULA) else known)


@given(st.sampled_from(FORMULA), st.text())
def test_no_cell_begins_as_a_formula_does(first: str, rest: str) -> None:
    assert not cell_of(first + rest).startswith(FORMULA)


@given(st.lists(st.text(), min_size=1))
def test_a_cell_has_as_many_parts_as_the_list(parts: list[str]) -> None:
    assert len(joined(parts).split(";")) == len(parts)
