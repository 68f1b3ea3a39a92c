"""Who may ask, for what, and what a browser may do with the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.web import create_app

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
