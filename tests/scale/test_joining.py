"""Which articles meet on many machines: all that one machine would compare, each pair once."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman import stories
from dragoman.engine.keeping import kept as coded_as_kept
from dragoman.records import Article, Link
from dragoman.scale.joining import NO_DAY, block_pairs, placed
from dragoman.scale.rows import kept_from, kept_row, link_rows, links_from
from dragoman.scale.stages import alone, compared, reconciled
from dragoman.store import Kept


def kept(name: str, text: str, published: str | None = "2031-03-05") -> Kept:
    article = Article.of(text, id=name, published=published, outlet=f"Outlet {name}", coding="done")
    return Kept(article, (), stories.sketch(article), {}, "v1")


SHARED = "Envoys of Chad and Libya met in Geneva to settle the quarrel over the border post at Aouzou, the host said. "
DAYS = (*["2031-03-05"] * 3, "2031-03-09", "2031-03-20", None)
ARTICLES = [kept(f"a{n}", f"{SHARED * 2}Day {n}: rain delayed part {n} of the talks.", day) for n, day in enumerate(DAYS)]


def test_a_row_is_read_back() -> None:
    row = kept_row(ARTICLES[0])
    back = kept_from(row)
    assert back.article == ARTICLES[0].article
    assert kept_row(back) == row
    uncoded = Kept(Article.of("x", id="q", coding="quarantine"), (), None, {}, "v1", "took too long")
    assert kept_from(kept_row(uncoded)) == uncoded


@given(blocks=st.sets(st.tuples(st.integers(NO_DAY, 40), st.integers(0, 2)), max_size=12))
def test_blocks_meet_as_often_as_their_articles_are_compared(blocks: set[tuple[int, int]]) -> None:
    meetings = Counter(frozenset(pair) for pair in block_pairs(sorted(blocks)))
    for one in blocks:
        for other in blocks:
            near = NO_DAY in (one[0], other[0]) or abs(one[0] - other[0]) <= stories.WINDOW_DAYS
            assert meetings[frozenset((one, other))] == near


def test_blocks_give_the_links_of_one_machine() -> None:
    sketches = [one.sketch for one in ARTICLES if one.sketch]
    rows = [kept_row(one) for one in ARTICLES]
    blocks = [[rows[0]], [rows[1], rows[2]], [rows[3]], [rows[4]], [rows[5]]]
    days = [(one[0]["day"] or NO_DAY, number) for number, one in enumerate(blocks)]
    found: list[dict[str, object]] = []
    for one, other in block_pairs(days):
        found += compared(blocks[one[1]], None if one == other else blocks[other[1]])
    for kind, whole in (("duplicate", stories.duplicates(sketches, [])), ("related", stories.related(sketches, []))):
        assert sorted(links_from(found, kind), key=lambda link: (link.a, link.b)) == whole
        assert len(whole) >= 5


def test_stories_that_share_a_happening_are_reconciled_together() -> None:
    rows = [
        {**kept_row(kept(f"a{n}", f"Rain {n}.")), "keys": keys} for n, keys in enumerate(['{"m0": "k"}', "{}", '{"m2": "k"}'])
    ]
    places = {row["id"]: row for row in placed(rows, [])}
    assert len({row["story_id"] for row in places.values()}) == 3
    assert places["a0"]["batch"] == places["a2"]["batch"]
    linked = link_rows("related", [Link("a0", "a1", 0.9)])
    stories_of = {row["id"]: row["story_id"] for row in placed(rows, linked)}
    assert stories_of["a0"] == stories_of["a1"] != stories_of["a2"]


def test_what_was_not_coded_goes_along() -> None:
    uncoded = Kept(Article.of("Regen.", id="q", language="de", coding="language"), (), None, {}, "")
    rows = [{**kept_row(uncoded), "story_id": None}, {**kept_row(ARTICLES[0]), "story_id": "story-1"}]
    made = Counter(line["kind"] for line in reconciled(rows, []))
    assert made == {"articles": 2, "stories": 1}


def test_an_article_alone_has_the_records_that_coding_gave(stand_in: Any) -> None:
    (found,) = coded_as_kept(stand_in, [Article.of("Chad expelled two Libyan envoys. “Go home”, it said.", id="a")])
    assert [line["kind"] for line in alone(kept_row(found))] == ["articles", "mentions", "quotes"]
    broken = Kept(Article.of("x", id="q", coding="quarantine"), (), None, {}, "v1", "took too long")
    assert [line["kind"] for line in alone(kept_row(broken))] == ["articles", "quarantine"]
