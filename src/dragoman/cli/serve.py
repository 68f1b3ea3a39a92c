"""`dragoman serve`: the page and the HTTP API of a store, on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.build import StoreFile
from dragoman.cli.terminal import complain

__all__ = ["PORT", "serve"]

PORT = 8765
_HERE = "127.0.0.1"


def serve(
    store: StoreFile,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 for any that is free.")
    ] = PORT,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")] = _HERE,
    token: Annotated[
        str | None, typer.Option("--token", metavar="WORD", envvar="DRAGOMAN_TOKEN", help="What a visitor has to know.")
    ] = None,
    review: Annotated[bool, typer.Option("--review", help="Let mentions be accepted, rejected and corrected.")] = False,
    reviewer: Annotated[
        str, typer.Option("--reviewer", metavar="NAME", help="With --review: your name, kept with what you decide.")
    ] = "",
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Give the full text of articles in files and the API.")
    ] = False,
) -> None:
    """Show a store in the browser, and answer programs, until Ctrl-C. Nobody but this machine can ask, unless --host says so."""
    from dragoman import web

    def ready(address: str) -> None:
        complain(f"{store} is open at {address} (Ctrl-C ends it)")

    web.serve(store, host, port, ready, token=token, review=review, with_text=with_text, reviewer=reviewer)
