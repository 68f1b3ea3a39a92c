"""Marked text: nothing of it is lost, nothing of it becomes HTML, and each mark covers its words."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.marking import marked

TEXTS = st.text(alphabet=st.sampled_from("ab<>&\"'{}% \n“é𝔘"), max_size=40)
MARKS = st.lists(
    st.fixed_dictionaries(
        {"start": st.integers(-3, 45), "end": st.integers(-3, 45), "kind": st.sampled_from(["who", "deed chosen", '"><b>'])},
        optional={"href": st.sampled_from(["?event=a", '"x']), "anchor": st.sampled_from(["w1", "w2"]), "label": TEXTS},
    ),
    max_size=6,
)


def told(html: str) -> str:
    """What a reader sees."""
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(TEXTS, MARKS)
def test_the_text_stays_what_it_is(text: str, marks: list[dict[str, Any]]) -> None:
    assert told(marked(text, marks)) == text


class Tags(HTMLParser):
    """The tags, and for each character whether it stands within a mark of some kind."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.seen = list[list[str]]()
        self.tags = set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and any(one == "a" for one, _ in self.open)), "a link within a link"
        self.tags.add(tag)
        self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.seen += [[kind for _, kind in self.open] for _ in data]


@given(TEXTS, MARKS)
def test_each_character_carries_the_marks_over_it_and_no_others(text: str, marks: list[dict[str, Any]]) -> None:
    tags = Tags()
    tags.feed(marked(text, marks))
    tags.close()
    assert tags.tags <= {"a", "mark"}
    expected = [sorted(f"is-{one['kind']}" for one in marks if one["start"] <= n < one["end"]) for n in range(len(text))]
    assert [sorted(kinds) for kinds in tags.seen] == expected


@given(TEXTS, MARKS, st.integers(0, 45), st.integers(0, 45))
def test_a_part_shows_that_part(text: str, marks: list[dict[str, Any]], start: int, end: int) -> None:
    assert told(marked(text, marks, start, end)) == text[start:end]


def test_words_within_words() -> None:
    marks = [
        {"start": 0, "end": 9, "kind": "who", "href": "?a"},
        {"start": 4, "end": 9, "kind": "where", "href": "?b", "anchor": "w4", "label": "Where: Chad"},
    ]
    assert marked("The Chads <", marks) == (
        '<a class="is-who" href="?a">The </a>'
        '<mark class="is-who"><a id="w4" class="is-where" title="Where: Chad" href="?b">Chads</a></mark> &lt;'
    )
