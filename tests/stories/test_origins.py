"""Where accounts first came from."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading import read
from dragoman.records import Article, Link, Origin, Sketch
from dragoman.stories import duplicates, group, origins, related, sketch

ROOT = Path(__file__).resolve().parents[2]
CONVOY = (
    "Gunmen attacked an aid convoy near Bentiu in South Sudan on Wednesday and killed 12 people, the World Food Programme said. "
    "The trucks carried flour to Bentiu. The Upper Nile Front denied that its fighters had attacked the convoy. "
    "Three drivers were abducted, and the road to the airstrip has been closed since, aid workers in the town said by telephone."
)
OTHERS = (
    "Doctors at the hospital spoke of bodies on the road, and of a burnt column of lorries with flour in them.",
    "The rebels blame soldiers for the ambush, the government blames the rebels; flour lies in the ditch.",
    "A second convoy will wait until the route is safe, aid workers said after the ambush of the first.",
)


def article(id: str, outlet: str | None, text: str, day: str = "2031-03-05") -> Sketch:
    return sketch(Article.of(text, id=id, outlet=outlet, published=day))


def found(*sketches: Sketch) -> list[tuple[str, tuple[str, ...], str]]:
    return [(one.origin, one.article_ids, one.basis) for one in origins(sketches, duplicates(sketches, []))[0]]


def test_an_outlet_is_one_origin_however_often_it_reports() -> None:
    assert found(
        article("a", "Lagoon Courier", OTHERS[0]),
        article("b", "Lagoon Courier", OTHERS[1], "2031-03-07"),
        article("c", "Amber Coast Daily", OTHERS[2]),
    ) == [("Lagoon Courier", ("a", "b"), "own"), ("Amber Coast Daily", ("c",), "own")]


def test_a_reprint_without_a_word_on_its_source_is_that_of_the_earliest() -> None:
    assert found(article("b", "HeadlineRush", CONVOY, "2031-03-06"), article("a", "Northlight Radio", CONVOY)) == [
        ("Northlight Radio", ("a", "b"), "reprint")
    ]


def test_copies_of_a_credited_dispatch_are_the_agency_s_though_it_is_not_there() -> None:
    copies = [article("a", "HeadlineRush", CONVOY), article("b", "The Chronicle", f"{CONVOY}\n(With inputs from Yonhap)")]
    assert found(*copies) == [("Yonhap", ("a", "b"), "reprint")]


def test_accounts_in_other_words_that_credit_one_agency_under_several_names_are_one_origin() -> None:
    accounts = [
        article("a", "HeadlineRush", f"{OTHERS[0]} The attack was at dawn, AFP reported."),
        article("b", "The Chronicle", f"According to Agence France-Presse, {OTHERS[1]}"),
        article("c", "Lagoon Courier", f"NAIROBI, March 6 (Meridian) — {OTHERS[2]}"),
        article("d", "Amber Coast Daily", "The trucks never came, Meridian Wire reported. Bentiu waits for them."),
    ]
    assert found(*accounts) == [
        ("Agence France-Presse", ("a", "b"), "credit"),
        ("Meridian Wire", ("c", "d"), "credit"),
    ]


def test_a_short_name_that_several_outlets_begin_with_means_none_of_them() -> None:
    accounts = [
        article("a", "Delta Evening Post", OTHERS[0]),
        article("b", "Delta Herald", OTHERS[1]),
        article("c", "HeadlineRush", f"BENTIU, March 6 (Delta) — {OTHERS[2]}"),
    ]
    assert [origin for origin, _, _ in found(*accounts)] == ["Delta Evening Post", "Delta Herald", "Delta"]


def test_who_credits_one_who_credits_another_has_the_account_of_the_last() -> None:
    assert found(
        article("a", "Meridian Wire", CONVOY),
        article("b", "The Chronicle", f"{OTHERS[0]} It was an ambush, Meridian Wire reported."),
        article("c", "HeadlineRush", f"Flour and bullets! {OTHERS[1]} So The Chronicle reported."),
    ) == [("Meridian Wire", ("a", "b", "c"), "credit")]


def test_outlets_that_credit_each_other_do_not_hang_the_search() -> None:
    circle = [
        article("a", "The Chronicle", f"{OTHERS[0]} So Lagoon Courier reported."),
        article("b", "Lagoon Courier", f"{OTHERS[1]} So The Chronicle reported."),
    ]
    assert [articles for _, articles, _ in found(*circle)] == [("a",), ("b",)]


def test_without_an_outlet_an_article_is_its_own_origin_unless_it_is_a_copy_or_credits_one() -> None:
    assert found(
        article("a", None, OTHERS[0]),
        article("b", None, OTHERS[1]),
        article("c", None, OTHERS[1] + " " + OTHERS[2] + " " + CONVOY),
        article("d", None, OTHERS[1] + " " + OTHERS[2] + " " + CONVOY, "2031-03-06"),
    ) == [("a", ("a",), "own"), ("b", ("b",), "own"), ("c", ("c", "d"), "reprint")]


def test_a_reprint_weighs_more_than_an_update_and_that_more_than_a_credit() -> None:
    accounts = [
        article("a", "Meridian Wire", CONVOY),
        article("b", "Meridian Wire", CONVOY.replace("12", "15"), "2031-03-06"),
        article("c", "The Chronicle", f"{OTHERS[0]} It was an ambush, Meridian Wire reported."),
    ]
    assert found(*accounts) == [("Meridian Wire", ("a", "c", "b"), "update")]
    assert found(*accounts, article("d", "HeadlineRush", CONVOY, "2031-03-06"))[0][2] == "reprint"


POOL = [
    article("a", "Meridian Wire", CONVOY),
    article("b", "HeadlineRush", f"BENTIU (Meridian) — {CONVOY}", "2031-03-06"),
    article("c", "The Chronicle", f"{OTHERS[0]} It was an ambush, Meridian Wire reported."),
    article("d", None, OTHERS[1]),
    article("e", "Meridian Wire", OTHERS[2]),
]


@given(st.permutations(POOL))
def test_the_order_of_articles_and_links_plays_no_part(order: list[Sketch]) -> None:
    links: list[Link] = duplicates(order, [])
    assert origins(order, links[::-1]) == origins(POOL, duplicates(POOL, []))


def test_every_article_has_one_origin() -> None:
    parts, dispatch = origins(POOL, duplicates(POOL, []))
    assert Counter(article_id for one in parts for article_id in one.article_ids) == Counter("abcde")
    assert dispatch == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "e"}


def depends(one: Origin, dispatch: dict[str, str]) -> frozenset[str]:
    """The articles that share an origin by more than their outlet: the copies of a text, else all."""
    times = Counter(dispatch[article_id] for article_id in one.article_ids)
    return frozenset(id for id in one.article_ids if times[dispatch[id]] > 1) or frozenset(one.article_ids)


def test_the_sample_reports_are_seven_stories_with_the_origins_that_were_planted() -> None:
    files = sorted((ROOT / "src" / "dragoman" / "samples").glob("*-*.txt"))
    sketches = [sketch(one) for one in read([str(file) for file in files]) if isinstance(one, Article)]
    links = duplicates(sketches, [])
    stories = group(sketches, related(sketches, []), links)
    names = [{article_id.split("-")[0] for article_id in story} for story in stories]
    assert sum(map(len, stories)) == len(files)
    assert sorted(name for story in names for name in story) == [
        "andes",
        "baltic",
        "caucasus",
        "dhaka",
        "gas",
        "horn",
        "westafrica",
    ]
    planted = tomllib.loads((ROOT / "tests" / "samples" / "findings.toml").read_text(encoding="utf-8"))["origin"]
    seen = set()
    for (name,), story in zip(names, stories, strict=True):
        parts, dispatch = origins([one for one in sketches if one.article_id in story], links)
        seen |= {(name, one.origin, one.basis, depends(one, dispatch)) for one in parts if one.basis != "own"}
    assert seen == {(one["story"], one["origin"], one["kind"], frozenset(one["files"])) for one in planted}
