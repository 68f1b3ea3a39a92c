"""How builds of generated articles are measured against what is known of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.reconciling import Grouped, Report, reconcile
from dragoman.records import Article, Assertion, Coder, Date, Entity, Mention, Origin, Span, Status, Story
from press import Copy, Happening, Truth
from press.building import RememberingCoder
from press.comparing import coding_of, match_events
from scale import as_origins
from stories import bcubed

DAY = date(2031, 3, 4)


def happening(id: str, type: str, actors: str, recipients: str = "", **known: Any) -> Happening:
    sides = (tuple(actors.split()), tuple(recipients.split()))
    given: dict[str, Any] = {"mutual": False, "day": DAY, "place": None, "status": "done", "number": None} | known
    return Happening(id, "s1", "kind", type, *sides, **given)


def mention(id: str, article: str, type: str, actors: str, recipients: str = "", status: Status = Status.DONE) -> Mention:
    sides = [
        tuple(Entity(code, code, "state", code, (), None, None, 0, 3) for code in side.split()) for side in (actors, recipients)
    ]
    date = Date(DAY.isoformat(), None, "day", "text")
    by = Assertion("outlet", "The Lantern Post")
    return Mention(
        id, article, type, (), (), 4, -6.0, status, *sides, date, None, by, Span("did", 4, 7), (), (), 0.9, Coder("1", "r")
    )


def truth(*happenings: Happening, articles: str = "a b", copies: tuple[Copy, ...] = ()) -> Truth:
    ids = articles.split()
    return Truth(dict.fromkeys(ids, "s1"), happenings, {one.id: ids for one in happenings}, copies, dict.fromkeys(ids, "X"), [])


def test_a_planted_happening_is_found_with_type_and_both_countries() -> None:
    known = truth(happening("h", "SANCTION", "KEN", "UGA"))
    found = [mention("1", "a", "SANCTION", "KEN", "UGA"), mention("2", "b", "SANCTION", "KEN")]
    coding = coding_of(found, known, ["a", "b"])
    assert (coding.found, coding.planted) == (1, 2)
    assert [article for _, article in coding.missed] == ["b"]
    assert not coding.spurious


@pytest.mark.parametrize(
    ("told", "spurious"),
    [
        (mention("1", "a", "SANCTION", "UGA", "KEN"), True),
        (mention("1", "a", "ACCUSE", "KEN", "UGA"), True),
        (mention("1", "a", "ACCUSE", "KEN", "UGA", Status.BACKGROUND), False),
        (mention("1", "a", "SANCTION", "KEN", "UGA TZA"), False),
    ],
)
def test_what_matches_no_happening_is_spurious_if_told_as_done(told: Mention, spurious: bool) -> None:
    known = truth(happening("h", "SANCTION", "KEN", "UGA"))
    assert bool(coding_of([told], known, ["a"]).spurious) is spurious


def test_of_talks_the_sides_may_stand_anywhere() -> None:
    known = truth(happening("h", "CONSULT", "KEN UGA", mutual=True), articles="a")
    assert coding_of([mention("1", "a", "CONSULT", "UGA", "KEN")], known, ["a"]).found == 1


def test_several_events_of_one_happening_are_counted() -> None:
    known = truth(happening("h1", "SANCTION", "KEN", "UGA"), happening("h2", "ACCUSE", "UGA", "KEN"))
    mentions = [
        mention("1", "a", "SANCTION", "KEN", "UGA"),
        mention("2", "a", "ACCUSE", "UGA", "KEN"),
        mention("3", "b", "ACCUSE", "UGA", "KEN"),
    ]
    # Each article a story of its own, so that nothing joins the two accounts of one happening.
    stories = [
        Grouped(article, article, (Report(article, article, DAY.isoformat(), article, article, False),), ())
        for article in ("a", "b")
    ]
    events = reconcile(stories, mentions, [], {}).events
    matches = match_events(events, {"1": "a", "2": "a", "3": "b"}, known)
    assert (matches.matched, matches.found, matches.happenings) == (3, 2, 2)
    assert matches.overcount == 1.5
    assert list(matches.duplicates) == ["h2"]


def test_a_copy_with_an_origin_of_its_own_is_counted() -> None:
    copies = (Copy("b", "a", "reprint", False), Copy("c", "a", "update", True))
    origins = (Origin("Tidewater Wire", ("a", "c"), "update"), Origin("The Causeway", ("b",), "own"))
    story = Story("s", "t", ("a", "b", "c"), None, None, (), origins, (), 3, 2, "1")
    assert as_origins([story], truth(articles="a b c", copies=copies)) == {"reprint": 1}


def test_part_of_a_truth_holds_of_its_articles_alone() -> None:
    known = truth(happening("h", "AID", "KEN", "UGA"), articles="a b", copies=(Copy("b", "a", "reprint", False),))
    assert known.of(["a"]).reports == {"h": ["a"]}
    assert known.of(["a"]).copies == []
    assert known.of([]).happenings == []


def test_bcubed_of_the_truth_is_one() -> None:
    assert bcubed({"a": "x", "b": "x", "c": "y"}, {"a": "1", "b": "1", "c": "2"}) == (1.0, 1.0, 1.0)


def test_an_article_is_coded_once_and_after_that_remembered(stand_in: Any, tmp_path: Path) -> None:
    articles = [Article.of(f"Chad expelled two Libyan diplomats. {word}", published="2031-05-07") for word in ("One", "Two")]
    first = RememberingCoder(stand_in, tmp_path / "coded.sqlite").code(articles)
    again = RememberingCoder(stand_in, tmp_path / "coded.sqlite")
    # The first batch is coded anew, to hold what the coder holds.
    assert again.code(articles[:1]) == first[:1]
    assert again.code(articles[1:]) == first[1:] == stand_in.code(articles[1:])
    assert [len(batch) for batch in stand_in.batches] == [2, 1, 1]
    assert again.seconds > 0
