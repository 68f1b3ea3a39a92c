"""The table of events: its address is the view, its facets are steps from it, its files are what is shown."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

from dragoman.exporting import COLUMNS
from dragoman.records import Event


def test_a_facet_leads_to_as_many_events_as_it_says(site: TestClient) -> None:
    page = site.get("/events.json?type=AID&status=done").json()
    for facet in page["facets"]:
        for value in facet["values"][:3]:
            there = site.get(value["address"].replace("/events", "/events.json", 1)).json()
            if not value["chosen"] and facet["name"] not in ("type", "status", "year", "min_origins"):
                assert there["count"] == value["count"], (facet["name"], value["label"])


def test_what_is_chosen_can_be_left_out_again(site: TestClient) -> None:
    page = site.get("/events.json?type=AID&type=ASSAULT&actor=PER&min_origins=2").json()
    assert [(one["name"], one["value"]) for one in page["chosen"]] == [
        ("Type", "AID"),
        ("Type", "ASSAULT"),
        ("Who", "Peru"),
        ("Corroboration", "2 or more origins"),
    ]
    assert page["chosen"][0]["without"] == "/events?type=ASSAULT&actor=PER&min_origins=2"


@pytest.mark.parametrize("query", ["", "limit=7", "type=AID&sort=intensity&limit=5"])
def test_files_have_exactly_what_is_shown(site: TestClient, query: str, tmp_path: Path) -> None:
    ids = [row["id"] for row in site.get(f"/events.json?{query}").json()["rows"]]
    table = list(csv.DictReader(io.StringIO(site.get(f"/events.csv?{query}").text, newline="")))
    assert [row["id"] for row in table] == ids
    assert list(table[0]) == [column.name for column in COLUMNS["events"]]
    (tmp_path / "t.parquet").write_bytes(site.get(f"/events.parquet?{query}").content)
    assert [id for (id,) in duckdb.sql(f"select id from '{tmp_path / 't.parquet'}'").fetchall()] == ids


def test_whole_files_have_all_that_match(site: TestClient, invented_events: list[Event]) -> None:
    wanted = {one.id for one in invented_events if one.type == "AID"}
    page = site.get("/events.json?type=AID&limit=3").json()
    table = csv.DictReader(io.StringIO(site.get(page["whole"]["CSV"]).text, newline=""))
    assert {row["id"] for row in table} == wanted
    lines = site.get(page["whole"]["JSON lines"]).text.splitlines()
    assert len(lines) == len(wanted)
    assert site.get(page["whole"]["Parquet"]).content[:4] == b"PAR1"


def test_why_opens_below_its_row(site: TestClient) -> None:
    row = site.get("/events.json?limit=1").json()["events"][0]
    page = site.get(row["why"].replace("/events", "/events.json", 1)).json()
    assert page["why"]["id"] == row["id"]
    assert all(field["words"] for field in page["why"]["fields"])
    assert page["events"][0]["why"] == "/events?limit=1"
    assert 'class="why-row"' in site.get(row["why"]).text


def test_pages_lead_on_and_back(site: TestClient) -> None:
    first = site.get("/events.json?limit=50&type=AID&type=AGREE").json()
    second = site.get(first["next"].replace("/events", "/events.json", 1)).json()
    assert first["previous"] is None
    assert not {row["id"] for row in first["rows"]} & {row["id"] for row in second["rows"]}
    back = site.get(second["previous"].replace("/events", "/events.json", 1)).json()
    assert back["rows"] == first["rows"]


def test_an_empty_field_of_a_form_asks_for_nothing(site: TestClient) -> None:
    assert site.get("/events.json?text=&since=&until=").json()["count"] == site.get("/events.json").json()["count"]


@pytest.mark.parametrize("query", ["x=1", "quad=9", "since=March", "sort=id", "limit=5000", "cursor=zzz"])
def test_a_view_that_is_none_is_said_to_be_so(site: TestClient, query: str) -> None:
    answer = site.get(f"/events?{query}", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")


def test_search_shows_the_words_and_leads_to_them(site: TestClient) -> None:
    page = site.get("/search.json?q=bogota").json()
    kinds = [group["kind"] for group in page["groups"]]
    assert kinds == [kind for kind in ("stories", "people", "places", "events", "articles", "quotes") if kind in kinds]
    (place,) = next(group["hits"] for group in page["groups"] if group["kind"] == "places")
    assert (place["title"], place["address"]) == ("Bogotá", "/events?place=3688689")
    assert site.get(place["address"].replace("/events", "/events.json", 1)).json()["count"] > 0
    assert "<mark>Bogotá</mark>" in site.get("/search?q=bogota&kind=articles").text
