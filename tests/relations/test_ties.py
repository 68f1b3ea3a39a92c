"""What two sides did to each other and together, by period."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SettingsError
from dragoman.records import Status
from dragoman.relations import ties


def pairs(found: list[Any]) -> list[tuple[str, str]]:
    return [(tie.a, tie.b) for tie in found]


def test_a_deed_is_a_tie_of_each_actor_to_each_recipient(event: Any) -> None:
    found = ties([event("USA KOR", "PRK", -5.0, type="SANCTION", quad=4)])
    assert [(tie.a, tie.b, tie.a_to_b, tie.b_to_a, tie.mutual) for tie in found] == [
        ("KOR", "PRK", 1, 0, 0),
        ("PRK", "USA", 0, 1, 0),
    ]


def test_those_who_talk_or_drill_together_are_tied_and_those_who_protest_together_are_not(event: Any) -> None:
    assert [(tie.a, tie.b, tie.mutual) for tie in ties([event("USA JPN KOR")])] == [
        ("JPN", "KOR", 1),
        ("JPN", "USA", 1),
        ("KOR", "USA", 1),
    ]
    assert ties([event("USA JPN", type="PROTEST", quad=4)]) == []


def test_counts_scores_and_events_are_those_of_the_period(event: Any) -> None:
    told = [
        event("RUS PRK", "", 2.5, "2031-03-05"),
        event("PRK", "RUS", 10.0, "2031-03-20", type="AID", quad=2),
        event("RUS", "PRK", -3.0, "2031-04-02", type="ACCUSE", quad=3),
    ]
    march, april = ties(told)
    assert (march.period, march.events, march.score, march.score_sum) == ("2031-03", 2, 6.25, 12.5)
    assert (march.by_type, march.by_quad) == ({"AID": 1, "CONSULT": 1}, {"1": 1, "2": 1})
    assert (march.a_to_b, march.b_to_a, march.mutual) == (1, 0, 1)
    assert set(march.event_ids) == {told[0].id, told[1].id}
    assert (april.period, april.b_to_a) == ("2031-04", 1)


def test_periods_are_days_iso_weeks_or_months(event: Any) -> None:
    told = [event("RUS PRK", day="2031-12-31")]
    assert [ties(told, period)[0].period for period in ("day", "week", "month")] == ["2031-12-31", "2032-W01", "2031-12"]
    with pytest.raises(SettingsError, match="day, week, month"):
        ties(told, "year")


def test_what_is_known_to_the_month_is_in_no_week(event: Any) -> None:
    told = [event("RUS PRK", day="2031-12-01", precision="month"), event("RUS PRK", day=None)]
    assert ties(told, "week") == []
    assert len(ties(told, "month")) == 1


def test_only_what_is_done_counts_unless_more_is_asked(event: Any) -> None:
    told = [event("RUS PRK"), event("RUS PRK", day="2031-03-09", status=Status.PLANNED)]
    assert ties(told)[0].events == 1
    assert ties(told, statuses=[Status.DONE, Status.PLANNED])[0].events == 2
    assert ties(told)[0].id != ties(told, statuses=[Status.DONE, Status.PLANNED])[0].id


def test_whoever_has_no_code_is_left_out_and_nobody_is_tied_to_themselves(event: Any) -> None:
    assert ties([event("USA ?", "?"), event("USA", "USA")]) == []
    assert pairs(ties([event("USA ?", "PRK")])) == [("PRK", "USA")]


def test_the_trend_is_the_slope_of_the_score_over_the_periods_so_far(event: Any) -> None:
    told = [
        event("RUS PRK", score=score, day=f"2031-{month:02}-01") for month, score in ((1, 1.0), (2, 2.0), (4, 4.0), (5, 0.0))
    ]
    assert [tie.trend for tie in ties(told)] == [None, None, 1.0, 0.0]


_CODES = st.sampled_from(["USA", "RUS", "PRK", "JPN", "?"])
_EVENTS = st.lists(
    st.tuples(
        st.lists(_CODES, min_size=1, max_size=3),
        st.lists(_CODES, max_size=2),
        st.floats(-10, 10).map(lambda score: round(score, 1)),
        st.sampled_from(["2031-01-03", "2031-01-20", "2031-02-03"]),
        st.sampled_from([1, 2, 3, 4]),
    ),
    max_size=12,
)


@given(told=_EVENTS, seed=st.randoms(use_true_random=False))
def test_laws_of_ties(event: Any, told: Any, seed: Any) -> None:
    made = [
        event(" ".join(actors), " ".join(recipients), score, day, quad=quad, name=str(number))
        for number, (actors, recipients, score, day, quad) in enumerate(told)
    ]
    found = ties(made)
    shuffled = list(made)
    seed.shuffle(shuffled)
    assert ties(shuffled) == found
    assert ties([*made, *made]) == found, "an event counts once however often it is told"
    for tie in found:
        assert tie.a < tie.b
        assert tie.events == tie.a_to_b + tie.b_to_a + tie.mutual == sum(tie.by_type.values()) == sum(tie.by_quad.values())
        assert -10 <= tie.score <= 10
