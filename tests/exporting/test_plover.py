"""PLOVER's own records: the manual's names, and nothing that is taken for done which is not."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from dragoman.exporting import write_plover
from dragoman.records import Date, Event, Quantity, Status


def plover(event: Event) -> dict[str, Any]:
    output = io.BytesIO()
    write_plover("events", [event], output, with_text=False)
    found: dict[str, Any] = json.loads(output.getvalue())
    return found


@pytest.fixture
def event(records: dict[str, list[Any]]) -> Event:
    found: Event = records["events"][0]
    return found


def test_the_names_of_the_manual(event: Event) -> None:
    found = plover(event)
    assert found["event"] == ["SANCTION"]
    assert found["actor"][0]["code"] == "TCD"
    assert found["actor"][0]["sector"] == ["GOV"]
    assert found["recipient"][0]["code"] == "LBY"
    assert (found["quad_code"], found["event_scale"], found["mode"]) == (4, -6.0, ["expel"])
    assert (found["date"], found["enddate"]) == ("2031-03-05", None)
    assert (found["event_loc"]["city"], found["event_loc"]["resolution"]) == ("Ōsaka", 4)
    assert (found["event_text"], found["text_info"]) == (["Chad"], [{"start": 0, "end": 4, "article": "a"}])
    assert found["dragoman"]["outlets"] == 1


@pytest.mark.parametrize(
    ("status", "marked"),
    [
        (Status.DONE, []),
        (Status.ONGOING, []),
        (Status.PLANNED, ["future"]),
        (Status.THREATENED, ["hypothetical"]),
        (Status.REQUESTED, ["hypothetical"]),
        (Status.HYPOTHETICAL, ["hypothetical"]),
        (Status.DENIED, ["negation"]),
        (Status.BACKGROUND, ["historical"]),
    ],
)
def test_what_is_not_reported_as_done_is_marked(status: Status, marked: list[str], event: Event) -> None:
    assert plover(replace(event, status=status))["context"] == ["diplomatic", "executive", *marked]


@pytest.mark.parametrize(
    ("value", "end", "precision", "days"),
    [
        ("2031-03-05", None, "day", ("2031-03-05", None)),
        ("2031-03-05", "2031-03-09", "week", ("2031-03-05", "2031-03-09")),
        ("2028-02", None, "month", ("2028-02-01", "2028-02-29")),
        ("2031", None, "year", ("2031-01-01", "2031-12-31")),
        ("2030", "2031", "year", ("2030-01-01", "2031-12-31")),
        (None, None, "none", (None, None)),
    ],
)
def test_days_are_written_in_full(
    value: str | None, end: str | None, precision: str, days: tuple[str | None, str | None], event: Event
) -> None:
    found = plover(replace(event, date=Date(value, end, precision, "text")))
    assert (found["date"], found["enddate"]) == days
    assert found["dragoman"]["date_precision"] == precision


def test_tolls_are_sizes_and_arrests_only_where_somebody_is_arrested(event: Event) -> None:
    tolls = {"quantities.dead people": ("m",), "quantities.held people": ("m",), "quantities.euro": ("m",)}
    numbers = tuple(Quantity(value, None, "people", "at_least", str(value), 0, 1) for value in (12, 3, 5))
    told = replace(event, sources={"type": ("m",), **tolls}, quantities=numbers)
    assert plover(told)["size"] == {"dead": 12}
    assert plover(replace(told, modes=("arrest",)))["size"] == {"dead": 12, "arrested": 3}
    assert plover(told)["dragoman"]["quantities"][0]["bound"] == "at_least"
