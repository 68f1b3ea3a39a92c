"""The network and the map are narrowed to a stretch of months, and lose nothing."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from dragoman import engine, relations
from dragoman.records import Event, Status
from dragoman.store import Store

Shown = Any


def test_a_network_is_the_engine_s(invented: Shown, invented_records: Store) -> None:
    network = engine.network(invented_records, first="2031-02", last="2031-04")
    page = invented("/network.json?first=2031-02&last=2031-04")
    assert {(one["a"], one["b"], one["events"], one["weight"]) for one in page["edges"]} == {
        (one.a, one.b, one.events, one.weight) for one in network.edges
    }
    balance = relations.balance(network)
    assert page["balance"] == {"triads": balance.triads, "balanced": balance.balanced, "share": balance.share}
    blocs = [set(bloc) for bloc in relations.blocs(network) if len(bloc) > 1]
    for number in {one["bloc"] for one in page["nodes"]} - {0}:
        assert {one["code"] for one in page["nodes"] if one["bloc"] == number} in blocs


def test_only_the_busiest_are_drawn_and_all_are_listed(invented: Shown) -> None:
    page, html = invented("/network.json?most=5"), invented("/network?most=5")
    drawn = [one for one in page["nodes"] if one["drawn"]]
    assert len(drawn) == 5
    assert min(one["events"] for one in drawn) >= max(one["events"] for one in page["nodes"] if not one["drawn"])
    assert len(set(re.findall(r'data-actor="(\w+)"', html))) == 5
    lines = {f"{one['a']}-{one['b']}" for one in page["edges"] if one["drawn"]}
    assert set(re.findall(r'data-tie="([\w-]+)"', html)) == lines
    assert len(list(csv.DictReader(io.StringIO(invented("/network.csv?most=5"))))) == len(page["edges"])


def test_states_alone(samples: Shown) -> None:
    assert {"EUR", "IGO"} <= {one["code"] for one in samples("/network.json")["nodes"]}
    assert not {"EUR", "IGO"} & {one["code"] for one in samples("/network.json?sides=states")["nodes"]}


def test_a_tie_needs_so_many_events(invented: Shown) -> None:
    assert all(one["events"] >= 3 for one in invented("/network.json?least=3")["edges"])


@pytest.mark.parametrize("page", ["network", "map"])
@pytest.mark.parametrize("wrong", ["first=2031", "last=2031-13", "first=2031-05&last=2031-04"])
def test_a_stretch_that_is_none(samples: Shown, page: str, wrong: str) -> None:
    assert "month" in samples(f"/{page}.json?{wrong}", 400)["detail"]


def test_a_stretch_without_ties(samples: Shown) -> None:
    page = samples("/network.json?first=1900-01&last=1900-02")
    assert page["nodes"] == page["edges"] == []
    assert "No two sides deal" in samples("/network?first=1900-01&last=1900-02")


def test_the_map_counts_every_place(samples: Shown) -> None:
    page = samples("/map.json")
    assert page["placed"] == sum(one["events"] for one in page["places"]) <= page["events"]
    drawn = sum(one["events"] for one in [*page["spots"], *page["shades"]])
    assert drawn == page["drawn"]
    lost = [one for one in page["places"] if one["latitude"] is None and one["country"] is None]
    assert page["placed"] - drawn == sum(one["events"] for one in lost)
    html = samples("/map?view=world")
    assert sum(map(int, re.findall(r'data-events="(\d+)"', html))) == 2 * drawn


def test_the_map_of_a_stretch(invented: Shown, invented_records: Store) -> None:
    events = [one for one in invented_records.records("events") if isinstance(one, Event)]
    there = [
        one
        for one in events
        if one.place and one.status == Status.DONE and "2031-03" <= (one.date.value or "") < "2031-05" and one.quad > 2
    ]
    page = invented("/map.json?first=2031-03&last=2031-04&kind=conflict")
    assert page["placed"] == len(there)
    assert page["query"]["first"] == "2031-03"
    assert all(one["cooperation"] == 0 for one in page["places"])


def test_all_months_are_no_stretch(samples: Shown) -> None:
    page = samples("/map.json")
    first, last = (page["query"][name] for name in ("first", "last"))
    assert samples(f"/map.json?first={first}&last={last}") == page


def test_a_country_is_a_tint_and_a_region_a_spot(samples: Shown) -> None:
    page = samples("/map.json")
    assert all(one["precision"] != "country" for one in page["spots"])
    assert {one["precision"] for one in page["spots"]} >= {"city", "province", "region"}


def test_an_unknown_view_is_told(samples: Shown) -> None:
    assert "middle-east" in samples("/map.json?view=mars", 400)["detail"]
