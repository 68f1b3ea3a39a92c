"""Sixty attempts to have a text taken for something else: as SQL, HTML, style, formula, path, header or template; asked, and stored."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from dragoman.engine import build
from dragoman.records import Article, Entity, Mention, Place, Quote
from dragoman.store import open_store
from dragoman.store.browsing import ActorFilter
from dragoman.web import create_app
from dragoman.web.api import description
from dragoman.web.pages import all_pages

SQL = (
    "' or 1=1 --",
    "'; drop table events; --",
    "1; delete from articles",
    "x' union select value from meta --",
    '" or ""="',
    "') or id in (select id from events) --",
    "1 or sleep(10)",
    "?); attach '/etc/passwd' as x; --",
    "'; copy events to '/tmp/dragoman-injected.csv'; --",
    "\\'; select load_extension('x'); --",
    "$1",
    "%' and 1=0 union all select null --",
)
HTML = (
    "<script>zq()</script>",
    "<img src=x onerror=zq()>",
    "<svg/onload=zq()>",
    '"><script src=//zq.example></script>',
    "' autofocus onfocus=zq() x='",
    "</title><script>zq()</script>",
    "</textarea><iframe srcdoc='<script>zq()</script>'>",
    "<a href=javascript:zq()>x</a>",
    "<base href=//zq.example>",
    "<form action=//zq.example><button>x",
    "<meta http-equiv=refresh content='0;url=//zq.example'>",
    "<math><mtext><style><img src onerror=zq()>",
    "<!--><script>zq()</script>-->",
    "&lt;script&gt;zq()&lt;/script&gt;",
    "\\u003cscript\\u003ezq()\\u003c/script\\u003e",
    "javascript:zq()",
    "data:text/html,<script>zq()</script>",
    "</script><script>zq()</script>",
    "<object data=//zq.example></object>",
    "\u202e<b>zq\u202c",
)
STYLE = (
    "</style><style>*{display:none}</style>",
    "<p style=background:url(//zq.example)>",
    "x;background:url(javascript:zq())",
    "<link rel=stylesheet href=//zq.example>",
    "expression(zq())",
    "}*{color:red}",
)
FORMULA = (
    "=1+1",
    '=HYPERLINK("//zq.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
)
PATH = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "/etc/passwd",
    "....//....//etc/passwd",
    "file:///etc/passwd",
    "..\\..\\windows\\win.ini",
    "static/../app.py",
)
HEADER = (
    "x\r\nX-Injected: zq",
    "x\nSet-Cookie: zq=1",
    "x%0d%0aX-Injected:%20zq",
    "\u560d\u560aX-Injected: zq",
)
TEMPLATE = (
    "{{ 1234 * 4321 }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${1234*4321}",
    "{{ config }}",
)
ATTEMPTS = (*SQL, *HTML, *STYLE, *FORMULA, *PATH, *HEADER, *TEMPLATE)
WORDS = "Chad expelled two Libyan envoys. “Go home”, it said."
PARAMETERS = {
    "/events": ("text", "type", "actor", "place", "since", "between", "sort", "cursor", "why"),
    "/events.csv": ("text", "actor"),
    "/search": ("q", "kind"),
    "/actors": ("q", "text", "sort"),
    "/ties": ("side", "sort", "status"),
    "/network": ("first", "last"),
    "/map": ("view", "type"),
    "/api/v1/events": ("text", "type", "sort", "cursor", "format"),
    "/api/v1/quotes": ("text", "speaker"),
    "/api/v1/search": ("q",),
}
"""address -> what it can be asked"""


def test_there_are_sixty() -> None:
    assert len(ATTEMPTS) == len(set(ATTEMPTS)) == 60


# What an answer may not be.


class Tags(HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def check_html(page: str) -> None:
    for tag, attributes in Tags(page).found:
        assert tag not in ("iframe", "object", "embed", "base", "style", "math", "textarea"), tag
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "autofocus")], (
            tag,
            attributes,
        )
        for name in ("href", "src", "action"):
            address = (attributes.get(name) or "/").strip().lower()
            outside = address.startswith(("http://", "https://")) and "noopener" in (attributes.get("rel") or "")
            assert outside or (address.startswith(("/", "?", "#")) and not address.startswith("//")), (tag, name, address)
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/")
        if tag == "link":
            assert attributes.get("rel") in ("icon", "stylesheet", "alternate")


def check_csv(text: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
                float(cell)


def check(answer: Any) -> None:
    """No part of what was given has become anything but text."""
    assert answer.status_code < 500, (answer.request.url, answer.text[:300])
    assert "x-injected" not in answer.headers
    assert "zq" not in answer.headers.get("set-cookie", "")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "5332114" not in answer.text
    assert "root:" not in answer.text
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if kind == "text/html":
        check_html(answer.text)
    elif kind == "text/csv":
        check_csv(answer.text)
    elif kind in ("application/json", "application/problem+json"):
        json.loads(answer.text)
        assert "traceback" not in answer.text.lower()


# Asked.


def addresses(attempt: str) -> Iterator[str]:
    """Every page and every route of the API, asked with the attempt in place of an id, or as a parameter."""
    inner = quote(attempt, safe="")
    for page in all_pages():
        if "{id}" in page.path:
            yield page.path.replace("{id}", inner)
            yield page.path.replace("{id}", inner) + ".json"
    for path in description()["paths"]:
        if "{" in path:
            yield "/api/v1" + path.partition("{")[0] + inner
    yield f"/static/{inner}"
    yield f"/{inner}"


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=range(len(ATTEMPTS)))
def test_what_is_asked_is_text(site: TestClient, attempt: str) -> None:
    before = site.get("/api/v1/info").json()["counts"]
    for address in addresses(attempt):
        check(site.get(address, headers={"accept": "text/html"}))
    for path, names in PARAMETERS.items():
        for name in names:
            check(site.get(path, params={name: attempt}))
    check(site.get("/theme", params={"to": attempt, "back": attempt}, follow_redirects=False))
    for header in ("if-none-match", "accept", "cookie"):
        value = attempt.encode("utf-8").replace(b"\r", b" ").replace(b"\n", b" ").replace(b"\x00", b" ")
        check(site.get("/events?limit=1", headers=[(header, value)]))  # type: ignore[arg-type]  # bytes are a value too
    assert site.get("/api/v1/info").json()["counts"] == before


@pytest.mark.parametrize("attempt", SQL)
def test_sql_finds_nothing_and_leaves_everything(site: TestClient, attempt: str) -> None:
    for name in ("type", "actor", "story", "place", "text"):
        assert site.get("/api/v1/events", params={name: attempt}).json()["count"] == 0
    assert not Path("/tmp/dragoman-injected.csv").exists()
    assert site.get("/api/v1/events").json()["count"] > 0


@pytest.mark.parametrize("attempt", [*PATH, "../page.py", "page.css/../../app.py", "%2e%2e/app.py"])
def test_no_file_outside_is_served(site: TestClient, attempt: str) -> None:
    for address in (f"/static/{attempt}", f"/{attempt}", f"/static/{quote(attempt, safe='')}", f"/api/v1/{attempt}"):
        answer: Response = site.get(address)  # type: ignore[assignment]
        assert answer.status_code in (303, 400, 404), address


def test_another_host_is_refused(site: TestClient) -> None:
    for host in ("zq.example", "127.0.0.1.zq.example", "localhost@zq.example", "zq.example:80#127.0.0.1"):
        assert site.get("/", headers={"host": host}).status_code == 421


def test_nobody_is_sent_elsewhere(site: TestClient) -> None:
    for back in (
        "//zq.example",
        "https://zq.example/x",
        "/\\zq.example",
        "\\\\zq.example",
        "javascript:zq()",
        "/%0d%0aX-Injected: zq",
    ):
        answer = site.get("/theme", params={"to": "dark", "back": back}, follow_redirects=False)
        place = answer.headers["location"]
        assert place.startswith("/"), back
        assert not place.startswith(("//", "/\\")), back


# Stored.


@pytest.fixture(scope="module")
def hostile(stand_in_maker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Path]]:
    """A store in which every text, title, outlet, address, name, office and place is an attempt."""

    class Coder(stand_in_maker):  # type: ignore[misc]
        def code(self, articles: list[Article]) -> list[list[Mention | Quote]]:
            return [
                [_named(one, article) for one in records]
                for article, records in zip(articles, super().code(articles), strict=True)
            ]

    path = tmp_path_factory.mktemp("hostile") / "s.duckdb"
    with open_store(path, create=True) as store:
        list(build([_article(number, attempt) for number, attempt in enumerate(ATTEMPTS)], store, Coder()))
    with TestClient(create_app(path), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client, path


def _article(number: int, attempt: str) -> Article:
    # Each a story of its own: other words around the same deed.
    other = " ".join(f"word{number}x{each}" for each in range(80))
    id = attempt if number % 3 == 0 else f"report-{number}"
    known = {
        "title": attempt,
        "outlet": attempt,
        "url": attempt,
        "licence": attempt,
        "published": f"2031-{number % 12 + 1:02}-05",
    }
    return Article.of(f"{WORDS} {attempt} {other} {attempt}", id=id, **known)


def _named(record: Mention | Quote, article: Article) -> Mention | Quote:
    attempt = article.title or ""

    def named(entity: Entity) -> Entity:
        return replace(entity, name=attempt, kind="person", office=attempt)

    id = f"{record.id}-{article.id[:40]}"
    if isinstance(record, Quote):
        return replace(record, id=id, speaker=named(record.speaker) if record.speaker else None)
    actor = record.actors[0]
    place = Place(actor.text, attempt, "TCD", 12.1, 15.0, None, "city", "event", actor.start, actor.end)
    return replace(record, id=id, actors=tuple(map(named, record.actors)), place=place)


def test_what_is_stored_is_text_on_every_page_and_in_every_file(hostile: tuple[TestClient, Path]) -> None:
    client, path = hostile
    kinds = ("articles", "stories", "events", "mentions", "quotes", "findings")
    with open_store(path, read_only=True) as store:
        ids = {kind: [one.id for one in store.records(kind)] for kind in kinds}
        people = store.browse.actors.page(ActorFilter(), limit=1000).ids
    assert len(ids["articles"]) == len(ATTEMPTS)
    assert set(ATTEMPTS) <= set(people)
    told = [*ids["events"], *ids["mentions"][:20], *ids["quotes"][:20], *ids["findings"][:20]]
    shown = {"article": ids["articles"], "story": ids["stories"], "actor": people, "why": told}
    for page in all_pages():
        if "{id}" in page.path:
            for id in shown.get(page.name, []):
                check(client.get(page.path.replace("{id}", quote(id, safe="")) + ".html"))
            continue
        for suffix in ("", ".json", *([".csv"] if page.rows else [])):
            limit = {"limit": "500"} if page.name in ("events", "actors") else {}
            check(client.get((page.path.rstrip("/") or f"/{page.name}") + suffix, params=limit))


def test_what_is_stored_is_text_in_the_api(hostile: tuple[TestClient, Path]) -> None:
    client, _ = hostile
    for path in description()["paths"]:
        if "{" in path:
            continue
        asked = {"q": "word1"} if path == "/search" else {}
        for format in ("json", "ndjson", "csv") if path not in ("/search", "/info") else ("",):
            check(client.get(f"/api/v1{path}", params={**asked, **({"format": format} if format else {})}))


# The client of the tests, not a server, takes the escapes out of a path twice.
@pytest.mark.parametrize("number", [number for number in range(0, len(ATTEMPTS), 3) if "%" not in ATTEMPTS[number]])
def test_a_record_is_found_under_whatever_id_it_has(hostile: tuple[TestClient, Path], number: int) -> None:
    client, _ = hostile
    address = f"/api/v1/articles/{quote(ATTEMPTS[number], safe='')}"
    assert client.get(address).json()["id"] == ATTEMPTS[number]


def test_what_is_stored_is_found_as_text(hostile: tuple[TestClient, Path]) -> None:
    client, _ = hostile
    page = client.get("/search", params={"q": "zq script"}).text
    assert "&lt;script&gt;" in page
    check_html(page)
