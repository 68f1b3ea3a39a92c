"""One quotation in several reports, cut, spliced, put otherwise, or given to somebody else."""

from __future__ import annotations

from dragoman.reconciling import Report
from dragoman.reconciling.quotations import compare_quotes
from dragoman.reconciling.wordings import Wording, differing, is_cut_of, same_words
from dragoman.records import Coder, Date, Entity, Quote

WHOLE = "The door stays open, and those who left may come back tomorrow."


def quote(
    article: str, text: str, speaker: str = "Anna Berg", start: int = 0, country: str = "NOR", form: str = "direct"
) -> Quote:
    who = Entity(speaker, speaker, "person", country, ("GOV",), None, None, 500, 500 + len(speaker))
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


def found(*quotes: Quote, dispatch: str | None = None) -> list[tuple[str, str, list[tuple[str, tuple[str, ...]]]]]:
    reports = {
        one.article_id: Report(one.article_id, one.article_id, "2031-03-05", one.article_id, dispatch or one.article_id)
        for one in quotes
    }
    findings = compare_quotes("story-1", quotes, reports)
    return [(one.field, str(one.relation), [(value.value, value.article_ids) for value in one.values]) for one in findings]


def test_the_same_words_agree() -> None:
    assert found(quote("a", WHOLE), quote("b", WHOLE)) == [("quote", "agrees", [(WHOLE, ("a", "b"))])]


def test_a_cut_agrees_and_stands_beside_the_whole() -> None:
    cut = "The door stays open,"
    assert found(quote("a", cut), quote("b", WHOLE)) == [("quote", "agrees", [(WHOLE, ("b",)), (cut, ("a",))])]


def test_a_reporter_may_break_in() -> None:
    first, second = quote("b", "The door stays open,"), quote("b", "and those who left may come back tomorrow.", start=40)
    assert found(quote("a", WHOLE), first, second) == [
        ("quote", "agrees", [(WHOLE, ("a",)), ("The door stays open, […] and those who left may come back tomorrow.", ("b",))])
    ] or found(quote("a", WHOLE), first, second) == [("quote", "agrees", [(WHOLE, ("a", "b"))])]


def test_other_words_for_the_same_differ() -> None:
    other = "The door remains open, and those who left can return tomorrow."
    ((field, relation, values),) = found(quote("a", WHOLE), quote("b", other))
    assert (field, relation, dict(values)) == ("quote", "differs", {WHOLE: ("a",), other: ("b",)})


def test_another_sentence_of_the_same_speaker_is_another_quotation() -> None:
    assert found(quote("a", WHOLE), quote("b", "The harbour will be closed until the ice is gone.")) == []


def test_the_same_words_given_to_two_people() -> None:
    assert ("speaker", "differs", [("Anna Berg", ("a",)), ("Nils Dahl", ("b",))]) in found(
        quote("a", WHOLE), quote("b", WHOLE, speaker="Nils Dahl", country="SWE")
    )


def test_a_role_may_be_the_person_named_elsewhere() -> None:
    fields = [field for field, _, _ in found(quote("a", WHOLE), quote("b", WHOLE, speaker="the minister"))]
    assert fields == ["quote"]


def test_a_reprint_repeats() -> None:
    assert found(quote("a", WHOLE), quote("b", WHOLE), dispatch="a") == []


def test_a_single_telling_word_is_the_same_where_the_speaker_is() -> None:
    assert found(quote("a", "unconditionally", form="partial"), quote("b", "unconditionally.", form="partial"))
    assert not found(
        quote("a", "unconditionally", form="partial"), quote("b", "unconditionally", "Nils Dahl", country="SWE", form="partial")
    )
    assert not found(quote("a", "good", form="partial"), quote("b", "good", form="partial"))


def test_wordings() -> None:
    whole, cut, other = (
        Wording.of([text]) for text in (WHOLE, "those who left may come back", "Those who left should stay away.")
    )
    assert is_cut_of(cut, whole)
    assert not is_cut_of(other, whole)
    assert same_words(cut, whole)
    assert differing(cut, other) == ("may come back", "should stay away")
