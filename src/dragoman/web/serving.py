"""Listening: an address of this machine, and the application behind it until it is told to stop."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from dragoman.errors import SettingsError
from dragoman.store import open_store
from dragoman.web.app import create_app

__all__ = ["serve"]

_SHORTEST_TOKEN = 16


def serve(
    store: Path,
    host: str,
    port: int,
    ready: Callable[[str], None],
    *,
    token: str | None = None,
    review: bool = False,
    with_text: bool = False,
    reviewer: str = "",
) -> None:
    """Serve the store until the process is interrupted; `ready` is told the address once it is listened on.

    Raises SettingsError for an address that others can reach without a token, or that cannot be had; what opening a store raises.
    """
    _check(host, token)
    # A store that cannot be read is told here, not to the first visitor.
    open_store(store, read_only=True).close()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, asyncio sends each part of an answer at once; otherwise every answer waits 40 ms for the acknowledgement of its head.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            # Whoever comes as soon as the address is told waits until the server takes over.
            listening.listen()
        except OSError as error:
            raise SettingsError(f"cannot listen on {host}, port {port} ({error.strerror}); give another with --port") from error
        shown = f"[{host}]" if ":" in host else host
        app = create_app(store, review=review, token=token, with_text=with_text, reviewer=reviewer)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)
        ready(f"http://{shown}:{listening.getsockname()[1]}/{f'?token={token}' if token else ''}")
        uvicorn.Server(config).run(sockets=[listening])


def _check(host: str, token: str | None) -> None:
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    if not here and not token:
        raise SettingsError(f"{host} can be reached from other machines: give --token WORD, which visitors have to know")
    if token is not None and (len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isalnum()):
        raise SettingsError(f"--token: {_SHORTEST_TOKEN} letters and digits or more, so that it cannot be guessed")
