"""One request and its answer, within limits of time and size; no redirect is followed and nothing is tried again here."""

from __future__ import annotations

import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx

from dragoman.errors import FetchError
from dragoman.reading.fetching.transport import GuardedTransport
from dragoman.reading.fetching.unpacking import TooLong, bounded, unpacked
from dragoman.settings import FetchingSettings

__all__ = ["AGENT", "Answer", "Exchange", "user_agent"]

AGENT = "Dragoman"
"""the name by which robots.txt may speak to us"""
_NO_TEXT = ("image/", "audio/", "video/", "font/")


def user_agent(version: str, contact: str) -> str:
    """What a server is told of who asks."""
    return f"{AGENT}/{version} (+{contact})" if contact else f"{AGENT}/{version}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `headers` have names in lower case; `body` is unpacked, and empty for any status but 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Exchange:
    """Asks servers. Safe to be used by several threads at once."""

    def __init__(self, transport: GuardedTransport, settings: FetchingSettings, version: str) -> None:
        self._transport = transport
        self._settings = settings
        self._lock = threading.Lock()
        self.received = 0
        """bytes of answers so far, as they came, those that were of no use too"""
        self._headers = {
            "User-Agent": user_agent(version, settings.contact),
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
            "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en, *;q=0.5",
        }

    def get(self, url: httpx.URL, headers: Mapping[str, str] | None = None, *, most: int | None = None) -> Answer:
        """The answer to one GET. Where `most` is given, the first `most` bytes of a longer body; else that is an error.

        Raises FetchError where there is no answer, or one that breaks off, comes too slowly or is too long.
        """
        name = str(url)
        settings = self._settings
        limits = httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds).as_dict()
        request = httpx.Request("GET", url, headers=self._headers | dict(headers or {}), extensions={"timeout": limits})
        try:
            with self._transport.within(settings.total_seconds):
                response = self._transport.handle_request(request)
                try:
                    return self._read(response, name, most)
                finally:
                    response.close()
        except httpx.TimeoutException as error:
            raise FetchError(name, self._too_slow(error), passing=True) from error
        except httpx.TransportError as error:
            raise _fault(name, error) from error
        except zlib.error as error:
            raise FetchError(name, f"came damaged ({error})", passing=True) from error

    def _read(self, response: httpx.Response, name: str, most: int | None) -> Answer:
        headers = {key.lower(): value for key, value in response.headers.items()}
        if response.status_code != httpx.codes.OK:
            return Answer(response.status_code, headers, b"")
        limit = most or self._settings.max_response_bytes
        self._refuse_unread(headers, name, most)
        counted = self._counted(response.iter_raw(), limit)
        encoding = headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(name, f"came packed as {encoding[:40]!r}, which was not asked for")
        pieces = unpacked(counted) if encoding not in ("", "identity") else counted
        try:
            body = bounded(pieces, limit)
        except TooLong as error:
            if most is None:
                raise FetchError(name, _too_long(limit)) from None
            body = error.args[0]
        return Answer(response.status_code, headers, body)

    def _counted(self, pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
        """The pieces. Raises TooLong where they are more than `most` bytes, even if they unpack to nothing."""
        count = 0
        for piece in pieces:
            count += len(piece)
            with self._lock:
                self.received += len(piece)
            yield piece
            if count > most:
                raise TooLong(b"")

    def _refuse_unread(self, headers: Mapping[str, str], name: str, most: int | None) -> None:
        """What a look at the headers shows to be of no use is not fetched."""
        kind = headers.get("content-type", "").strip().lower()
        if kind.startswith(_NO_TEXT):
            raise FetchError(name, f"is of the kind {kind[:60]!r}, which holds no text")
        length = headers.get("content-length", "")
        limit = self._settings.max_response_bytes
        if most is None and length.isdigit() and int(length[:18]) > limit:
            raise FetchError(name, _too_long(limit))

    def _too_slow(self, error: httpx.TimeoutException) -> str:
        if isinstance(error, httpx.ConnectTimeout):
            return f"could not be reached within {self._settings.connect_seconds:g} s"
        if "in all" in str(error):
            return f"did not come whole within {self._settings.total_seconds:g} s"
        return f"fell silent for {self._settings.read_seconds:g} s, or did not come whole within {self._settings.total_seconds:g} s"


def _too_long(limit: int) -> str:
    return f"is longer than {limit:,} bytes; raise max_response_bytes if it is wanted"


def _fault(name: str, error: httpx.TransportError) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            what = getattr(cause, "verify_message", "") or cause.reason or "no TLS"
            return FetchError(name, f"offers no connection that can be trusted ({what}); check the address")
        cause = cause.__cause__ or cause.__context__
    said = " ".join(str(error).split())[:160]
    if isinstance(error, httpx.ConnectError):
        return FetchError(name, f"could not be reached ({said})", passing=True)
    if isinstance(error, httpx.ProtocolError):
        return FetchError(name, f"gave an answer that breaks off or is none ({said})", passing=True)
    return FetchError(name, f"broke the connection ({said or type(error).__name__})", passing=True)
