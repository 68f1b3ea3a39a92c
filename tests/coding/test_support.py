"""A value that its words do not license is found, and dropped or refused. All sentences are invented."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding import Coder, load_coder
from dragoman.coding.support import Support
from dragoman.coding.support_words import bound_of, days_of, is_number
from dragoman.errors import SupportError
from dragoman.reading import read
from dragoman.records import Article, Assertion, Date, Entity, Evidence, Mention, Place, Quantity, Quote, Span, Status
from dragoman.records import Coder as CodedBy

TEXT = (
    "Chad expelled more than forty thousand Libyan traders at Faya on Tuesday, 4 March 2031. "
    "“They shall go home,” Idriss Balde said in Abéché."
)
ARTICLE = Article.of("Outlet: Amber Coast Daily\n\n" + TEXT, id="chad", published="2031-03-05", body_start=27)


def at(words: str) -> tuple[str, int, int]:
    start = ARTICLE.text.index(words)
    return words, start, start + len(words)


def entity(words: str, country: str | None, kind: str = "state", refers_to: str | None = None) -> Entity:
    referred = Span(*at(refers_to)) if refers_to else None
    text, start, end = at(words)
    return Entity(text, text, kind, country, ("GOV",), None, None, start, end, referred)


MENTION = Mention(
    id="mention-1",
    article_id="chad",
    type="SANCTION",
    modes=("expel",),
    contexts=(),
    quad=4,
    intensity=-6.0,
    status=Status.DONE,
    actors=(entity("Chad", "TCD"),),
    recipients=(entity("Libyan traders", "LBY", "group"), entity("Libyan", "LBY")),
    date=Date("2031-03-04", None, "day", "text", *at("Tuesday, 4 March 2031")),
    place=Place("Faya", "Faya", "TCD", 17.9, 19.1, None, "city", "event", *at("Faya")[1:]),
    asserted_by=Assertion("speaker", "Idriss Balde", entity("Idriss Balde", "TCD", "person"), *at("Idriss Balde")),
    trigger=Span(*at("expelled")),
    evidence=(Evidence(0, *at(TEXT.split(" “")[0])[1:], TEXT.split(" “")[0]),),
    quantities=(Quantity(40_000, None, "trader", "at_least", *at("more than forty thousand")),),
    confidence=0.9,
    coder=CodedBy("v", "rule"),
    objects=(Span(*at("traders")),),
)
QUOTE = Quote(
    "quote-1",
    "chad",
    *at("They shall go home,"),
    "direct",
    entity("Idriss Balde", "TCD", "person"),
    Span(*at("said")),
    entity("Libyan", "LBY"),
    None,
    Date("2031-03-05", None, "day", "published"),
    CodedBy("v", "quote"),
)


@pytest.fixture(scope="module")
def support() -> Support:
    coder = load_coder()
    return Support(coder.knowledge, coder.gazetteer)


@pytest.fixture(scope="module")
def strict() -> Coder:
    coder = load_coder()
    return Coder(coder.model, coder.knowledge, coder.ontology, coder.gazetteer, coder.version, strict_support=True)


# ---- all that is coded here is licensed -------------------------------------------------------------------------------------


def test_the_sample_reports(strict: Coder, root: Path) -> None:
    articles = [one for one in read([str(root / "src" / "dragoman" / "samples")]) if isinstance(one, Article)]
    assert sum(map(len, strict.code(articles))) > 200


def test_the_constructions(strict: Coder, root: Path) -> None:
    files = sorted((root / "tests" / "coding" / "constructions").glob("*.toml"))
    examples = [example for file in files for example in tomllib.loads(file.read_text(encoding="utf-8"))["example"]]
    articles = [Article.of(example["text"], published=str(example.get("published", "")) or None) for example in examples]
    assert sum(map(len, strict.code(articles))) > 100


# ---- faults, and what is left without them ----------------------------------------------------------------------------------


def test_what_is_licensed_is_left_alone(support: Support) -> None:
    assert support.unsupported(MENTION, ARTICLE) == []
    assert support.unsupported(QUOTE, ARTICLE) == []
    assert support.supported(MENTION, ARTICLE) is MENTION


@pytest.mark.parametrize(
    ("change", "fault", "left"),
    [
        (
            {"date": replace(MENTION.date, value="2031-03-05")},
            "date: “Tuesday, 4 March 2031” is not 2031-03-05: another weekday",
            {"date": Date("2031-03-05", None, "day", "published")},
        ),
        (
            {"date": replace(MENTION.date, value="2031-03-11")},
            "date: “Tuesday, 4 March 2031” is not 2031-03-11: another day",
            {"date": Date("2031-03-05", None, "day", "published")},
        ),
        (
            {"date": Date("2031-03-04", None, "day", "published")},
            "date: 2031-03-04 is not the day of publication",
            {"date": Date("2031-03-05", None, "day", "published")},
        ),
        (
            {"date": Date("2031-03-04", None, "day", "text", *at("Libyan"))},
            "date: “Libyan” names no time",
            {"date": Date("2031-03-05", None, "day", "published")},
        ),
        (
            {"quantities": (replace(MENTION.quantities[0], value=4_000.0),)},
            "quantities[0]: “more than forty thousand” is not 4000",
            {"quantities": ()},
        ),
        (
            {"quantities": (replace(MENTION.quantities[0], bound="exact"),)},
            "quantities[0]: “more than forty thousand” is at_least, not exact",
            {"quantities": ()},
        ),
        (
            {"actors": (entity("Chad", "TCD"), entity("Libyan", "NER"))},
            "actors[1]: “Libyan” does not name NER",
            {"actors": (entity("Chad", "TCD"),)},
        ),
        (
            {"recipients": (entity("They", "LBY", refers_to="traders"),)},
            None,
            {},
        ),
        (
            {"recipients": (entity("They", "FRA", refers_to="traders"),)},
            "recipients[0]: “traders” does not name FRA",
            {"recipients": ()},
        ),
        (
            {"place": replace(MENTION.place, name="Tripoli", country="LBY")},
            "place: “Faya” is not a name of Tripoli",
            {"place": None},
        ),
        (
            {"asserted_by": replace(MENTION.asserted_by, text="Balde Idriss")},
            f"asserted_by: “Balde Idriss” is not what stands at {at('Idriss Balde')[1]}-{at('Idriss Balde')[2]}",
            {"asserted_by": Assertion("unnamed", None)},
        ),
        ({"objects": (Span("Outlet", 0, 6),)}, "objects[0]: 0-6 lies outside the report", {"objects": ()}),
    ],
)
def test_a_value_without_a_licence_is_dropped_and_the_rest_kept(
    support: Support, change: dict[str, Any], fault: str | None, left: dict[str, Any]
) -> None:
    changed = replace(MENTION, **change)
    assert support.unsupported(changed, ARTICLE) == ([fault] if fault else [])
    assert support.supported(changed, ARTICLE) == replace(changed, **left)


def test_a_mention_without_its_words_is_no_mention(support: Support) -> None:
    elsewhere = replace(MENTION, trigger=Span(*at("go home")))
    assert support.unsupported(elsewhere, ARTICLE) == ["trigger: “go home” is not in the evidence"]
    assert support.supported(elsewhere, ARTICLE) is None
    assert support.supported(replace(MENTION, evidence=()), ARTICLE) is None


def test_a_deed_that_is_left_to_nobody_is_none(support: Support) -> None:
    assert support.supported(replace(MENTION, actors=(entity("Chad", "FRA"),), recipients=()), ARTICLE) is None


def test_a_quotation_is_what_stands_there(support: Support) -> None:
    assert support.supported(replace(QUOTE, text="They shall go,"), ARTICLE) is None
    text, start, end = at(" “")
    assert support.supported(replace(QUOTE, text=text, start=start, end=end), ARTICLE) is None
    assert support.supported(replace(QUOTE, addressee=entity("Libyan", "NER")), ARTICLE) == replace(QUOTE, addressee=None)
    assert support.supported(replace(QUOTE, cue=Span("said", 3, 7)), ARTICLE) == replace(QUOTE, cue=None)


# ---- the coder ---------------------------------------------------------------------------------------------------------------


class Misread(Support):
    """Licenses no place, as if all were misread."""

    def _place(self, place: Place, article: Article) -> str | None:
        return "misread"


def test_the_coder_drops_counts_and_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article.of("Peru arrested two Chilean traders in Cusco on Monday.", id="peru", published="2031-03-05")
    parts = load_coder()
    told: list[tuple[str, str, str]] = []

    def coder(**how: Any) -> Coder:
        return Coder(parts.model, parts.knowledge, parts.ontology, parts.gazetteer, "v", **how)

    (sound,) = coder(strict_support=True).code([article])[0]
    assert isinstance(sound, Mention) and sound.place is not None and sound.place.country == "PER"
    monkeypatch.setattr("dragoman.coding.coder.Support", Misread)
    careful = coder(on_unsupported=lambda *fault: told.append(fault))
    assert careful.code([article]) == [[replace(sound, place=None)]]
    assert careful.unsupported == 1
    assert told == [("peru", sound.id, "place: misread")]
    with pytest.raises(SupportError, match=r"peru: mention .*: place: misread"):
        coder(strict_support=True).code([article])


# ---- laws --------------------------------------------------------------------------------------------------------------------


def _spans() -> list[tuple[str, Callable[[int, int], Mention]]]:
    """Each span of the mention, with what makes the mention with that span shifted by so much."""
    place, quantity, actor = MENTION.place, MENTION.quantities[0], MENTION.actors[0]
    assert place is not None

    def moved(span: Any, start: int, end: int) -> Any:
        return replace(span, start=span.start + start, end=span.end + end)

    return [
        ("trigger", lambda s, e: replace(MENTION, trigger=moved(MENTION.trigger, s, e))),
        ("evidence", lambda s, e: replace(MENTION, evidence=(moved(MENTION.evidence[0], s, e),))),
        ("actors", lambda s, e: replace(MENTION, actors=(moved(actor, s, e),))),
        ("date", lambda s, e: replace(MENTION, date=moved(MENTION.date, s, e))),
        ("place", lambda s, e: replace(MENTION, place=moved(place, s, e))),
        ("quantities", lambda s, e: replace(MENTION, quantities=(moved(quantity, s, e),))),
        ("objects", lambda s, e: replace(MENTION, objects=(moved(MENTION.objects[0], s, e),))),
    ]


@given(st.sampled_from(_spans()), st.integers(-40, 40), st.integers(-40, 40))
def test_a_shifted_span_is_found(span: tuple[str, Callable[[int, int], Mention]], start: int, end: int) -> None:
    field, shifted = span
    coder = load_coder()
    faults = Support(coder.knowledge, coder.gazetteer).unsupported(shifted(start, end), ARTICLE)
    assert any(fault.startswith(field) for fault in faults) == ((start, end) != (0, 0))


@given(st.floats(min_value=0, max_value=1e9, allow_nan=False))
def test_a_changed_number_is_found(value: float) -> None:
    assert is_number("more than forty thousand", value) == (abs(value - 40_000) < 1e-3)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(-400, 400))
def test_a_moved_day_is_found(day: date, by: int) -> None:
    words = f"{day:%A}, {day:%B} {day.day}, {day.year}"
    assert (days_of(words).objection((day + timedelta(days=by)).isoformat(), None) is None) == (by == 0)


@pytest.mark.parametrize(
    ("words", "value", "bound"),
    [
        ("40,000", 40_000, "exact"),
        ("twenty-two", 22, "exact"),
        ("about 2.5 million", 2_500_000, "about"),
        ("up to three hundred and six", 306, "at_most"),
        ("no more than 12", 12, "at_most"),
        ("at least a thousand", 1_000, "at_least"),
        ("two thousand five hundred", 2_500, "exact"),
        ("$900 million", 900_000_000, "exact"),
        ("Hundreds", 200, "at_least"),
        ("two dozen", 24, "exact"),
    ],
)
def test_numbers(words: str, value: float, bound: str) -> None:
    assert is_number(words, value) and bound_of(words) == bound
    assert not is_number(words, value * 10)


@pytest.mark.parametrize(
    ("words", "value", "end"),
    [
        ("March 5-7", "2031-03-05", "2031-03-07"),
        ("Friday", "2031-03-07", None),
        ("last Friday evening", "2031-03-07", None),
        ("the 16th", "2031-03-16", None),
        ("three days after March 5", "2031-03-08", None),
        ("the week of March 3", "2031-03-03", "2031-03-09"),
        ("May", "2030-05", None),
        ("summer 2030", "2030-06", "2030-08"),
        ("between Monday and Wednesday", "2031-03-03", "2031-03-05"),
        ("480 BC", "-0479", None),
    ],
)
def test_days(words: str, value: str, end: str | None) -> None:
    assert days_of(words).objection(value, end) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Friday", "2031-03-06"),
        ("May", "2031-06"),
        ("March 5", "2031-03-06"),
        ("in 2030", "2031"),
        ("the port", "2031-03-05"),
        ("March", "2031-02-30"),
    ],
)
def test_other_days(words: str, value: str) -> None:
    assert days_of(words).objection(value, None) is not None
