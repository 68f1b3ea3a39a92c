"""The order of the stages, batches, and articles that break the coder."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.engine import Coded, Uncoded, code
from dragoman.errors import ModelBroken, SettingsError
from dragoman.reading import Failure, Notice
from dragoman.records import Article
from dragoman.settings import CodingSettings, Settings

TEXT = "Chad expelled two Libyan envoys. “Go home”, it said."


def article(name: str, text: str = TEXT, **known: Any) -> Article:
    return Article.of(text, id=name, **known)


def test_order_is_kept_and_other_outcomes_pass(stand_in: Any) -> None:
    found = list(code([article("a"), Failure("b", "is empty"), Notice("c", "x"), article("d", "Nothing.")], stand_in))
    assert {type(item) for item in found} == {Coded, Failure, Notice}
    coded = [item for item in found if isinstance(item, Coded)]
    assert [(item.article.id, len(item.records)) for item in coded] == [("a", 2), ("d", 0)]


def test_batches_are_bounded(stand_in: Any) -> None:
    settings = Settings(coding=CodingSettings(batch_articles=2, batch_characters=10_000))
    articles = [article("a"), article("b"), article("c"), article("long", "x" * 20_000), article("d")]
    assert len(list(code(articles, stand_in, settings))) == 5
    assert stand_in.batches == [["a", "b"], ["c"], ["long"], ["d"]]


def test_an_article_that_breaks_the_coder_is_named_and_the_rest_coded(stand_in: Any) -> None:
    found = list(code([article("a"), article("b", "POISON"), article("c")], stand_in))
    assert [item.article.id for item in found if isinstance(item, Coded)] == ["a", "c"]
    (uncoded,) = [item for item in found if isinstance(item, Uncoded)]
    assert uncoded.failed
    assert str(uncoded).startswith("b: could not be coded (KeyError")


def test_a_broken_model_is_not_taken_for_a_bad_article() -> None:
    class Broken:
        version = "x"

        def code(self, articles: object) -> Any:
            raise ModelBroken("the model is damaged")

    with pytest.raises(ModelBroken):
        list(code([article("a")], Broken()))


def test_another_language_is_named_and_not_coded(stand_in: Any) -> None:
    found = list(code([article("a", language="de"), article("b", language="en")], stand_in))
    assert isinstance(found[0], Uncoded)
    assert not found[0].failed
    assert str(found[0]) == "a: is in another language (de); only 'en' is coded"
    assert stand_in.batches == [["b"]]


def test_annotations_need_a_coder_that_gives_them(stand_in: Any) -> None:
    with pytest.raises(SettingsError):
        list(code([article("a")], stand_in, annotations=True))

    class Annotating(type(stand_in)):  # type: ignore[misc]
        def annotate(self, articles: Any) -> Any:
            return [[{"kind": "place", "article_id": one.id}] for one in articles]

    (coded,) = code([article("a")], Annotating(), annotations=True)
    assert isinstance(coded, Coded)
    assert coded.annotations == ({"kind": "place", "article_id": "a"},)
