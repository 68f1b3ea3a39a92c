"""Which day, week or month a date falls in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SettingsError
from dragoman.records import Date
from dragoman.relations.periods import CALENDARS, days_of, form_of, period_of


def label(period: str, value: str | None, precision: str = "day", last: str | None = None) -> str | None:
    number = CALENDARS[period].holding(Date(value, last, precision, "text"))
    return None if number is None else CALENDARS[period].label(number)


@pytest.mark.parametrize(("period", "shown"), [("day", "2031-12-31"), ("week", "2032-W01"), ("month", "2031-12")])
def test_the_last_day_of_a_year(period: str, shown: str) -> None:
    assert label(period, "2031-12-31") == shown


def test_a_date_coarser_than_the_period_does_not_tell_it() -> None:
    assert label("month", "2031-03-01", "month") == "2031-03"
    assert label("month", "2031-03", "month") == "2031-03"
    assert label("month", "2031", "year") is None
    assert label("week", "2031-03-01", "month") is None
    assert label("week", "2031-03-03", "week") == "2031-W10"
    assert label("day", "2031-03-03", "week") is None
    assert label("month", "2031-01-01", "year") is None
    assert label("month", None, "none") is None


def test_an_interval_counts_at_its_first_day() -> None:
    assert label("month", "2031-03-30", "day", last="2031-04-02") == "2031-03"


def test_what_is_no_date_has_no_period() -> None:
    assert label("month", "some day") is None


@given(st.dates())
def test_labels_are_those_of_the_calendar(day: date) -> None:
    year, week, _ = day.isocalendar()
    assert label("day", day.isoformat()) == day.isoformat()
    assert label("week", day.isoformat()) == f"{year:04}-W{week:02}"
    assert label("month", day.isoformat()) == day.isoformat()[:7]


@given(st.dates(max_value=date(9998, 1, 1)), st.sampled_from(sorted(CALENDARS)))
def test_labels_are_told_apart_and_stand_in_order_of_time(day: date, name: str) -> None:
    period = CALENDARS[name]
    number = period.number(day)
    assert form_of(period.label(number)) is period
    assert period.label(number) < period.label(number + 1)


def test_other_periods_are_refused() -> None:
    with pytest.raises(SettingsError, match=r"'quarter'.*day, week, month"):
        period_of("quarter")
    with pytest.raises(SettingsError, match="2031-Q1"):
        form_of("2031-Q1")


@pytest.mark.parametrize(
    ("of", "first", "last"),
    [
        ("2032-02", date(2032, 2, 1), date(2032, 2, 29)),
        ("2031-12", date(2031, 12, 1), date(2031, 12, 31)),
        ("2032-W01", date(2031, 12, 29), date(2032, 1, 4)),
        ("2031-03-05", date(2031, 3, 5), date(2031, 3, 5)),
    ],
)
def test_the_days_of_a_period(of: str, first: date, last: date) -> None:
    assert days_of(of) == (first, last)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)), st.sampled_from(sorted(CALENDARS)))
def test_a_day_lies_among_the_days_of_its_period(day: date, period: str) -> None:
    calendar = CALENDARS[period]
    first, last = days_of(calendar.label(calendar.number(day)))
    assert first <= day <= last
    assert calendar.number(first) == calendar.number(last) == calendar.number(day)


@pytest.mark.parametrize("label", ["2031-13", "2031-W60", "2031-02-30", "0000-01"])
def test_a_period_that_no_calendar_has(label: str) -> None:
    with pytest.raises(SettingsError, match="no such"):
        days_of(label)
