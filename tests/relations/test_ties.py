"""Events counted by two sides and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SettingsError
from dragoman.records import Event, Status, Tie, from_json, stable_id, to_json
from dragoman.relations import PERIODS, VERSION, ties
from dragoman.relations.dyads import pairs_of
from dragoman.relations.periods import CALENDARS

Make = Callable[..., Event]
Row = tuple[str, str, str, str | None, str, str]

PARTIES = st.lists(st.sampled_from(["CHL", "ECU", "PER", "UNO", "-"]), max_size=3).map(" ".join)
DAYS = st.sampled_from(["2031-01-31", "2031-02-01", "2031-02-03", "2031-04-30", "2032-01-01", None])
TYPES = st.sampled_from(["CONSULT", "COOPERATE", "AID", "ACCUSE", "SANCTION", "ASSAULT"])
PRECISIONS = st.sampled_from(["day", "day", "week", "month", "year"])
STATUSES = st.sampled_from(["done", "done", "planned"])
ROWS = st.lists(st.tuples(TYPES, PARTIES, PARTIES, DAYS, PRECISIONS, STATUSES), max_size=14)
PERIOD = st.sampled_from(sorted(PERIODS))


def made(event: Make, rows: Sequence[Row]) -> list[Event]:
    """An event of each row of type, actors, recipients, day, precision and status."""
    return [
        event(f"event-{index:02}", type, actors, recipients, day, precision=precision, status=status)
        for index, (type, actors, recipients, day, precision, status) in enumerate(rows)
    ]


def test_one_month_of_two_states(event: Make) -> None:
    events = [
        event("e3", "ACCUSE", "PER", "CHL", "2031-03-20"),
        event("e1", "CONSULT", "CHL PER", "", "2031-03-05", articles=7),
        event("e2", "SUPPORT", "PER", "CHL", "2031-03-06"),
        event("e4", "THREATEN", "CHL", "PER", "2031-03-31"),
    ]
    assert ties(events) == [
        Tie(
            id=stable_id("tie", "CHL", "PER", "2031-03", "done"),
            a="CHL",
            b="PER",
            period="2031-03",
            events=4,
            by_type={"ACCUSE": 1, "CONSULT": 1, "SUPPORT": 1, "THREATEN": 1},
            by_quad={"1": 2, "3": 2},
            a_to_b=1,
            b_to_a=2,
            mutual=1,
            score=0.25,
            score_sum=1.0,
            trend=None,
            event_ids=("e1", "e2", "e3", "e4"),
            version=VERSION,
        )
    ]


def test_rows_stand_by_sides_and_time(event: Make) -> None:
    events = [
        event("e1", "ACCUSE", "PER", "ECU", "2031-03-20"),
        event("e2", "ACCUSE", "PER", "CHL", "2031-04-20"),
        event("e3", "ACCUSE", "CHL", "PER", "2031-03-01"),
        event("e4", "ACCUSE", "CHL", "ECU", "2031-12-01"),
    ]
    rows = [(tie.a, tie.b, tie.period) for tie in ties(events)]
    assert rows == [("CHL", "ECU", "2031-12"), ("CHL", "PER", "2031-03"), ("CHL", "PER", "2031-04"), ("ECU", "PER", "2031-03")]


def test_only_what_is_done_unless_asked(event: Make) -> None:
    events = [
        event("e1", "CONSULT", "CHL PER"),
        event("e2", "ASSAULT", "CHL", "PER", status="denied"),
        event("e3", "CONSULT", "CHL PER", status="planned"),
    ]
    (done,) = ties(events)
    (both,) = ties(events, statuses={Status.PLANNED, Status.DONE})
    assert done.event_ids == ("e1",)
    assert both.event_ids == ("e1", "e3")
    assert both.id != done.id
    assert both == ties(events, statuses=("done", "planned"))[0]


def test_an_event_whose_date_does_not_tell_the_period_is_left_out(event: Make) -> None:
    events = [
        event("e1", "CONSULT", "CHL PER", day="2031-03-01", precision="month"),
        event("e2", "CONSULT", "CHL PER", day="2031-03-03", last="2031-04-03"),
        event("e3", "CONSULT", "CHL PER", day=None),
        event("e4", "CONSULT", "CHL PER", day="2031-03-03", precision="week"),
    ]
    assert [tie.event_ids for tie in ties(events, "day")] == [("e2",)]
    assert [(tie.period, tie.event_ids) for tie in ties(events, "week")] == [("2031-W10", ("e2", "e4"))]
    assert [tie.event_ids for tie in ties(events, "month")] == [("e1", "e2", "e4")]


def test_a_trend_is_told_from_the_third_period_on(event: Make) -> None:
    scores = {"2031-01-10": 2.0, "2031-02-10": 1.0, "2031-03-10": -3.0}
    events = [event(day, "CONSULT", "CHL PER", day=day, intensity=score) for day, score in scores.items()]
    assert [tie.trend for tie in ties(events)] == [None, None, -2.5]


def test_periods_without_events_keep_their_distance_in_the_trend(event: Make) -> None:
    days = ["2031-01-10", "2031-03-10", "2032-01-10"]
    events = [
        event(day, "CONSULT", "CHL PER", day=day, intensity=months / 2) for day, months in zip(days, [0, 2, 12], strict=True)
    ]
    assert ties(events)[-1].trend == 0.5


def test_months_weigh_alike_in_the_trend_however_many_events_they_have(event: Make) -> None:
    days = ["2031-01-10", "2031-02-10", "2031-03-10"]
    events = [event(day, "CONSULT", "CHL PER", day=day, intensity=score) for day, score in zip(days, [0, 0, 3], strict=True)]
    more = [event(f"more-{index}", "CONSULT", "CHL PER", day=days[0], intensity=0) for index in range(20)]
    assert ties(events + more)[-1].trend == ties(events)[-1].trend == 1.5


def test_without_events_there_are_no_ties(event: Make) -> None:
    assert ties([]) == []
    assert ties([event("e1", "ASSAULT", "SDN", "SDN")]) == []


def test_what_cannot_be_asked_for(event: Make) -> None:
    with pytest.raises(SettingsError, match="'year'"):
        ties([], "year")
    with pytest.raises(SettingsError, match=r"'finished'.*done"):
        ties([], statuses=("finished",))  # type: ignore[arg-type]


@given(rows=ROWS, period=PERIOD, data=st.data())
def test_order_and_repetition_of_events_change_nothing(event: Make, rows: list[Row], period: str, data: st.DataObject) -> None:
    events = made(event, rows)
    shuffled = data.draw(st.permutations(events + events[:3]))
    assert ties(iter(shuffled), period) == ties(events, period)


@given(rows=ROWS, period=PERIOD)
def test_every_event_is_counted_once_in_each_of_its_dyads(event: Make, rows: list[Row], period: str) -> None:
    events = made(event, rows)
    found = Counter((tie.a, tie.b, id) for tie in ties(events, period) for id in tie.event_ids)
    assert set(found.values()) <= {1}
    dated = [one for one in events if one.status == "done" and CALENDARS[period].holding(one.date) is not None]
    assert set(found) == {(a, b, one.id) for one in dated for a, b, _ in pairs_of(one)}


@given(rows=ROWS, period=PERIOD)
def test_the_counts_of_a_row_add_up(event: Make, rows: list[Row], period: str) -> None:
    known = {one.id: one for one in made(event, rows)}
    found = ties(known.values(), period)
    for tie in found:
        counted = [known[id] for id in tie.event_ids]
        assert tie.events == len(counted) == tie.a_to_b + tie.b_to_a + tie.mutual
        assert tie.by_type == Counter(one.type for one in counted)
        assert tie.by_quad == Counter(str(one.quad) for one in counted)
        assert tie.score_sum == pytest.approx(sum(one.intensity for one in counted))
        assert tie.score == pytest.approx(tie.score_sum / tie.events, abs=1e-4)
        assert -10 <= tie.score <= 10
        assert tie.a < tie.b
        assert from_json(to_json(tie)) == tie
    assert all((one.a, one.b, one.period) < (other.a, other.b, other.period) for one, other in pairwise(found))


@given(rows=ROWS, more=st.tuples(TYPES, PARTIES, PARTIES, DAYS, PRECISIONS, STATUSES), period=PERIOD)
def test_one_more_event_changes_its_own_dyads_alone(event: Make, rows: list[Row], more: Row, period: str) -> None:
    events = made(event, rows)
    (new,) = made(event, [more])
    new = replace(new, id="event-new")
    touched = {(a, b) for a, b, _ in pairs_of(new)}
    before, after = ties(events, period), ties([new, *events], period)
    assert [tie for tie in after if (tie.a, tie.b) not in touched] == [tie for tie in before if (tie.a, tie.b) not in touched]


@given(
    scores=st.lists(st.tuples(st.integers(0, 30), st.integers(-20, 20)), min_size=3, max_size=8, unique_by=lambda one: one[0])
)
def test_the_trend_is_the_slope_of_the_nearest_line(event: Make, scores: list[tuple[int, int]]) -> None:
    events = [
        event(f"e{month}", "CONSULT", "CHL PER", day=f"{2031 + month // 12}-{month % 12 + 1:02}-10", intensity=half / 2)
        for month, half in scores
    ]
    months, values = zip(*sorted(scores), strict=True)
    expected = np.polyfit(months, np.array(values) / 2, 1)[0]
    assert ties(events)[-1].trend == pytest.approx(expected, abs=1e-4)
