"""`dragoman search`: records that hold some words."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.build import StoreFile

__all__ = ["search"]


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORD", help="All of them are to be found; the last may be the beginning of one.")
    ],
    store: StoreFile,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="articles, quotes, stories or events; may be given again. Default: all.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Most records to show.")] = 20,
) -> None:
    """Find articles, quotes, stories and events that hold all the words, the best first."""
    from dragoman.cli.wording import clean, console
    from dragoman.store import open_store

    with open_store(store, read_only=True) as opened:
        out = console()
        for hit in opened.search(" ".join(words), kinds=kind, limit=limit):
            out.print(f"{hit.kind:<9}[cyan]{clean(hit.id)}[/]  {clean(hit.snippet)}")
