"""The time expressions that are read, and the day they are read as. All sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.coding import Coder, load_coder
from dragoman.coding.when import TimeExpression, event_date, find_times
from dragoman.records import Article, Date, Mention

SATURDAY = date(2025, 7, 12)
TOKENISE = spacy.blank("en")


def read(text: str, published: date | None = SATURDAY) -> list[TimeExpression]:
    return find_times(TOKENISE(text), published)


def values(text: str, published: date | None = SATURDAY) -> dict[str, str | None]:
    return {time.text: time.value for time in read(text, published)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A weekday is the latest one up to the day of publication ...
        ("The minister on Saturday warned the allies.", {"Saturday": "2025-07-12"}),
        ("He visited the port city on Friday.", {"Friday": "2025-07-11"}),
        ("The envoys met last Tuesday.", {"last Tuesday": "2025-07-08"}),
        # ... unless the sentence looks ahead.
        ("The minister will travel to Ankara on Friday.", {"Friday": "2025-07-18"}),
        ("Leaders are to meet on Monday.", {"Monday": "2025-07-14"}),
        ("Ministers meet next Friday.", {"next Friday": "2025-07-18"}),
        ("The envoy was invited to Ankara for Friday.", {"Friday": "2025-07-18"}),
        ("The strike must end by Friday.", {"Friday": "2025-07-18"}),
        # Who did it does not make it the future.
        ("The boats were seized by the coast guard on Friday.", {"Friday": "2025-07-11"}),
        ("Peru set free three sailors on Friday.", {"Friday": "2025-07-11"}),
        ("Peru is set to free three sailors on Friday.", {"Friday": "2025-07-18"}),
        ("He spoke by telephone on Monday.", {"Monday": "2025-07-07"}),
        ("The army was blamed for Friday's arrests.", {"Friday": "2025-07-11"}),
        # "A day after" leads to what came before.
        (
            "The truce began on Thursday, a day after gunmen attacked a convoy.",
            {"Thursday": "2025-07-10", "a day after": "2025-07-09"},
        ),
        (
            "On Tuesday, two days before the vote, the border was closed.",
            {"Tuesday": "2025-07-08", "two days before": "2025-07-10"},
        ),
        ("It opened on Tuesday. Two days later it closed.", {"Tuesday": "2025-07-08", "Two days later": "2025-07-10"}),
        ("Two days after the coup the envoy left.", {"Two days after": "PAST_REF"}),
        ("The raid came two days after the envoys met.", {"two days after": "2025-07-10"}),
        # What somebody is invited for is to come.
        ("He invited the envoys to Ankara for talks on Friday.", {"Friday": "2025-07-18"}),
        ("He invited the envoys to Ankara for a meeting of the group in August.", {"August": "2025-08"}),
        ("He invited the envoys on Friday.", {"Friday": "2025-07-11"}),
        # "To" leads on after what is agreed or asked, not after what was done.
        ("Police opened fire to disperse a crowd on Monday.", {"Monday": "2025-07-07"}),
        ("The envoy flew to Oslo to meet the king on Monday.", {"Monday": "2025-07-07"}),
        ("They agreed to free the men on Monday.", {"Monday": "2025-07-14"}),
        ("Three men who had been seized by rebels on Friday were freed.", {"Friday": "2025-07-11"}),
        # Days around the day of publication.
        ("The army withdrew yesterday.", {"yesterday": "2025-07-11"}),
        ("Polls open tomorrow.", {"tomorrow": "2025-07-13"}),
        ("A curfew begins tonight.", {"tonight": "2025-07-12TNI"}),
        ("Drones struck the depot overnight.", {"overnight": "2025-07-12TNI"}),
        ("Shells fell on the town last night.", {"last night": "2025-07-11TNI"}),
        ("Clashes broke out on Friday night.", {"Friday night": "2025-07-11TNI"}),
        ("The bridge was closed three days ago.", {"three days ago": "2025-07-09"}),
        # Weeks, months, years.
        ("They met last week.", {"last week": "2025-W27"}),
        ("Talks resumed earlier this week.", {"earlier this week": "2025-W28"}),
        ("The drill ended in late June.", {"late June": "2025-06"}),
        ("Exports fell this month.", {"this month": "2025-07"}),
        ("The law passed late last year.", {"late last year": "2024"}),
        ("A summit is due early next year.", {"early next year": "2026"}),
        ("Aid must arrive by the end of the year.", {"the end of the year": "2025"}),
        ("The treaty was signed in 2019.", {"2019": "2019"}),
        ("Fighting has gone on since 2014.", {"2014": "2014"}),
        ("The base dates from the 1990s.", {"the 1990s": "199"}),
        ("It was drawn in the nineteenth century.", {"the nineteenth century": "18"}),
        # Dates without a year lie before the day of publication, or after it where the sentence looks ahead.
        ("The cabinet met on July 10.", {"July 10": "2025-07-10"}),
        ("Elections were held in September.", {"September": "2024-09"}),
        ("Elections are due in September.", {"September": "2025-09"}),
        ("On 3rd May 2024 the port reopened.", {"3rd May 2024": "2024-05-03"}),
        ("The accord of Sept. 5, 2014 was torn up.", {"Sept. 5, 2014": "2014-09-05"}),
        ("The note is dated 2025-07-10.", {"2025-07-10": "2025-07-10"}),
        # Ranges are two expressions; the one without a month or year takes it from the other.
        ("Envoys met on May 3-5.", {"May 3": "2025-05-03", "5": "2025-05-05"}),
        ("The front moved between March and June 1943.", {"March": "1943-03", "June 1943": "1943-06"}),
        ("The siege of 6-7 January 1916.", {"6": "1916-01-06", "7 January 1916": "1916-01-07"}),
        ("The war of 1904-05.", {"1904": "1904", "05": "1905"}),
        # Seasons, quarters, fiscal years, holidays.
        ("The dam burst in the summer of 2003.", {"the summer of 2003": "2003-SU"}),
        ("Talks failed last summer.", {"last summer": "2024-SU"}),
        ("Sales rose in the second quarter of 2025.", {"the second quarter of 2025": "2025-Q2"}),
        ("Spending grew in fiscal year 2024.", {"fiscal year 2024": "2024"}),
        ("Output fell in the first half of 2024.", {"the first half of 2024": "2024-H1"}),
        ("A truce held over Christmas.", {"Christmas": "2024-12-25"}),
        ("Shops closed for Easter 2025.", {"Easter 2025": "2025-04-20"}),
        # Times of day.
        ("Sirens sounded at 6 p.m. on Friday.", {"6 p.m. on Friday": "2025-07-11T18:00"}),
        ("On Friday sirens sounded at 05:30.", {"Friday": "2025-07-11", "05:30": "2025-07-11T05:30"}),
        # How long, how often: never the date of anything.
        ("They talked for three days.", {"three days": "P3D"}),
        ("A ten-day truce began.", {"ten-day": "P10D"}),
        ("He was held for several weeks.", {"several weeks": "PXW"}),
        ("The council meets every week.", {"every week": "XXXX-WXX"}),
        ("Two convoys a day pass; buses run daily.", {"a day": "P1D", "daily": "XXXX-XX-XX"}),
        # Counted from the text's own dates.
        (
            "The fort fell on 3 May 1916. The next day the city burned.",
            {"3 May 1916": "1916-05-03", "The next day": "1916-05-04"},
        ),
        (
            "The fort fell on 3 May 1916. Two days earlier, aid had come.",
            {"3 May 1916": "1916-05-03", "Two days earlier": "1916-05-01"},
        ),
        ("He fled in 1911 and came back the following year.", {"1911": "1911", "the following year": "1912"}),
    ],
)
def test_what_is_read(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Protesters may march to the square.",
        "The army lost 2000 men and 1500 rifles.",
        "The city's fall shook the region.",
        "He came second and waited a second.",
        "The unit marched on the capital.",
        "They spent $ 2000 on tents.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == {}


def test_a_history_anchors_on_its_own_dates() -> None:
    text = (
        "The rising (1804-06) began on 4 March 1804. In April the towns joined, and in the autumn an army came. "
        "In February 1806 it left. It was beaten in May. On 9 June a peace was signed; that year trade resumed."
    )
    found = values(text, date(2009, 12, 19))
    assert found["April"] == "1804-04"
    assert found["the autumn"] == "1804-FA"
    assert found["May"] == "1806-05"
    assert found["9 June"] == "1806-06-09"
    assert found["that year"] == "1806"


def test_years_before_our_era() -> None:
    found = read("The league was founded in 478 BC (the war of 480-479 BC was over).")
    assert [time.value for time in found] == ["BC0478", "BC0480", "BC0479"]
    assert found[0].first is None
    assert found[0].precision == "year"


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    assert values("He left on Friday, in March.", None) == {"Friday": "XXXX-WXX-5", "March": "XXXX-03"}


def parsed(words: str, heads: list[int], deps: str, pos: str) -> Doc:
    return Doc(TOKENISE.vocab, words=words.split(), heads=heads, deps=deps.split(), pos=pos.split())


def dated(doc: Doc, trigger: str, published: date | None = SATURDAY) -> Date:
    token = next(t for t in doc if t.text == trigger)
    return event_date(token, token.sent, find_times(doc, published), published)


TALKS = parsed(
    "Chad said on Friday that rebels attacked Abala on Tuesday after talks in June .",
    [1, 1, 3, 1, 6, 6, 1, 6, 9, 6, 11, 6, 13, 11, 1],
    "nsubj root case obl mark nsubj ccomp obj case obl case obl case nmod punct",
    "PROPN VERB ADP PROPN SCONJ NOUN VERB PROPN ADP PROPN ADP NOUN ADP PROPN PUNCT",
)


@pytest.mark.parametrize(("trigger", "value"), [("said", "2025-07-11"), ("attacked", "2025-07-08"), ("talks", "2025-06")])
def test_a_happening_takes_the_date_of_its_own_clause(trigger: str, value: str) -> None:
    found = dated(TALKS, trigger)
    assert (found.value, found.source) == (value, "text")
    assert found.text is not None and TALKS.text[found.start : found.end] == found.text


def test_what_is_said_does_not_take_the_date_of_the_saying() -> None:
    doc = parsed(
        "Chad said on Friday that rebels attacked Abala .",
        [1, 1, 3, 1, 6, 6, 1, 6, 1],
        "nsubj root case obl mark nsubj ccomp obj punct",
        "PROPN VERB ADP PROPN SCONJ NOUN VERB PROPN PUNCT",
    )
    assert dated(doc, "attacked") == Date("2025-07-12", None, "day", "published")


def test_a_clause_that_hangs_from_another_shares_its_date() -> None:
    doc = parsed(
        "On Friday Chad held talks , urging Niger to stop .",
        [1, 3, 3, 3, 3, 6, 3, 6, 9, 6, 3],
        "case obl nsubj root obj punct advcl obj mark xcomp punct",
        "ADP PROPN PROPN VERB NOUN PUNCT VERB PROPN PART VERB PUNCT",
    )
    assert dated(doc, "urging").value == "2025-07-11"
    assert dated(doc, "talks").value == "2025-07-11"


def test_a_clause_of_what_goes_on_besides_has_its_own_time() -> None:
    text = "As Peru and Chile held joint exercises, the Bolivian minister on Friday warned both against raising tensions."
    ((*found,),) = load_coder(method="rules").code([Article.of(text, id="a", published="2025-07-12")])
    dates = {one.trigger.text: one.date.value for one in found if isinstance(one, Mention) and one.date.source == "text"}
    assert dates.get("warned") == "2025-07-11"
    assert "exercises" not in dates


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder(method="rules")


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        # "A day after" dates what it leads to, and never the deed before it.
        ("Chad expelled two Malian envoys on Tuesday, a day after Mali expelled four.", "expelled", "2025-07-08"),
        (
            "Chad said on Friday that it would close the border, a day after gunmen attacked a Malian convoy.",
            "attacked",
            "2025-07-10",
        ),
        ("The move came two days after Chad and Mali signed a gas deal.", "signed", "2025-07-10"),
        # When it ends, is to begin or must be done is not when it was done.
        ("The Chadian union suspended its strike until Sunday.", "suspended", None),
        ("Chad and Mali declared a truce from the 16th.", "declared", None),
        ("Chad urged Mali to free the men by Friday.", "urged", None),
        ("The truce between Mali and Chad, mediated by Oman, is to take effect on Friday.", "mediated", None),
        ("Chad urged Mali to free ten soldiers on Monday.", "urged", None),
        # When it was said, and the day of another thing that is told.
        ("Oman will provide tents to Chad, the food agency said on Monday.", "provide", None),
        ("Chad condemned Tuesday's attack by Mali.", "condemned", None),
        ("Chadian police imposed a curfew in Faya after a protest over fraud in Sunday's elections.", "imposed", None),
        ("Malian soldiers were killed by Chadian gunmen in a Tuesday attack.", "killed", "2025-07-08"),
        ("Chad and Mali signed Friday's deal.", "signed", "2025-07-11"),
        # What goes with the deed, and what is told of its object, have its day.
        ("Chad and Mali, meeting in Niamey on Thursday, declared a truce.", "declared", "2025-07-10"),
        ("Oman will host talks with Chad scheduled for Monday.", "host", "2025-07-14"),
    ],
)
def test_which_of_the_dates_is_the_deeds(coder: Coder, text: str, trigger: str, value: str | None) -> None:
    ((*records,),) = coder.code([Article.of(text, id="a", published=SATURDAY.isoformat())])
    when = next(one.date for one in records if isinstance(one, Mention) and one.trigger.text == trigger)
    assert (when.value if when.source == "text" else None) == value


def test_an_interval_has_an_end() -> None:
    doc = TOKENISE("Envoys met on May 3-5 in Niamey.")
    doc[0].is_sent_start = True
    found = event_date(doc[1], doc[:], find_times(doc, SATURDAY), SATURDAY)
    assert (found.value, found.end_value, found.precision) == ("2025-05-03", "2025-05-05", "day")
    assert found.text == "May 3-5"


@pytest.mark.parametrize(
    ("text", "value", "end", "precision"),
    [
        ("They met last week.", "2025-06-30", "2025-07-06", "week"),
        ("They met in late June.", "2025-06", None, "month"),
        ("They met in 2019.", "2019", None, "year"),
        ("They met in the summer of 2003.", "2003-06", "2003-08", "month"),
        ("They met in the 1990s.", "1990", "1999", "year"),
        ("They met at 6 p.m. on Friday.", "2025-07-11", None, "day"),
        ("They met for three days.", "2025-07-12", None, "day"),
        ("They met every week.", "2025-07-12", None, "day"),
    ],
)
def test_values_of_a_date(text: str, value: str, end: str | None, precision: str) -> None:
    doc = TOKENISE(text)
    found = event_date(doc[1], doc[:], find_times(doc, SATURDAY), SATURDAY)
    assert (found.value, found.end_value, found.precision) == (value, end, precision)


def test_without_any_date_there_is_none() -> None:
    doc = TOKENISE("They met.")
    assert event_date(doc[1], doc[:], [], None) == Date(None, None, "none", "published")


PIECES = st.sampled_from(
    """on in the of and to May 3 5 12 2019 1943 - , . Friday last next week two days later ago every June mid early
    summer 1990s '43 BC 480 night 6 p.m. 05:30 Christmas this that same year month end first Chad will said ¶ 31 30
    Feb. 9999""".split()
)


@given(st.lists(PIECES, max_size=25), st.one_of(st.none(), st.dates()))
def test_any_text_gives_spans_of_that_text_twice_the_same(pieces: list[str], published: date | None) -> None:
    text = " ".join(pieces).replace("¶", "\n")
    doc = TOKENISE(text)
    found = find_times(doc, published)
    assert found == find_times(doc, published)
    last = 0
    for time in found:
        assert time.text == text[time.start : time.end] != ""
        assert last <= time.start
        last = time.end
        assert doc[time.token_start].idx <= time.start
        assert time.token_start < time.token_end <= len(doc)
        if time.first and time.last:
            assert time.first <= time.last


@given(st.text(max_size=200), st.dates())
def test_no_text_breaks_it(text: str, published: date) -> None:
    for time in find_times(TOKENISE(text), published):
        assert time.text == text[time.start : time.end]
