"""One quotation in several reports, cut, spliced, put otherwise, or given to somebody else."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding import load_coder
from dragoman.reading import read
from dragoman.reconciling import Report
from dragoman.reconciling.quotations import compare_quotes
from dragoman.records import Article, Coder, Date, Entity, Finding, Quote, Span

WHOLE = "The door stays open, and those who left may come back tomorrow."


def quote(
    article: str,
    text: str,
    speaker: str = "Anna Berg",
    start: int = 0,
    country: str | None = "NOR",
    form: str = "direct",
    name: str | None = None,
) -> Quote:
    who = Entity(speaker, name or speaker, "person", country, ("GOV",), None, None, 500, 500 + len(speaker))
    when = Date(None, None, "none", "published")
    return Quote(
        f"quote-{article}-{start}",
        article,
        text,
        start,
        start + len(text),
        form,
        who,
        None,
        None,
        None,
        when,
        Coder("v", "quote"),
    )


def compared(*quotes: Quote, dispatch: str | None = None, outlet: str | None = None) -> list[Finding]:
    """Findings where each article is another outlet's own, or all have the one `dispatch` or the one `outlet`."""
    reports = {
        one.article_id: Report(
            one.article_id, outlet or one.article_id, "2031-03-05", one.article_id, dispatch or one.article_id
        )
        for one in quotes
    }
    return compare_quotes("story-1", quotes, reports)


def found(*quotes: Quote, dispatch: str | None = None) -> list[tuple[str, str, list[tuple[str, tuple[str, ...]]]]]:
    return [
        (one.field, str(one.relation), [(value.value, value.article_ids) for value in one.values])
        for one in compared(*quotes, dispatch=dispatch)
    ]


def test_the_same_words_agree() -> None:
    assert found(quote("a", WHOLE), quote("b", WHOLE)) == [("quote", "agrees", [(WHOLE, ("a", "b"))])]


def test_a_cut_agrees_and_stands_beside_the_whole() -> None:
    cut = "The door stays open,"
    assert found(quote("a", cut), quote("b", WHOLE)) == [("quote", "agrees", [(WHOLE, ("b",)), (cut, ("a",))])]


def test_two_reports_may_each_give_more_than_the_other() -> None:
    one = "We are patient people and the winter is long. The door stays open for all of them."
    other = "The door stays open for all of them. I keep the only key in my own pocket, and my pocket has no hole."
    ((field, relation, values),) = found(quote("a", one), quote("b", other))
    assert (field, relation) == ("quote", "agrees")
    assert dict(values) == {one: ("a",), other: ("b",)}


def test_a_reporter_may_break_in() -> None:
    first, second = quote("b", "The door stays open,"), quote("b", "and those who left may come back tomorrow.", start=40)
    (one,) = compared(quote("a", WHOLE), first, second)
    assert (one.field, one.relation, one.values[0].article_ids) == ("quote", "agrees", ("a", "b"))
    assert [cited.text for cited in one.values[0].evidence] == [WHOLE, first.text, second.text]
    assert one.explanation == f"a and b give the same words: “{WHOLE}”."


def test_other_words_for_the_same_differ() -> None:
    other = "The door remains open, and those who left can return tomorrow."
    (one,) = compared(quote("a", WHOLE), quote("b", other))
    assert (one.field, one.relation) == ("quote", "differs")
    assert [(value.value, value.article_ids) for value in one.values] == [(WHOLE, ("a",)), (other, ("b",))]
    assert one.explanation == (
        "b has “remains open” where a has “stays open”, “can return” where it has “may come back” in the same quotation."
    )


def test_a_number_is_the_same_in_words_and_in_figures() -> None:
    one, other = "Forty thousand people sleep in tents.", "40,000 people sleep in tents"
    ((field, relation, _),) = found(quote("a", one), quote("b", other))
    assert (field, relation) == ("quote", "agrees")


def test_another_sentence_of_the_same_speaker_is_another_quotation() -> None:
    assert found(quote("a", WHOLE), quote("b", "The harbour will be closed until the ice is gone.")) == []


def test_the_same_words_given_to_two_people() -> None:
    assert found(quote("a", WHOLE), quote("b", WHOLE, speaker="Nils Dahl", country="SWE")) == [
        ("speaker", "differs", [("Anna Berg", ("a",)), ("Nils Dahl", ("b",))])
    ]


def test_whoever_speaks_in_the_next_sentence_need_not_have_said_it() -> None:
    said = Span("said", len(WHOLE) + 20, len(WHOLE) + 24)
    doubtful = replace(quote("b", WHOLE, speaker="Nils Dahl", country="SWE"), cue=said)
    assert [field for field, _, _ in found(quote("a", WHOLE), doubtful)] == ["quote"]
    comma = replace(doubtful, text=WHOLE[:-1] + ",")
    assert [field for field, _, _ in found(quote("a", WHOLE), comma)] == ["speaker"]


def test_those_who_agree_on_the_speaker_agree_though_a_third_does_not() -> None:
    third = quote("c", WHOLE, speaker="Nils Dahl", country="SWE")
    assert found(quote("a", WHOLE), quote("b", WHOLE), third) == [
        ("quote", "agrees", [(WHOLE, ("a", "b"))]),
        ("speaker", "differs", [("Anna Berg", ("a", "b")), ("Nils Dahl", ("c",))]),
    ]


