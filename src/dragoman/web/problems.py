"""What cannot be answered, said plainly: as a page to a person, as problem+json (RFC 9457) to a program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from dragoman.errors import DragomanError, NotInStore, SettingsError, StoreBusy
from dragoman.web.templating import render

__all__ = ["problem", "problem_of"]

_RETRY = 5
"""seconds after which a page that waits for a build asks again"""


def problem(scope: Scope | None, status: int, detail: str, *, headers: Mapping[str, str] | None = None) -> Response:
    """The answer to a request that fails with `status`; without `scope` as plain text."""
    title = HTTPStatus(status).phrase
    if scope is None:
        return Response(f"{title}: {detail}\n", status, dict(headers or {}), "text/plain; charset=utf-8")
    if _wants_page(scope):
        again = _RETRY if status == HTTPStatus.SERVICE_UNAVAILABLE else None
        body = render("problem", {"status": status, "title": title, "detail": detail, "again": again})
        return Response(body, status, dict(headers or {}), "text/html; charset=utf-8")
    plain = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(json.dumps(plain, ensure_ascii=False), status, dict(headers or {}), "application/problem+json")


def problem_of(scope: Scope, error: DragomanError) -> Response:
    """The answer where one of our own errors came up. No path of this machine is in it."""
    if isinstance(error, StoreBusy):
        detail = "A build is running, and nobody can read meanwhile. This page comes back by itself when it is done."
        return problem(scope, 503, detail, headers={"Retry-After": str(_RETRY)})
    if isinstance(error, NotInStore):
        return problem(scope, 404, "There is no record of this name here; look for it in the search box.")
    if isinstance(error, SettingsError):
        return problem(scope, 400, str(error))
    return problem(scope, 503, "The store cannot be read; `dragoman info --store FILE` tells more.")


def _wants_page(scope: Scope) -> bool:
    path: str = scope["path"]
    return not path.startswith("/api/") and not path.endswith((".json", ".csv")) and (
        "text/html" in (accepted := Headers(scope=scope).get("accept", "*/*")) or "*/*" in accepted
    )  # fmt: skip
