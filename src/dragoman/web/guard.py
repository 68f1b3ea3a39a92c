"""What stands before every answer: whose request it is, whether it may be made, and what a browser may do with what it gets."""

from __future__ import annotations

import ipaddress
import logging
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.problems import problem

__all__ = ["Guard", "Rules"]

# Nothing from elsewhere, nothing inline: an article's text can neither run nor load anything, even if it should get into a page as HTML.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_READS = ("GET", "HEAD", "OPTIONS")
_LOCAL = ("localhost", "127.0.0.1", "::1")
_LARGEST = 1_000_000
"""bytes of a request's body"""
_TOKEN = "dragoman_token"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask, and for what. `token`: what a visitor has to know; `writing`: whether anything but reading is allowed."""

    token: str | None = None
    writing: bool = False


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            # There are no websockets here; the start and end of the server pass.
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        guarded = _Guarded(send)
        headers = Headers(scope=scope)
        answer = self._host(headers) or self._token(scope, headers) or self._intent(scope, headers)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        try:
            await self._app(scope, _bounded(receive), guarded)
        except _TooLarge:
            await problem(scope, 413, "The request is too large.")(scope, receive, guarded)
        except Exception:
            # What went wrong is for whoever runs the server; a visitor gets no part of it.
            _log.exception("could not answer %s", scope["path"])
            if guarded.begun:
                raise
            await problem(scope, 500, "Something went wrong here. What exactly stands in the log of the server.")(
                scope, receive, guarded
            )

    def _host(self, headers: Headers) -> ASGIApp | None:
        # A page elsewhere can have its own name lead to this machine; the browser then still says by which name it asks.
        if self._rules.token is None and _name(headers.get("host", "")) not in _LOCAL:
            return problem(None, 421, "This server answers to localhost and 127.0.0.1 alone.")
        return None

    def _token(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        wanted = self._rules.token
        if wanted is None:
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if given and scope["method"] == "GET" and _same(given[-1], wanted):
            # Out of the address, where it would be seen and kept.
            rest = urlencode([pair for pair in query if pair[0] != "token"])
            answer = RedirectResponse(
                _local(scope.get("raw_path", b"/").decode("latin-1")) + (f"?{rest}" if rest else ""), status_code=303
            )
            answer.set_cookie(_TOKEN, wanted, httponly=True, samesite="strict")
            return answer
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if _same(_cookie(headers, _TOKEN), wanted) or (scheme.lower() == "bearer" and _same(bearer.strip(), wanted)):
            return None
        return problem(
            scope, 401, "This server wants its token: open the address that it printed, or send it as a bearer token.",
            headers={"WWW-Authenticate": "Bearer"},
        )  # fmt: skip

    def _intent(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """Nothing but reading, unless it is allowed and comes from a page of ours; forms carry a word too, see forms.py."""
        if scope["method"] in _READS:
            return None
        if not self._rules.writing:
            return problem(scope, 405, "This server is for reading.", headers={"Allow": ", ".join(_READS)})
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        foreign = site not in (None, "same-origin", "none")
        # "null" is what a browser says under our own policy of telling no referrer.
        foreign |= origin not in (None, "null") and (origin or "").partition("://")[2] != headers.get("host")
        return problem(scope, 403, "This was asked for by a page from elsewhere.") if foreign else None


class _Guarded:
    """Sends an answer with the headers that every answer has."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "private, no-cache")
        await self._send(message)


class _TooLarge(Exception):
    """A body is larger than any that we have use for."""


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > _LARGEST:
            raise _TooLarge
        return message

    return receiving


def _name(host: str) -> str:
    """The name in a Host header, without port."""
    name = host.rpartition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return name.lower().removesuffix(".")


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))


def _local(path: str) -> str:
    """A path of ours: `//elsewhere` would be another host."""
    return "/" + path.lstrip("/\\")