def test_two_people_may_say_much_the_same() -> None:
    other = quote("b", "The door remains open, and those who left can return tomorrow.", speaker="Nils Dahl", country="SWE")
    assert found(quote("a", WHOLE), other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("she", "Anna Berg", "NOR"), ("Nils Dahl", "Nils Dahl", "SWE")),
        (("Minister", "Anna Berg", "NOR"), ("Nils Dahl", "Nils Dahl", "SWE")),
        (("Sergei Ivnov", "Sergei Ivnov", "RUS"), ("Sergey Ivnov", "Sergey Ivnov", None)),
        (("Anna Berg", "Anna Berg", "NOR"), ("Norway's minister", "Norway's minister", "NOR")),
        (("Anna Berg", "Anna Berg", "NOR"), ("EU officials", "EU officials", "EUR")),
    ],
)
def test_who_may_be_one_speaker(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    pair = [
        quote(article, WHOLE, speaker=text, name=name, country=country)
        for article, (text, name, country) in zip("ab", (one, other), strict=True)
    ]
    assert [field for field, _, _ in found(*pair)] == ["quote"]


def test_a_role_may_be_the_person_named_elsewhere() -> None:
    fields = [field for field, _, _ in found(quote("a", WHOLE), quote("b", WHOLE, speaker="the minister"))]
    assert fields == ["quote"]


def test_a_reprint_repeats() -> None:
    assert found(quote("a", WHOLE), quote("b", WHOLE), dispatch="a") == []


def test_one_outlet_repeats_itself() -> None:
    assert compared(quote("a", WHOLE), quote("b", WHOLE), outlet="Northlight Radio") == []


def test_words_picked_from_one_sentence_are_read_together() -> None:
    picked = (
        quote("a", "those who left", form="partial"),
        quote("a", "come back tomorrow", start=30, form="partial"),
    )
    ((field, relation, values),) = found(*picked, quote("b", WHOLE))
    assert (field, relation, values[1]) == ("quote", "agrees", ("those who left […] come back tomorrow", ("a",)))


def test_a_quotation_within_another_is_no_second_one() -> None:
    inner = quote("a", "those who left may come back", start=WHOLE.index("those"))
    assert found(quote("a", WHOLE), inner, quote("b", WHOLE)) == [("quote", "agrees", [(WHOLE, ("a", "b"))])]


def test_words_that_two_quotations_have_tie_neither_to_the_other() -> None:
    one, other = "Unconditional surrender is what we ask of them.", "Nobody here has spoken of unconditional surrender to me."
    picked = quote("c", "unconditional surrender", form="partial")
    assert found(quote("a", one), quote("b", other), picked) == []


def test_a_single_telling_word_is_the_same_where_the_speaker_is() -> None:
    assert found(quote("a", "unconditionally", form="partial"), quote("b", "unconditionally.", form="partial"))
    assert not found(
        quote("a", "unconditionally", form="partial"), quote("b", "unconditionally", "Nils Dahl", country="SWE", form="partial")
    )
    assert not found(quote("a", "good", form="partial"), quote("b", "good", form="partial"))


SAMPLE_REPRINTS = {
    "caucasus-3-headlinerush": "caucasus-1-meridian",
    "horn-2-headlinerush": "horn-1-meridian",
    "baltic-3-meridian": "baltic-2-meridian",
}


def test_the_samples(root: Path) -> None:
    """Of the sample reports come all findings on quotations and speakers that are labelled, and no others."""
    labels = tomllib.loads((root / "tests" / "samples" / "findings.toml").read_text(encoding="utf-8"))["finding"]
    wanted, optional = (
        {
            _brief(label["story"], label["field"], label["relation"], [value["files"] for value in label["values"]])
            for label in labels
            if label["field"] in ("quote", "speaker") and label.get("optional", False) == free
        }
        for free in (False, True)
    )
    articles = [one for one in read([str(root / "src" / "dragoman" / "samples")]) if isinstance(one, Article)]
    quotes: dict[str, list[Quote]] = defaultdict(list)
    reports: dict[str, dict[str, Report]] = defaultdict(dict)
    for article, records in zip(articles, load_coder().code(articles), strict=True):
        story, outlet = article.id.split("-")[0], article.outlet or article.id
        dispatch = SAMPLE_REPRINTS.get(article.id, article.id)
        reports[story][article.id] = Report(article.id, outlet, article.published, outlet, dispatch)
        quotes[story] += [record for record in records if isinstance(record, Quote)]
    given = {
        _brief(story, one.field, one.relation, [value.article_ids for value in one.values])
        for story in quotes
        for one in compare_quotes(story, quotes[story], reports[story])
    }
    assert wanted <= given <= wanted | optional


def _brief(
    story: str, field: str, relation: str, values: Iterable[Iterable[str]]
) -> tuple[str, str, str, frozenset[frozenset[str]]]:
    """A finding by who says what; in agreement, one wording may stand in one value or two, and who agrees is what counts."""
    given = frozenset(map(frozenset, values))
    return story, field, str(relation), frozenset({frozenset().union(*given)}) if relation == "agrees" else given


PIECES = st.sampled_from(
    [
        "The door stays open",
        "The door stays open, and we wait.",
        "A door stays open and we all wait",
        "the door",
        "We wait for nobody here.",
    ]
)


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), PIECES, st.sampled_from(["Anna Berg", "Nils Dahl", "she"])), max_size=8),
    st.randoms(),
)
def test_order_of_arrival_changes_nothing(said: list[tuple[str, str, str]], random: Random) -> None:
    quotes = [quote(article, text, speaker=who, start=100 * place) for place, (article, text, who) in enumerate(said)]
    there = compared(*quotes)
    random.shuffle(quotes)
    assert compared(*quotes) == there
    assert len({one.id for one in there}) == len(there)
