"""How two values stand to each other, whoever says them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reconciling.amounts import compare_amounts
from dragoman.reconciling.dates import compare_dates
from dragoman.reconciling.places import compare_places
from dragoman.reconciling.standing import Standing
from dragoman.records import Date, Place, Quantity


def place(
    name: str, country: str | None, latitude: float | None, longitude: float | None, precision: str, id: int | None = None
) -> Place:
    return Place(name, name, country, latitude, longitude, id, precision, "event", 0, 1)


WONSAN = place("Wŏnsan", "PRK", 39.15, 127.44, "city", 1)
PYONGYANG = place("Pyongyang", "PRK", 39.03, 125.75, "city", 2)
NORTH_KOREA = place("North Korea", "PRK", 40.0, 127.0, "country", 3)
KANGWON = place("Kangwon", "PRK", 38.7, 127.6, "province")
KOREA_BAY = place("East Asia", None, 35.0, 120.0, "region")
SEOUL = place("Seoul", "KOR", 37.57, 126.98, "city", 4)
CROSSING = place("Chandra crossing", "BGD", None, None, "site")
GAZIPUR = place("Gazipur", "BGD", 23.99, 90.42, "city")


@pytest.mark.parametrize(
    ("a", "b", "standing"),
    [
        (WONSAN, WONSAN, Standing.SAME),
        (WONSAN, place("Wonsan", "PRK", None, None, "city"), Standing.SAME),
        (WONSAN, PYONGYANG, Standing.APART),
        (WONSAN, NORTH_KOREA, Standing.WITHIN),
        (NORTH_KOREA, WONSAN, Standing.AROUND),
        (WONSAN, KANGWON, Standing.WITHIN),
        (PYONGYANG, KOREA_BAY, Standing.WITHIN),
        (SEOUL, NORTH_KOREA, Standing.APART),
        (CROSSING, GAZIPUR, Standing.WITHIN),
        (WONSAN, None, Standing.SILENT),
    ],
)
def test_places(a: Place, b: Place | None, standing: Standing) -> None:
    assert compare_places(a, b) is standing


def day(value: str, text: str = "then", precision: str = "day", end: str | None = None) -> Date:
    return Date(value, end, precision, "text", text, 0, len(text))


@pytest.mark.parametrize(
    ("a", "b", "standing"),
    [
        (day("2025-07-12", "Saturday"), day("2025-07-12", "on Saturday"), Standing.SAME),
        (day("2025-07-12", "12 July"), day("2025-07-12", "Saturday"), Standing.WITHIN),
        (day("2025-07-11"), day("2025-07-12"), Standing.APART),
        (day("2025-07-12"), day("2025-07-01", "July", "month"), Standing.WITHIN),
        (day("2025", "2025", "year"), day("2025-07-12"), Standing.AROUND),
        (day("2025-07", "July", "month"), day("2025-08", "August", "month"), Standing.APART),
        (day("2025-07-01", end="2025-07-05"), day("2025-07-04", end="2025-07-08"), Standing.BESIDE),
        (day("2025-07-12"), Date("2025-07-12", None, "day", "published"), Standing.SILENT),
    ],
)
def test_dates(a: Date, b: Date, standing: Standing) -> None:
    assert compare_dates(a, b) is standing


def number(value: float, bound: str = "exact") -> Quantity:
    return Quantity(value, None, "people", bound, "x", 0, 1)


@pytest.mark.parametrize(
    ("a", "b", "standing"),
    [
        (number(12), number(12), Standing.SAME),
        (number(12), number(40), Standing.APART),
        (number(212), number(200, "at_least"), Standing.WITHIN),
        (number(9000, "about"), number(10_000, "at_least"), Standing.APART),
        (number(900, "at_most"), number(900), Standing.AROUND),
        (number(100, "about"), number(105, "about"), Standing.BESIDE),
        (number(98), number(100, "about"), Standing.WITHIN),
    ],
)
def test_amounts(a: Quantity, b: Quantity, standing: Standing) -> None:
    assert compare_amounts(a, b) is standing


_CONVERSE = {Standing.WITHIN: Standing.AROUND, Standing.AROUND: Standing.WITHIN}
_PLACES = st.sampled_from([WONSAN, PYONGYANG, NORTH_KOREA, KANGWON, KOREA_BAY, SEOUL, CROSSING, GAZIPUR, None])
_NUMBERS = st.builds(number, st.integers(0, 30), st.sampled_from(["exact", "about", "at_least", "at_most"]))
_DATES = st.builds(
    day,
    st.sampled_from(["2025-07-01", "2025-07-12"]),
    st.sampled_from(["Saturday", "12 July"]),
    st.sampled_from(["day", "week", "month"]),
)


@given(
    pair=st.one_of(
        st.tuples(st.just(compare_places), _PLACES, _PLACES),
        st.tuples(st.just(compare_amounts), _NUMBERS, _NUMBERS),
        st.tuples(st.just(compare_dates), _DATES, _DATES),
    )
)
def test_standing_has_a_converse(pair: tuple[Any, Any, Any]) -> None:
    compare, a, b = pair
    forth, back = compare(a, b), compare(b, a)
    assert back is _CONVERSE.get(forth, forth)
