"""The pages: what stands in the dictionary stands on the page, whatever the records hold."""

from __future__ import annotations

import csv
import io
import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.engine import build
from dragoman.records import Article
from dragoman.store import Kept, open_store
from dragoman.web import create_app
from dragoman.web.templating import address


def places(ids: dict[str, list[str]]) -> list[str]:
    """The addresses, without suffix, of the pages of every record."""
    kinds = {"stories": "story", "articles": "article"}
    return [address(kinds.get(kind, "why"), id, suffix="-")[:-1] for kind, listed in ids.items() for id in listed]


def test_every_record_has_a_page_in_three_formats(client: TestClient, ids: dict[str, list[str]]) -> None:
    for place in places(ids):
        for suffix in (".html", ".json", ".csv"):
            assert client.get(place + suffix).status_code == 200, place + suffix


def test_nothing_of_an_article_becomes_html_or_a_template(client: TestClient, ids: dict[str, list[str]]) -> None:
    for place in ["/today", *places(ids)]:
        html = client.get(f"{place}.html" if place != "/today" else place).text
        assert "<script>alert" not in html
        assert "<b>Odd" not in html and "<i>" not in html
        assert ">49<" not in html
        assert 'href="javascript' not in html


def test_what_is_in_the_json_is_on_the_page(client: TestClient, ids: dict[str, list[str]]) -> None:
    (story_id,) = ids["stories"]
    plain = client.get(f"/story/{story_id}.json").json()
    html = unescape(client.get(f"/story/{story_id}").text)
    assert plain["title"] in html
    for one in plain["findings"]:
        assert one["id"] in html
    for one in plain["events"]:
        assert one["id"] in html
    for one in plain["record"]["fields"]:
        assert one["value"] in html
    for one in plain["quotations"]:
        assert one["text"] in html


def test_files_give_excerpts_unless_the_server_was_told_to_give_the_text(store: Path, stand_in: Any) -> None:
    text = "Chad expelled two Libyan envoys. " + "It went on and on. " * 100
    with open_store(store) as opened:
        list(build([Article.of(text, id="long")], opened, stand_in))
    for with_text in (False, True):
        with TestClient(create_app(store, with_text=with_text), base_url="http://localhost") as client:
            given = client.get("/article/long.json").json()
            assert (given["text"] == text) is with_text
            assert given["left_out"] == (0 if with_text else len(text) - 500)
            assert "It went on and on. " * 60 in client.get("/article/long").text


def test_an_id_may_be_any_text(client: TestClient) -> None:
    odd = "odd/../id?x#y.json"
    assert address("article", odd) == "/article/odd%2F..%2Fid%3Fx%23y.json.html"
    page = client.get(address("article", odd))
    assert page.status_code == 200
    assert client.get(address("article", odd, suffix=".json")).json()["article"]["article_id"] == odd
    for name in ("..", ".", "x.csv"):
        assert address("article", name).endswith(f"{name}.html")


def test_cells_are_no_formulas(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/today.csv").text)))
    assert rows[0]["title"].startswith("'=1+1")


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/story/none", 404),
        ("/article/none", 404),
        ("/why/none", 404),
        ("/?days=lots", 400),
        ("/?cursor=nonsense", 400),
        (f"/?days={'9' * 2000}", 400),
        ("/?" + "&".join(["a=1"] * 200), 400),
    ],
)
def test_what_cannot_be_answered_is_said(client: TestClient, place: str, status: int) -> None:
    page = client.get(place, headers={"accept": "text/html"})
    assert page.status_code == status
    assert "<h1>" in page.text and "Traceback" not in page.text


def test_problems_for_programs(client: TestClient) -> None:
    answer = client.get("/story/none.json")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no record of this name here; look for it in the search box.",
    }


def test_an_event_of_another_story_cannot_be_chosen(client: TestClient, ids: dict[str, list[str]]) -> None:
    (story_id,) = ids["stories"]
    assert client.get(f"/story/{story_id}?event=event-0").status_code == 400
    assert client.get(f"/story/{story_id}?event=none").status_code == 200


class TestSinceTheLastVisit:
    def test_at_first_nothing_is_new(self, client: TestClient) -> None:
        plain = client.get("/today.json").json()
        assert plain["first_visit"] and plain["changed"] is None

    def test_what_a_build_adds_is_new_until_it_has_been_seen(self, store: Path, stand_in: Any) -> None:
        app = create_app(store)
        with TestClient(app, base_url="http://localhost") as client:
            client.get("/")
            app.state.access.close()
            with open_store(store) as opened:
                list(build([Article.of("Chad expelled two Libyan attachés.", id="new", title="Attachés")], opened, stand_in))
            for _ in range(2):  # looking twice within one visit
                page = client.get("/")
                assert "New since your last visit" in page.text
                assert "1 article," in page.text
            client.get("/?seen=1")
            assert "New since your last visit" not in client.get("/").text

    @pytest.mark.parametrize("cookie", ["nonsense", "00000000.9.9.9", "a.b.c.d", "-1.-1.-1.-1", "0" * 5000])
    def test_a_cookie_that_is_not_ours_is_left_alone(self, client: TestClient, cookie: str) -> None:
        client.cookies.set("seen", cookie)
        assert client.get("/").status_code == 200


def test_the_dictionary_is_json(client: TestClient, ids: dict[str, list[str]]) -> None:
    for place in places(ids):
        json.loads(client.get(f"{place}.json").text)


def test_an_article_that_was_not_coded_says_why(store: Path) -> None:
    foreign = Article.of("Regen fiel auf die Stadt.", id="de", language="de", coding="language")
    broken = Article.of("Rain fell on the town.", id="broken", coding="quarantine")
    with open_store(store) as opened:
        opened.add([Kept(foreign, (), None, {}, ""), Kept(broken, (), None, {}, "v1", "took too long")])
    with TestClient(create_app(store), base_url="http://localhost") as client:
        assert "kept and not coded: it is in another language" in client.get("/article/de").text
        assert "kept and not coded: it is in quarantine" in client.get("/article/broken").text
        assert client.get("/article/de.json").json()["article"]["coding"] == "language"
