"""The API gives what the store has, in pages, streams and tables, and says what is wrong with a request."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.exporting import COLUMNS, EXCERPT
from dragoman.records import Event, from_json
from dragoman.store import open_store
from dragoman.web import create_app

RECORDS = ("articles", "mentions", "quotes", "stories", "events", "findings")
LISTS = (*RECORDS, "ties", "actors", "places")


def everything(site: TestClient, address: str) -> list[dict[str, Any]]:
    """All items of all pages."""
    found: list[dict[str, Any]] = []
    following: str | None = address
    while following:
        page = site.get(following).json()
        found += page["items"]
        assert page["count"] >= len(page["items"])
        following = page["next"]
    return found


@pytest.mark.parametrize("kind", LISTS)
def test_pages_in_a_row_are_the_stream(site: TestClient, kind: str) -> None:
    paged = everything(site, f"/api/v1/{kind}?limit=97")
    stream = site.get(f"/api/v1/{kind}", headers={"accept": "application/x-ndjson"})
    assert stream.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in stream.text.splitlines()] == paged
    assert len(paged) == site.get(f"/api/v1/{kind}?limit=1").json()["count"] > 0


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_is_that_of_the_store(site: TestClient, invented_path: Path, kind: str) -> None:
    item = site.get(f"/api/v1/{kind}?limit=1").json()["items"][0]
    assert site.get(f"/api/v1/{kind}/{item['id']}").json() == item
    if kind != "articles":
        with open_store(invented_path, read_only=True) as store:
            assert from_json(json.dumps(item)) == store.get(item["id"])


def test_a_text_is_given_where_the_server_is_told_to(site: TestClient, invented_path: Path) -> None:
    (item,) = site.get("/api/v1/articles?limit=1").json()["items"]
    assert "text" not in item
    assert len(item["text_excerpt"]) == EXCERPT
    with TestClient(create_app(invented_path, with_text=True), base_url="http://127.0.0.1") as full:
        whole = full.get(f"/api/v1/articles/{item['id']}").json()
        assert len(whole["text"]) > EXCERPT
        assert whole["text"].startswith(item["text_excerpt"])
        assert full.get("/api/v1/info").json()["text"] == "full"


def test_filters_narrow(site: TestClient, invented_events: list[Event]) -> None:
    items = everything(site, "/api/v1/events?type=AID&type=ASSAULT&status=done&min_origins=2&sort=intensity")
    wanted = {one.id for one in invented_events if one.type in ("AID", "ASSAULT") and one.status == "done" and one.origins > 1}
    assert {one["id"] for one in items} == wanted
    assert [one["intensity"] for one in items] == sorted(one["intensity"] for one in items)


@pytest.mark.parametrize("kind", [*RECORDS, "ties"])
def test_csv_has_the_columns_of_an_export(site: TestClient, kind: str) -> None:
    answer = site.get(f"/api/v1/{kind}?format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{kind}.csv"'
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert rows[0] == [column.name for column in COLUMNS[kind]]
    assert len(rows) == 1 + site.get(f"/api/v1/{kind}?limit=1").json()["count"]


def test_what_has_not_changed_is_not_sent_again(site: TestClient, invented_path: Path) -> None:
    first = site.get("/api/v1/events?limit=2")
    again = site.get("/api/v1/events?limit=2", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    others = [
        site.get(f"/api/v1/{one}").headers["etag"] for one in ("events?limit=3", "stories?limit=2", "events?limit=2&format=csv")
    ]
    assert len({first.headers["etag"], *others}) == 4


def test_a_change_gives_another_etag(tmp_path: Path) -> None:
    from invented import fill

    path = tmp_path / "s.duckdb"
    with open_store(path, create=True) as store:
        fill(store, 20)
    tags = []
    for seed in (2, 3):
        with TestClient(create_app(path), base_url="http://127.0.0.1") as client:
            tags.append(client.get("/api/v1/events").headers["etag"])
        with open_store(path) as store:
            fill(store, 20, seed=seed)
    assert tags[0] != tags[1]


def test_links_lead_on(site: TestClient) -> None:
    link = site.get("/api/v1/events?limit=2&type=AID").headers["link"]
    assert link.startswith("</api/v1/events?limit=2&type=AID&cursor=")
    assert link.endswith('>; rel="next"')


WRONG = {
    "/api/v1/events?typ=AID": (400, "typ: there is no such parameter"),
    "/api/v1/events?limit=0": (400, "limit"),
    "/api/v1/events?limit=1001": (400, "limit"),
    "/api/v1/events?status=gone": (400, "'done', 'ongoing'"),
    "/api/v1/events?since=yesterday": (400, "2031-03"),
    "/api/v1/events?between=PERECU": (400, "ECU-PER"),
    "/api/v1/events?sort=id": (400, "date, type"),
    "/api/v1/events?cursor=x": (400, "first page"),
    "/api/v1/ties?cursor=x": (400, "first page"),
    "/api/v1/ties?period=year": (400, "'day', 'week' or 'month'"),
    "/api/v1/actors?format=csv": (400, "json or ndjson"),
    "/api/v1/events/event-none": (404, "no record"),
    "/api/v1/actors/Nobody": (404, "no record"),
    "/api/v1/nothing": (404, "openapi.json"),
    "/api/v1/search": (400, "q: Field required"),
}


@pytest.mark.parametrize("address", WRONG)
def test_what_is_wrong_is_said(site: TestClient, address: str) -> None:
    status, words = WRONG[address]
    answer = site.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["status"], told["type"]) == (status, "about:blank")
    assert words in told["detail"]


def test_a_running_build_is_said(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "s.duckdb"
    open_store(path, create=True).close()
    code = "import sys; from dragoman.store import open_store; s = open_store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with TestClient(create_app(path), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            answer = client.get("/api/v1/events")
        assert other.stdin is not None
        other.stdin.close()
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "build is running" in answer.json()["detail"]


def test_head_options_and_what_is_not_allowed(site: TestClient) -> None:
    head, whole = site.head("/api/v1/events"), site.get("/api/v1/events")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert site.options("/api/v1/events").headers["allow"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = site.request(method, "/api/v1/events")
        assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_an_actor_in_full(site: TestClient) -> None:
    found = site.get("/api/v1/actors/PER").json()
    assert found["actor"]["name"] == "Peru"
    assert sum(role["as_actor"] for role in found["roles"]) == found["actor"]["as_actor"]
    assert found["partners"]


def test_search_finds_each_kind_and_where_it_is_shown(site: TestClient) -> None:
    found = site.get("/api/v1/search?q=bogota&limit=2").json()
    assert {"articles", "events", "places"} <= set(found)
    assert found["places"][0] == {"id": "3688689", "title": "Bogotá", "snippet": "»Bogotá«", "page": "/events?place=3688689"}
    assert all(len(hits) <= 2 for hits in found.values())


def test_info_says_what_there_is(site: TestClient, invented_path: Path) -> None:
    with open_store(invented_path, read_only=True) as store:
        counts = store.counts()
    assert site.get("/api/v1/info").json()["counts"] == counts
