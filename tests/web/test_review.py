"""Reviewing by forms: who says what of which mention, and what a stranger's form can do (nothing)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman import engine
from dragoman.exporting import write_csv
from dragoman.store import open_store, reviews_beside
from dragoman.web import create_app


@pytest.fixture
def desk(store: Path) -> Iterator[TestClient]:
    """A server that takes reviews."""
    app = create_app(store, review=True)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as asking:
        yield asking


def token(desk: TestClient) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', desk.get("/review?show=all").text)
    assert found
    return found[1]


def send(desk: TestClient, path: str = "/review", **values: Any) -> Any:
    return desk.post(path, data={"form_token": token(desk), "who": "Ada", **values})


def test_accept_and_go_on(desk: TestClient, ids: dict[str, list[str]], store: Path) -> None:
    first = desk.get("/review.json").json()
    assert (first["left"], first["rows"]) == (3, [])
    answer = send(desk, mention=first["one"]["record"]["id"], verdict="accepted", back="show=unreviewed")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/review?show=unreviewed&mention={first['next']}"
    second = desk.get("/review.json").json()
    assert second["left"] == 2
    assert [(row["type"], row["reviewed"], row["type_right"], row["all_right"]) for row in second["rows"]] == [
        ("SANCTION", 1, 1, 1),
        ("all", 1, 1, 1),
    ]
    assert round(second["rows"][0]["type_low"], 2) == 0.21
    (kept,) = reviews_beside(store).all()
    assert (kept.who, kept.verdict, kept.targets[0].mention_id) == ("Ada", "accepted", first["one"]["record"]["id"])


def test_correct_keeps_only_what_is_changed(desk: TestClient, ids: dict[str, list[str]], store: Path) -> None:
    one = desk.get("/review.json").json()["one"]
    changed = {**one["words"], "type": "ACCUSE"}
    assert send(desk, mention=one["record"]["id"], verdict="corrected", **changed).status_code == 303
    (kept,) = reviews_beside(store).all()
    assert kept.values == {"type": "ACCUSE", "modes": ""}
    shown = desk.get("/review", params={"mention": one["record"]["id"], "show": "all"}).text
    assert "corrected" in shown
    assert '<option value="ACCUSE" data-key="9" selected>' in shown or 'value="ACCUSE"' in shown


@pytest.mark.parametrize("change", [{"type": "NOTHING"}, {"date": "soon"}, {}, {"actors": "x (QQQ)"}])
def test_what_cannot_be_is_told_and_not_kept(desk: TestClient, store: Path, change: dict[str, str]) -> None:
    one = desk.get("/review.json").json()["one"]
    answer = send(desk, mention=one["record"]["id"], verdict="corrected", **{**one["words"], **change})
    assert answer.status_code == 400
    assert reviews_beside(store).all() == []


def test_reject_and_take_back(desk: TestClient, store: Path) -> None:
    id = desk.get("/review.json").json()["one"]["record"]["id"]
    send(desk, mention=id, verdict="rejected")
    (kept,) = reviews_beside(store).all()
    assert desk.get("/review.json").json()["left"] == 2
    send(desk, mention=id, verdict="withdrawn", review=kept.id)
    assert desk.get("/review.json").json()["left"] == 3
    assert len(reviews_beside(store).all()) == 2


def test_nobody_s_review_is_refused(desk: TestClient, store: Path) -> None:
    id = desk.get("/review.json").json()["one"]["record"]["id"]
    assert send(desk, mention=id, verdict="accepted", who=" ").status_code == 400
    assert reviews_beside(store).all() == []


def test_who_it_is_is_asked_once(desk: TestClient) -> None:
    assert "Your name" in desk.get("/review").text
    id = desk.get("/review.json").json()["one"]["record"]["id"]
    send(desk, mention=id, verdict="accepted", who="Ada Łukasz; <b>\r\nX: y")
    page = desk.get("/review").text
    assert "Your name" not in page
    assert "Ada Łukasz; &lt;b&gt;" in page
    assert "<b>" not in page


def test_the_name_may_be_given_when_starting(store: Path) -> None:
    with TestClient(create_app(store, review=True, reviewer="Bo"), base_url="http://localhost") as desk:
        assert 'name="who" value="Bo"' in desk.get("/review").text


@pytest.mark.parametrize("values", [{"form_token": "wrong"}, {"form_token": ""}, {}])
def test_a_form_that_is_none_of_ours(desk: TestClient, store: Path, values: dict[str, str]) -> None:
    id = desk.get("/review.json").json()["one"]["record"]["id"]
    for path in ("/review", "/regroup"):
        answer = desk.post(path, data={"who": "Eve", "mention": id, "verdict": "accepted", **values})
        assert answer.status_code == 400
    assert reviews_beside(store).all() == []


def test_a_page_from_elsewhere(desk: TestClient, store: Path) -> None:
    data = {"form_token": token(desk), "who": "Eve", "verdict": "accepted"}
    assert desk.post("/review", data=data, headers={"origin": "https://evil.example"}).status_code == 403
    assert desk.post("/review", data=data, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_without_review_nothing_is_taken(client: TestClient, store: Path) -> None:
    assert client.post("/review", data={"verdict": "accepted"}).status_code == 405
    page = client.get("/review")
    assert page.status_code == 200
    assert 'method="post"' not in page.text


def test_split_an_event_and_merge_it_again(desk: TestClient, ids: dict[str, list[str]], store: Path) -> None:
    event = ids["events"][0]
    members = desk.get("/regroup.json", params={"event": event}).json()["members"]
    assert len(members) == 3
    assert send(desk, "/regroup", of="event", group=event, verdict="split").status_code == 400
    answer = send(desk, "/regroup", of="event", group=event, verdict="split", member=members[2]["id"])
    assert answer.status_code == 303
    now = desk.get("/regroup.json", params={"event": event}).json()
    assert (len(now["members"]), len(now["others"])) == (2, 1)
    send(desk, "/regroup", of="event", group=event, verdict="merged", other=now["others"][0]["id"])
    assert len(desk.get("/regroup.json", params={"event": event}).json()["members"]) == 3
    with open_store(store, read_only=True) as opened:
        assert len(list(engine.reviewed(opened).records("events"))) == 1


def test_split_a_story(desk: TestClient, ids: dict[str, list[str]], store: Path) -> None:
    story = ids["stories"][0]
    member = desk.get("/regroup.json", params={"story": story}).json()["members"][2]["id"]
    send(desk, "/regroup", of="story", group=story, verdict="split", member=member)
    assert len(desk.get("/regroup.json", params={"story": story}).json()["members"]) == 2
    said = desk.get("/regroup.json").json()["history"]
    assert [(one["of"], one["verdict"], one["state"]) for one in said] == [("story", "split", "current")]


@pytest.mark.parametrize(
    "query", ["type=SANCTION", "status=done&order=unsure", "least=0.5&most=0.95", "show=reviewed", "order=article"]
)
def test_queues(desk: TestClient, query: str) -> None:
    found = desk.get(f"/review.json?{query}").json()
    assert found["left"] == (0 if "reviewed" in query else 3)


@pytest.mark.parametrize("query", ["order=x", "least=2", "show=x", "mention=none"])
def test_queues_that_are_none(desk: TestClient, query: str) -> None:
    assert desk.get(f"/review?{query}").status_code in (400, 404)


# Of each sort of what a text may be taken for; `test_injections` has the rest.
ATTEMPTS = (
    "<script>zq()</script>",
    '"><img src=x onerror=zq()>',
    "</textarea></title><svg/onload=zq()>",
    "javascript:zq()",
    '=HYPERLINK("//zq.example")',
    "@SUM(1+1)",
    "-2+3+cmd|' /C calc'!A0",
    "'); drop table reviews; --",
    "x' or '1'='1",
    "x\r\nSet-Cookie: zq=1",
    "{{ 1234 * 4321 }}",
    "../../etc/passwd\u202e",
)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_reviewer_s_name_and_a_corrected_value_are_text(desk: TestClient, store: Path, attempt: str) -> None:
    one = desk.get("/review.json").json()["one"]
    id = one["record"]["id"]
    sent = {**one["words"], "actors": attempt.replace(";", ","), "place": attempt}
    answer = send(desk, mention=id, verdict="corrected", who=attempt, back=f"type={attempt}&order=sample", **sent)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith("/review")
    assert "zq=1" not in [part.strip() for value in answer.headers.get_list("set-cookie") for part in value.split(";")]
    for path in (
        f"/review?show=all&mention={id}",
        "/regroup",
        f"/regroup?event={one['record']['event_id']}",
        "/brief?tie=TCD-LBY",
    ):
        page = desk.get(path).text
        for live in ("<script>zq", "<img", "<svg/", "</textarea></title>", "5332114"):
            assert live not in page, (path, live)
    (kept,) = reviews_beside(store).all()
    assert kept.values["actors"] == " ".join(attempt.replace(";", ",").split())
    output = io.BytesIO()
    with open_store(store, read_only=True) as opened:
        view = engine.reviewed(opened)
        write_csv("mentions", view.records("mentions"), output, with_text=False)
        write_csv("events", view.records("events"), output, with_text=False)
        write_csv("reviews", view.standing.reviews, output, with_text=False)
    for row in csv.reader(io.StringIO(output.getvalue().decode("utf-8"), newline="")):
        for cell in row:
            if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
                float(cell)


@pytest.mark.parametrize("back", ["//evil.example", "mention=x&show=nothing", "show=all&order=" + "x" * 900, "%ff=%00"])
def test_where_a_form_leads_stays_here(desk: TestClient, back: str) -> None:
    id = desk.get("/review.json").json()["one"]["record"]["id"]
    answer = send(desk, mention=id, verdict="accepted", back=back)
    assert answer.status_code in (303, 400)
    assert answer.headers.get("location", "/review").startswith("/review")
