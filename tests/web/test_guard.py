"""Who may ask, for what, and what a browser may do with the answer."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.web import app, create_app
from dragoman.web.access import Access
from dragoman.web.page import Asked, Page

TOKEN = "0123456789abcdef"


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:80", "[::1]:8765", "LOCALHOST."])
def test_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "10.0.0.1"])
def test_a_name_that_somebody_leads_here_is_not(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("path", ["/", "/nothing/here", "/static/page.css", "/today.json", "/story/none"])
def test_every_answer_has_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_nothing_but_reading(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 405


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"],
)
def test_no_file_outside_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "\r\nx: y"]
)
def test_going_back_stays_here(client: TestClient, back: str) -> None:
    answer = client.get("/theme", params={"to": "dark", "back": back})
    assert answer.status_code == 303
    place = answer.headers["location"]
    assert place.startswith("/") and not place.startswith(("//", "/\\"))


class TestToken:
    @pytest.fixture
    def guarded(self, store: Path) -> TestClient:
        return TestClient(create_app(store, token=TOKEN), base_url="http://box.example:8765", follow_redirects=False)

    @pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"cookie": "dragoman_token=wrong"}])
    def test_without_it_nothing_is_shown(self, guarded: TestClient, headers: dict[str, str]) -> None:
        assert guarded.get("/", headers=headers).status_code == 401
        assert guarded.get("/?token=wrong").status_code == 401

    def test_the_printed_address_opens_the_site_and_loses_the_token(self, guarded: TestClient) -> None:
        answer = guarded.get(f"/today?days=all&token={TOKEN}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/today?days=all")
        assert "httponly" in answer.headers["set-cookie"].lower() and "samesite=strict" in answer.headers["set-cookie"].lower()
        assert guarded.get("/today").status_code == 200

    def test_a_program_sends_it_as_a_bearer_token(self, guarded: TestClient) -> None:
        assert guarded.get("/today.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200

    def test_the_address_cannot_lead_elsewhere(self, guarded: TestClient) -> None:
        answer = guarded.get(f"//evil.example/?token={TOKEN}")
        assert not answer.headers.get("location", "").startswith("//")


class TestWriting:
    @pytest.fixture
    def writable(self, store: Path) -> TestClient:
        return TestClient(create_app(store, review=True), base_url="http://localhost")

    @pytest.mark.parametrize(
        "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://evil.example"}]
    )
    def test_a_page_from_elsewhere_changes_nothing(self, writable: TestClient, headers: dict[str, str]) -> None:
        assert writable.post("/review/anything", headers=headers).status_code == 403

    def test_a_large_body_is_refused_or_not_read(self, writable: TestClient) -> None:
        assert writable.post("/", content=b"x" * 2_000_000).status_code in (405, 413)


class TestForms:
    """A page that changes something, as the pages of corrections do."""

    @pytest.fixture
    def asking(self, store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
        def change(asked: Asked) -> str:
            asked.store.set_meta("noted", asked.one("note"))
            return f"//note/{asked.id}"

        def build(asked: Asked) -> dict[str, Any]:
            return {"title": "Note", "today": asked.store.meta("noted"), "noted": asked.store.meta("noted")}

        page = Page("note", "/note/{id}", build, change=change, only_review=True)
        monkeypatch.setattr(app, "all_pages", lambda: [page])
        with TestClient(create_app(store, review=True), base_url="http://localhost", follow_redirects=False) as client:
            yield client

    def token(self, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(secrets, "token_urlsafe", lambda _: "the-word")
        return "the-word"

    def test_what_a_form_of_ours_says_is_done_and_seen(
        self, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
    ) -> None:
        word = self.token(monkeypatch)
        asking: TestClient = request.getfixturevalue("asking")
        assert asking.get("/note/x.json").json()["noted"] is None
        done = asking.post("/note/x", data={"note": "hello", "form_token": word}, headers={"sec-fetch-site": "same-origin"})
        assert (done.status_code, done.headers["location"]) == (303, "/note/x")
        assert asking.get("/note/x.json").json()["noted"] == "hello"

    @pytest.mark.parametrize("word", ["", "wrong"])
    def test_a_form_without_the_word_does_nothing(self, asking: TestClient, word: str) -> None:
        assert asking.post("/note/x", data={"note": "hello", "form_token": word}).status_code == 400
        assert asking.get("/note/x.json").json()["noted"] is None

    def test_a_file_is_refused(self, asking: TestClient) -> None:
        assert asking.post("/note/x", files={"note": b"hello"}).status_code == 400

    def test_readers_and_a_change_take_turns(self, store: Path) -> None:
        access = Access(store, idle=60)
        reading = access.reading()
        reading.__enter__()
        threading.Timer(0.2, reading.__exit__, [None, None, None]).start()
        with access.writing() as opened:
            opened.store.set_meta("noted", "1")
        with access.reading() as opened:
            assert opened.store.meta("noted") == "1"
        access.close()

    def test_without_review_the_page_is_not_there(self, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        page = Page("note", "/note/{id}", lambda asked: {"title": "Note"}, change=lambda asked: "/", only_review=True)
        monkeypatch.setattr(app, "all_pages", lambda: [page])
        with TestClient(create_app(store), base_url="http://localhost") as client:
            assert client.get("/note/x.json").status_code == 404
            assert client.post("/note/x").status_code == 405
