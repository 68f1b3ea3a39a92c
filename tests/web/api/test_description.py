"""The API is what its description says: schemathesis asks it everything it can think of, and nothing falls over."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import response_schema_conformance
from starlette.testclient import TestClient

from dragoman.records import Article, Event, Finding, Mention, Quote, Story, Tie, as_plain
from dragoman.web import create_app
from dragoman.web.api import description
from dragoman.web.api.describing import schemas


@pytest.fixture(scope="module")
def described(invented_path: Path) -> schemathesis.BaseSchema:
    app = create_app(invented_path)
    # What schemathesis adds to a request by itself.
    app.add_middleware(_Local)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


class _Local:
    """Names this machine as the host that is asked."""

    def __init__(self, app: object) -> None:
        self._app = app

    async def __call__(self, scope: dict[str, object], receive: object, send: object) -> None:
        if scope["type"] == "http":
            headers = [pair for pair in scope["headers"] if pair[0] != b"host"]  # type: ignore[attr-defined]
            scope = {**scope, "headers": [*headers, (b"host", b"127.0.0.1")]}
        await self._app(scope, receive, send)  # type: ignore[operator]


@pytest.mark.parametrize("path", sorted(description()["paths"]))
def test_whatever_is_asked_is_answered_as_described(described: schemathesis.BaseSchema, path: str) -> None:
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(case=strategies.one_of(*(described[path]["GET"].as_strategy(generation_mode=mode) for mode in GenerationMode)))
    def ask(case: schemathesis.Case) -> None:
        response = case.call()
        assert response.status_code < 500, response.text
        if response.status_code == 200 and response.headers["content-type"][0] == "application/json":
            case.validate_response(response, checks=[response_schema_conformance])

    ask()


@pytest.mark.parametrize("record", [Article, Mention, Quote, Story, Event, Finding, Tie])
def test_the_description_has_every_field_of_a_record(record: type) -> None:
    import dataclasses

    described = schemas()[record.__name__]["properties"]
    fields = {field.name for field in dataclasses.fields(record)} | {"kind"}
    assert set(described) - {"text_excerpt"} == fields


def test_every_parameter_is_explained() -> None:
    for path, known in description()["paths"].items():
        for parameter in known["get"].get("parameters", []):
            if parameter["in"] == "query":
                assert parameter.get("description") or parameter["schema"].get("description"), (path, parameter["name"])


def test_every_list_is_on_the_page_about_the_api(site: TestClient, root: Path) -> None:
    page, docs = site.get("/api").text, (root / "docs/api.md").read_text(encoding="utf-8")
    for path in description()["paths"]:
        assert f"/api/v1{path}" in page
        assert path.split("/")[1] in docs


def test_as_plain_renames_what_the_description_renames() -> None:
    from dragoman.records import Date

    assert set(as_plain(Date(None, None, "none", "published"))) == set(schemas()["Date"]["properties"])
