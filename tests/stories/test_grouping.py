"""Articles of one happening make one story, whatever the order and the number of builds they came in."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Article, Link, Sketch
from dragoman.stories import duplicates, group, origins, related, sketch, story_id, title_of
from dragoman.stories.fingerprints import fingerprints
from dragoman.stories.words import weighed

CONVOY = (
    "Gunmen attacked an aid convoy near Bentiu in South Sudan on Wednesday and killed 12 people, the World Food Programme said. "
    "The trucks carried flour to Bentiu. The Upper Nile Front denied that its fighters had attacked the convoy."
)
CONVOY_AGAIN = (
    "Twelve people died on Wednesday when an aid convoy bound for Bentiu was attacked, a doctor in the South Sudan town said. "
    "The army blamed the Upper Nile Front. The convoy of the World Food Programme carried flour."
)
VISIT = (
    "The Peruvian foreign minister arrived in Quito on Thursday for talks on the closed crossing at Huaquillas. "
    "Peru and Ecuador recalled their ambassadors in a quarrel over spying on a naval base in Callao."
)
VISIT_AGAIN = (
    "Peru and Ecuador began talks in Quito on Thursday on their quarrel over spying in Callao. The crossing at Huaquillas stays "
    "closed, the Peruvian foreign minister said."
)


def article(id: str, text: str, day: str | None = "2031-03-05", **known: Any) -> Sketch:
    return sketch(Article.of(text, id=id, published=day, **known))


def stories(sketches: list[Sketch]) -> list[tuple[str, ...]]:
    return group(sketches, related(sketches, []), duplicates(sketches, []))


def test_one_happening_is_one_story() -> None:
    found = stories([article("a", CONVOY), article("b", VISIT), article("c", CONVOY_AGAIN), article("d", VISIT_AGAIN)])
    assert found == [("a", "c"), ("b", "d")]


def test_the_next_happening_of_the_kind_is_another_story() -> None:
    assert stories([article("a", CONVOY), article("b", CONVOY_AGAIN, "2031-04-20")]) == [("a",), ("b",)]


def test_articles_without_a_day_are_compared_with_all() -> None:
    assert stories([article("a", CONVOY), article("b", CONVOY_AGAIN, None)]) == [("a", "b")]


POOL = [
    article("a", CONVOY),
    article("b", VISIT),
    article("c", CONVOY_AGAIN, "2031-03-06"),
    article("d", VISIT_AGAIN, "2031-03-07"),
    article("e", CONVOY + " The African Union condemned it.", "2031-03-06"),
    article("f", CONVOY_AGAIN, None),
    article("g", "A baker in Wales won a prize for his bread.", "2031-03-06"),
]


@given(order=st.permutations(POOL), cut=st.integers(0, len(POOL)))
def test_links_and_stories_do_not_depend_on_the_order_or_the_builds(order: list[Sketch], cut: int) -> None:
    first, second = order[:cut], order[cut:]
    for link in (related, duplicates):
        apart = [*link(first, []), *link(second, first)]
        assert sorted(apart, key=lambda one: (one.a, one.b)) == link(POOL, [])
    assert group(order, related(order, []), duplicates(order, [])) == stories(POOL)


def test_a_link_is_a_property_of_two_articles() -> None:
    pairs = [link for one, other in combinations(POOL, 2) for link in related([one, other], [])]
    assert sorted(pairs, key=lambda one: (one.a, one.b)) == related(POOL, [])


def test_a_reprint_with_another_headline_and_a_cut_is_a_near_duplicate() -> None:
    body = " ".join(f"{CONVOY} {VISIT_AGAIN}".split())
    reprint = "CONVOY HORROR\n" + body.replace(" The trucks carried flour to Bentiu.", "")
    (link,) = duplicates([article("a", body), article("b", reprint)], [])
    assert (link.a, link.b) == ("a", "b")
    assert link.weight > 0.7
    assert duplicates([article("a", CONVOY), article("c", CONVOY_AGAIN)], []) == []


def test_a_round_up_is_a_reprint_of_none_of_what_it_holds() -> None:
    parts = [" ".join(f"{word}{number}" for number in range(60)) + "." for word in ("alpha", "beta", "gamma", "delta")]
    briefs = [article(str(number), part) for number, part in enumerate(parts)]
    assert duplicates([*briefs, article("all", "\n".join(parts))], []) == []


def test_near_duplicates_are_one_story_however_unlike_their_headlines() -> None:
    sketches = [
        article("a", CONVOY, title="Twelve killed in attack on aid convoy"),
        article("b", CONVOY, "2031-03-06", title="Bread of sorrow: a bakery waits in vain for its flour"),
    ]
    assert group(sketches, [], duplicates(sketches, [])) == [("a", "b")]


def test_a_reprint_has_the_origin_of_the_first() -> None:
    sketches = [article("a", CONVOY, outlet="Meridian Wire"), article("b", CONVOY, "2031-03-06", outlet="HeadlineRush")]
    (origin,), dispatch = origins(sketches, duplicates(sketches, []))
    assert (origin.origin, origin.article_ids, origin.basis) == ("Meridian Wire", ("a", "b"), "reprint")
    assert dispatch == {"a": "a", "b": "a"}


def test_an_update_is_of_one_outlet() -> None:
    sketches = [
        article("a", CONVOY, outlet="Meridian Wire"),
        article("b", CONVOY.replace("12", "15"), "2031-03-06", outlet="Meridian Wire"),
    ]
    (origin,), _ = origins(sketches, duplicates(sketches, []))
    assert origin.basis == "update"


def test_accounts_that_credit_an_agency_have_its_origin() -> None:
    sketches = [
        article("a", CONVOY, outlet="Meridian Wire"),
        article("b", "An aid convoy was attacked, Meridian reported. " + CONVOY_AGAIN, outlet="The Chronicle"),
        article("c", "According to the news agency Meridian, a convoy was attacked. " + CONVOY_AGAIN[40:], outlet="Northlight"),
        article("d", "A convoy was attacked. " + CONVOY_AGAIN[80:], outlet="Lagoon Courier"),
        article("e", "Twelve died."),
    ]
    found, _ = origins(sketches, [])
    assert [(origin.origin, origin.article_ids, origin.basis) for origin in found] == [
        ("Meridian Wire", ("a", "c"), "credit"),
        ("The Chronicle", ("b",), "own"),
        ("Lagoon Courier", ("d",), "own"),
        ("e", ("e",), "own"),
    ]


def test_a_story_is_named_by_the_article_most_alike_to_the_others() -> None:
    sketches = [article("a", CONVOY), article("b", CONVOY_AGAIN), article("c", CONVOY + " " + CONVOY_AGAIN)]
    assert title_of(related(sketches, []), ["a", "b", "c"]) == "c"


def test_of_equals_the_first_names_the_story_and_links_with_others_do_not_count() -> None:
    links = [Link("a", "b", 0.5), Link("b", "x", 0.9)]
    assert title_of(links, ["a", "b"]) == "a"
    assert title_of([], ["c"]) == "c"


def test_the_id_of_a_story_is_that_of_its_first_article() -> None:
    assert story_id(["a", "b"]) == story_id(["a"]) != story_id(["b", "a"])
    assert story_id(["a"]) == "story-ca978112ca1bbdca"


def test_a_text_without_words_has_an_empty_sketch() -> None:
    for text in ("", "…", "one two"):
        assert len(fingerprints(text)) == 0
    terms, weights = weighed("…")
    assert (len(terms), len(weights)) == (0, 0)
    assert stories([article("a", "…"), article("b", "…")]) == [("a",), ("b",)]
