"""The application: pages, files that are served as they are, and the guard before them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from dragoman import __version__
from dragoman.errors import DragomanError
from dragoman.web.access import Access
from dragoman.web.answering import Answering
from dragoman.web.api import PREFIX, create_api
from dragoman.web.forms import fields_of
from dragoman.web.guard import Guard, Rules
from dragoman.web.page import Page
from dragoman.web.pages import all_pages
from dragoman.web.problems import problem, problem_of
from dragoman.web.routing import ANY_TEXT, Under
from dragoman.web.templating import STATIC

__all__ = ["create_app"]

_YEAR = "public, max-age=31536000, immutable"
_log = logging.getLogger(__name__)


def create_app(
    store: Path, *, review: bool = False, token: str | None = None, with_text: bool = False, reviewer: str = ""
) -> FastAPI:
    """The site of the store at `store`. `review`: corrections can be made, by `reviewer` unless a browser says who; `token`: what a
    visitor must know; `with_text`: files and the API give the full text of articles, not excerpts. The store is opened when the first
    visitor comes.
    """
    access = Access(store)

    @asynccontextmanager
    async def open_while_served(_: FastAPI) -> AsyncIterator[None]:
        yield
        access.close()

    app = FastAPI(
        title="Dragoman", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=open_while_served
    )
    app.state.access, app.state.review, app.state.with_text = access, review, with_text
    app.add_middleware(Guard, rules=Rules(token, writing=review))
    app.add_exception_handler(DragomanError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_api_route("/static/{name}", _static, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/theme", _theme, include_in_schema=False)
    pages = [page for page in all_pages() if review or not page.only_review]
    answering = Answering(access, pages, review=review, with_text=with_text, reviewer=reviewer)
    for page in pages:
        _add(app, page, answering)
        if review and page.change is not None:
            _add_change(app, page, answering)
    app.router.routes.append(Under(PREFIX, create_api(access, with_text=with_text)))
    return app


def _add(app: FastAPI, page: Page, answering: Answering) -> None:
    def route(path: str, endpoint: Callable[..., Response]) -> None:
        app.add_api_route(path, endpoint, methods=["GET", "HEAD"], include_in_schema=False)

    if page.path.endswith("/{id}"):

        def one(request: Request, id: str) -> Response:
            name, format = _apart(id, page)
            return answering.answer(page, request, format, name)

        # An id may hold a slash, and anything else.
        route(page.path.replace("{id}", f"{{id:{ANY_TEXT}}}"), one)
        return

    def only(format: str) -> Callable[[Request], Response]:
        return lambda request: answering.answer(page, request, format, "")

    # Annotated here: a lambda has no place for it.
    for format in ("html", *_formats(page)):
        endpoint = only(format)
        endpoint.__annotations__ = {"request": Request, "return": Response}
        if format != "html":
            route(f"{page.path.rstrip('/') or f'/{page.name}'}.{format}", endpoint)
        else:
            for path in dict.fromkeys((page.path, f"/{page.name}")):
                route(path, endpoint)


def _add_change(app: FastAPI, page: Page, answering: Answering) -> None:
    async def changed(request: Request, id: str = "") -> Response:
        fields = await fields_of(request)
        return await run_in_threadpool(answering.change, page, request, id, fields)

    app.add_api_route(page.path.replace("{id}", "{id:path}"), changed, methods=["POST"], include_in_schema=False)


def _formats(page: Page) -> list[str]:
    return list(dict.fromkeys(["json", *(["csv"] if page.rows else []), *page.files]))


def _apart(id: str, page: Page) -> tuple[str, str]:
    """The id in an address, and the format that its suffix names."""
    for format in ("html", *_formats(page)):
        if id.endswith(f".{format}"):
            return id.removesuffix(f".{format}"), format
    return id, "html"


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, DragomanError)
    answer = problem_of(request.scope, error)
    if answer.status_code >= 500:
        _log.warning("%s", error)
    return answer


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = "There is no such page." if error.status_code == 404 else error.detail
    return problem(request.scope, error.status_code, detail, headers=error.headers)


def _static(name: str) -> Response:
    if name not in STATIC:
        raise HTTPException(404)
    content = (resources.files(__package__) / "static" / name).read_bytes()
    return Response(content, media_type=STATIC[name], headers={"cache-control": _YEAR})


def _theme(request: Request, to: str = "", back: str = "/") -> Response:
    """Choose light, dark or whatever the system says, and go back."""
    place = urlsplit(back[:2000])
    answer = RedirectResponse("/" + place.path.lstrip("/\\") + (f"?{place.query}" if place.query else ""), status_code=303)
    if to in ("light", "dark"):
        answer.set_cookie("theme", to, max_age=31_536_000, samesite="lax")
    else:
        answer.delete_cookie("theme")
    return answer
