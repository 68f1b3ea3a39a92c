"""The API as an application of its own, mounted under /api/v1: its routes, its description, and how it says that something is wrong."""

from __future__ import annotations

import json
import logging
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman import __version__
from dragoman.errors import DragomanError
from dragoman.web.access import Access
from dragoman.web.api.asking import in_words
from dragoman.web.api.describing import schemas
from dragoman.web.api.lists import lists
from dragoman.web.api.relating import relating
from dragoman.web.api.replying import Replying
from dragoman.web.problems import problem, problem_of

__all__ = ["PREFIX", "create_api", "description"]

PREFIX = "/api/v1"
_ALLOWED = "GET, HEAD, OPTIONS"
_ABOUT = """What a Dragoman store holds, for programs. Records have the fields of docs/records.md. Lists come as pages with cursors, or
whole as JSON lines (Accept: application/x-ndjson) or CSV; every answer has an ETag. Errors are problem+json (RFC 9457)."""

_log = logging.getLogger(__name__)


def create_api(access: Access, *, with_text: bool = False) -> FastAPI:
    """The application. `with_text`: articles come with their whole text, not only with how they begin."""
    api = FastAPI(title="Dragoman", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    reply = Replying(access, with_text=with_text)
    for router in (lists(reply), relating(reply)):
        api.include_router(router)
    api.add_api_route("/openapi.json", lambda: JSONResponse(api.openapi()), include_in_schema=False, response_model=None)
    api.add_exception_handler(DragomanError, _told)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_middleware(_Methods)
    api.openapi = lambda: _described(api)  # type: ignore[method-assign]  # FastAPI's own way to have one's own
    return api


@cache
def description() -> dict[str, Any]:
    """What the API is, as OpenAPI has it; the same for every store."""
    return create_api(Access(Path())).openapi()


def _described(api: FastAPI) -> dict[str, Any]:
    if api.openapi_schema is None:
        found = get_openapi(
            title=api.title, version=api.version, routes=api.routes, description=_ABOUT, servers=[{"url": PREFIX}]
        )
        found["components"] = {"schemas": schemas()}
        for path in found["paths"].values():
            for operation in path.values():
                # What is refused is told as 400: see _invalid.
                operation["responses"].pop("422", None)
        api.openapi_schema = found
    return api.openapi_schema


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, DragomanError)
    answer = problem_of(request.scope, error)
    if answer.status_code >= 500:
        _log.warning("%s", error)
    return answer


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = (
        f"There is no such list; {PREFIX}/openapi.json describes what there is." if error.status_code == 404 else error.detail
    )
    headers = {"Allow": _ALLOWED} if error.status_code == 405 else error.headers
    return problem(request.scope, error.status_code, detail, headers=headers)


async def _invalid(request: Request, error: Exception) -> Response:
    """Each fault of the query, by the name of its parameter; what was given is not said back."""
    assert isinstance(error, RequestValidationError)
    faults = [
        {"name": ".".join(map(str, fault["loc"][1:])) or str(fault["loc"][0]), "detail": in_words(fault)}
        for fault in error.errors()
    ][:20]
    detail = "; ".join(f"{fault['name']}: {fault['detail']}" for fault in faults)
    plain = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": detail, "errors": faults}
    return Response(json.dumps(plain, ensure_ascii=True), 400, media_type="application/problem+json")


class _Methods:
    """HEAD is GET without a body; OPTIONS says what is allowed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope.get("method")
        if method == "OPTIONS":
            await Response(status_code=204, headers={"Allow": _ALLOWED})(scope, receive, send)
            return
        if method != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)
