"""The generated press: the same on every run, and its truth is of one piece."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, datetime
from typing import Any

import pytest

from press import Truth, generate
from press.vocabulary import load_vocabulary

Made = tuple[list[dict[str, Any]], Truth]
AGENCIES = {outlet.name for outlet in load_vocabulary().outlets if outlet.agency}


@pytest.fixture(scope="module")
def made() -> Made:
    return generate(900, seed=7)


def day(article: dict[str, Any]) -> date:
    return datetime.fromisoformat(article["published"]).date()


def test_the_same_seed_gives_the_same_press(made: Made) -> None:
    assert generate(900, seed=7) == made


def test_another_seed_gives_another(made: Made) -> None:
    assert not {one["text"] for one in generate(200, seed=8)[0]} & {one["text"] for one in made[0]}


@pytest.mark.parametrize("count", [1, 2, 37])
def test_as_many_articles_as_asked_for(count: int) -> None:
    assert len(generate(count, seed=1)[0]) == count


def test_articles_come_by_time_each_with_an_id_of_its_own(made: Made) -> None:
    articles, truth = made
    times = [one["published"] for one in articles]
    assert times == sorted(times)
    assert len({one["id"] for one in articles}) == len(articles) == len(truth.story_of) == len(truth.origin_of)
    assert {day(one).year for one in articles} == {2031}


def test_lengths_are_those_of_press_reports(made: Made) -> None:
    lengths = sorted(len(one["text"].split()) for one in made[0])
    assert lengths[0] >= 140
    assert lengths[-1] <= 700
    assert 250 <= lengths[len(lengths) // 2] <= 400
    assert lengths[len(lengths) // 20] < 220 < 450 < lengths[-len(lengths) // 20]


def test_stories_are_many_and_few_are_large(made: Made) -> None:
    sizes = Counter(made[1].story_of.values())
    assert 3.2 <= len(made[0]) / len(sizes) <= 5.5
    assert 0.3 <= sum(size == 1 for size in sizes.values()) / len(sizes) <= 0.55
    assert 10 < max(sizes.values()) <= 25


def test_nothing_of_a_template_is_left_over(made: Made) -> None:
    for article in made[0]:
        assert not re.search(r"[{}\[\]|]|  |\bNone\b|,,|\.\.| ,", article["title"] + "\n" + article["text"]), article


def test_every_happening_is_reported_and_after_it_happened(made: Made) -> None:
    articles, truth = made
    published = {one["id"]: day(one) for one in articles}
    assert {one.id for one in truth.happenings} == truth.reports.keys()
    for happening in truth.happenings:
        reports = truth.reports[happening.id]
        assert reports
        assert {truth.story_of[article] for article in reports} == {happening.story}
        assert all(published[article] >= happening.day for article in reports)


def test_every_article_reports_the_main_happening_of_its_story(made: Made) -> None:
    articles, truth = made
    reporting = {article for one in truth.happenings if one.id.endswith("-0") for article in truth.reports[one.id]}
    assert reporting == {one["id"] for one in articles}


def test_happenings_of_a_story_are_in_order_and_no_two_the_same(made: Made) -> None:
    of_story = defaultdict(list)
    for happening in made[1].happenings:
        of_story[happening.story].append(happening)
    assert {len(happenings) for happenings in of_story.values()} == {1, 2, 3, 4}
    for happenings in of_story.values():
        assert [one.day for one in happenings] == sorted(one.day for one in happenings)
        keys = [(one.type, frozenset(one.actors), one.recipients) for one in happenings]
        assert len(set(keys)) == len(keys)


def test_a_copy_is_later_than_what_it_copies_and_tells_no_more(made: Made) -> None:
    articles, truth = made
    by_id = {one["id"]: one for one in articles}
    told = defaultdict(set)
    for happening, reports in truth.reports.items():
        for article in reports:
            told[article].add(happening)
    copies = {copy.article for copy in truth.copies}
    assert len(copies) == len(truth.copies)
    assert {copy.how for copy in truth.copies} == {"reprint", "update", "reworded"}
    for copy in truth.copies:
        article, original = by_id[copy.article], by_id[copy.of]
        assert article["published"] > original["published"]
        assert told[copy.article] <= told[copy.of]
        assert truth.origin_of[copy.article] == truth.origin_of[copy.of]
        assert (article["outlet"] == original["outlet"]) == (copy.how == "update")
        if copy.how == "reworded":
            assert truth.origin_of[copy.of] in AGENCIES
            assert truth.origin_of[copy.of] in article["text"][:400]
        if copy.how == "reprint":
            assert article["title"] != original["title"]


def test_own_accounts_are_their_own_origin(made: Made) -> None:
    articles, truth = made
    copies = {copy.article for copy in truth.copies}
    own = [one for one in articles if one["id"] not in copies]
    assert 0.3 < len(own) / len(articles) < 0.75
    assert all(truth.origin_of[one["id"]] == one["outlet"] for one in own)


def test_own_accounts_of_a_story_begin_differently(made: Made) -> None:
    articles, truth = made
    copies = {copy.article for copy in truth.copies}
    firsts = defaultdict(list)
    for one in articles:
        if one["id"] not in copies:
            firsts[truth.story_of[one["id"]]].append(one["text"].split("\n")[0])
    assert all(len(set(lines)) >= min(4, len(lines)) for lines in firsts.values())


def test_disagreements_name_who_says_what(made: Made) -> None:
    articles, truth = made
    text = {one["id"]: one["text"] for one in articles}
    places = [one for one in truth.disagreements if one.field == "place"]
    assert {one.field for one in truth.disagreements} == {"number", "place"}
    for one in truth.disagreements:
        assert len(one.values) > 1
        assert {article for said in one.values.values() for article in said} == set(truth.reports[one.happening])
    for one in places:
        named = [value in text[article] for value, said in one.values.items() for article in said]
        assert sum(named) >= len(named) / 2


def test_an_update_may_correct_the_number(made: Made) -> None:
    truth = made[1]
    updates = {copy.article: copy.of for copy in truth.copies if copy.how == "update"}
    number_of = {
        article: value
        for one in truth.disagreements
        if one.field == "number" and one.happening.endswith("-0")
        for value, said in one.values.items()
        for article in said
    }
    corrected = [article for article, of in updates.items() if article in number_of and number_of[article] != number_of[of]]
    true = {one.story: str(one.number) for one in truth.happenings if one.id.endswith("-0")}
    assert len(corrected) > 10
    assert all(number_of[article] == true[truth.story_of[article]] for article in corrected)


def test_the_same_pair_comes_back_and_the_same_kind_recurs_in_a_week(made: Made) -> None:
    main = [one for one in made[1].happenings if one.id.endswith("-0")]
    pairs = Counter(frozenset((*one.actors, *one.recipients)) for one in main)
    assert pairs.most_common(1)[0][1] >= 4
    weeks = Counter((one.kind, one.day.isocalendar().week) for one in main)
    assert weeks.most_common(1)[0][1] >= 2


def test_nothing_is_told_before_its_hour(made: Made) -> None:
    for article in made[0]:
        when = datetime.fromisoformat(article["published"])
        if f"on {when:%A} evening" in article["text"].replace("On", "on"):
            assert when.hour >= 18, article
