"""Curves, timelines and bars over time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from drawn import PATIENT, SVG, WIDTHS, Checked, counted_events, deeds, drawn_events, series
from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.drawing import Deed, RoleCount, Series, curve, roles, timeline
from dragoman.web.drawing.calendar_axis import axis_over
from dragoman.web.drawing.svg import number


@PATIENT
@given(st.lists(series(), min_size=1, max_size=2), WIDTHS)
def test_a_curve_has_each_event_once_and_says_the_same_twice(checked: Checked, ties: list[Series], width: int) -> None:
    drawing = curve(ties, "c", width)
    assert drawing == curve(ties, "c", width)
    total = sum(len(one["deeds"]) for one in ties)
    if not drawing:
        assert not any(one["scores"] or any(deed["date"] for deed in one["deeds"]) for one in ties)
        return
    root = checked(drawing)
    assert counted_events(root) == total
    for mark in root.iter(f"{SVG}circle"):
        assert 0 <= float(mark.get("cx", "nan")) <= width
        assert 0 <= float(mark.get("cy", "nan")) <= float(root.get("height", "nan"))


def test_many_events_of_a_day_are_bars(checked: Checked) -> None:
    many: list[Deed] = [
        {
            "id": f"e{number}",
            "date": "2031-03-05",
            "end": None,
            "type": "ACCUSE",
            "quad": 3,
            "status": "done",
            "corroborated": False,
            "words": "",
        }
        for number in range(400)
    ]
    root = checked(curve([{"name": "Chad and Libya", "scores": [], "deeds": many}], "c"))
    assert drawn_events(root) == []
    assert counted_events(root) == 400


@PATIENT
@given(
    deeds(),
    st.lists(st.one_of(st.none(), st.dates(date(2031, 3, 1), date(2031, 3, 20)).map(date.isoformat)), max_size=5),
    WIDTHS,
)
def test_a_timeline_has_each_event_once(checked: Checked, events: list[Deed], reports: list[str | None], width: int) -> None:
    drawing = timeline(events, reports, "t", width)
    assert drawing == timeline(list(reversed(events)), reports, "t", width)
    if events:
        assert drawn_events(checked(drawing)) == sorted(deed["id"] for deed in events)
    else:
        assert not drawing


def test_an_old_event_presses_nothing_into_a_corner(checked: Checked) -> None:
    def deed(id: str, day: str) -> Deed:
        return {
            "id": id,
            "date": day,
            "end": None,
            "type": "AID",
            "quad": 2,
            "status": "done",
            "corroborated": True,
            "words": "aid",
        }

    root = checked(timeline([deed("old", "1912-01-01"), deed("a", "2031-03-05"), deed("b", "2031-03-09")], ["2031-03-06"], "t"))
    x = {one.get("data-event"): float(one.get("cx", "nan")) for one in root.iter(f"{SVG}circle")}
    assert x["old"] < x["a"] < x["b"]
    assert x["b"] - x["a"] > 100
    assert "earlier" in [text.text for text in root.iter(f"{SVG}text")]


@PATIENT
@given(st.lists(st.tuples(*[st.integers(0, 5000)] * 4), max_size=12), WIDTHS)
def test_bars_of_roles(checked: Checked, counts: list[tuple[int, int, int, int]], width: int) -> None:
    rows: list[RoleCount] = [
        {
            "period": f"2031-{month:02}",
            "first": f"2031-{month:02}-01",
            "last": f"2031-{month:02}-28",
            "acts_cooperation": one[0],
            "acts_conflict": one[1],
            "receives_cooperation": one[2],
            "receives_conflict": one[3],
        }
        for month, one in enumerate(counts, start=1)
    ]
    drawing = roles(rows, 'Chad "and" <b>', "r", width)
    if rows:
        bars = [one for one in checked(drawing).iter(f"{SVG}rect") if (one.get("class") or "").startswith("bar")]
        assert len(bars) == sum(bool(count) for one in counts for count in one)
    else:
        assert not drawing


@given(st.dates(), st.integers(0, 200_000), st.integers(100, 1500))
def test_labels_of_an_axis_stand_on_it_in_order(first: date, days: int, width: int) -> None:
    last = first + timedelta(min(days, (date.max - first).days))
    axis = axis_over([first, last], 0.0, float(width))
    assert axis is not None
    days_shown = [day for day, _ in axis.ticks()]
    assert days_shown == sorted(set(days_shown))
    assert all(axis.holds(day) for day in days_shown)
    assert len(days_shown) <= width / 20


def test_a_drawing_never_holds_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="no place"):
        number(float("nan"))
    assert number(-0.04) == "0"
