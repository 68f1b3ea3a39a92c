"""The way to a server: to an address that was checked a moment ago, and never for longer than a request may take.

The check stands where the connection is made, so a name that stands for another address a moment later (DNS rebinding) gains nothing.
The request itself, and the certificate that is asked for, keep the host's name.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from dragoman.errors import FetchError
from dragoman.reading.fetching.clock import Clock
from dragoman.reading.fetching.guard import Guard

__all__ = ["Dial", "GuardedTransport", "system_dial"]

Dial = Callable[[str, int, float | None], httpcore.NetworkStream]
"""address, port, seconds -> a connection; raises httpcore.ConnectError or ConnectTimeout"""


def system_dial(address: str, port: int, seconds: float | None) -> httpcore.NetworkStream:
    """A connection over the network."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class GuardedTransport(httpx.BaseTransport):
    """Sends requests of httpx. Raises httpx.TransportError as its own transport does, and FetchError for what may not be asked."""

    def __init__(self, guard: Guard, clock: Clock, *, dial: Dial = system_dial, tls: ssl.SSLContext | None = None) -> None:
        self._backend = _Backend(guard, clock, dial)
        self._pool = httpcore.ConnectionPool(
            # None: those of certifi. Nothing is taken from the environment, and no proxy, which the guard could not see behind.
            ssl_context=tls,
            max_connections=None,
            max_keepalive_connections=16,
            keepalive_expiry=15.0,
            network_backend=self._backend,
        )

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Everything that this thread does on the network until the end of the block is to take no longer than this."""
        with self._backend.within(seconds):
            yield

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's body is read from its stream."""
        sent = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _as_httpx():
            answer = self._pool.handle_request(sent)
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """End all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _as_httpx() -> Iterator[None]:
    """The errors of the two libraries have the same names."""
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        kind: type[httpx.TransportError] = getattr(httpx, type(error).__name__, httpx.TransportError)
        raise kind(str(error)) from error


class _Backend(httpcore.NetworkBackend):
    """Makes connections to checked addresses alone, and holds each thread to the end that its request has."""

    def __init__(self, guard: Guard, clock: Clock, dial: Dial) -> None:
        self._guard = guard
        self._clock = clock
        self._dial = dial
        self._of_thread = threading.local()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        self._of_thread.end = self._clock.running() + seconds
        try:
            yield
        finally:
            self._of_thread.end = None

    def left(self, seconds: float | None) -> float | None:
        """How long the next step may take, `seconds` at most. Raises httpcore.ReadTimeout where no time is left."""
        end: float | None = getattr(self._of_thread, "end", None)
        if end is None:
            return seconds
        left = end - self._clock.running()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long in all")
        return left if seconds is None else min(seconds, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        fault: Exception = httpcore.ConnectError("no address could be reached")
        for address in self._guard.addresses(host, port):
            try:
                return _Stream(self._dial(address, port, self.left(timeout)), self.left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
        raise fault

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise FetchError(path, "is a file, which is no address of the web")


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends in time."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[float | None], float | None]) -> None:
        self._stream = stream
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
