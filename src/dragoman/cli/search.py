"""`dragoman search`: records that hold some words."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.build import StoreFile
from dragoman.cli.terminal import complain

__all__ = ["search"]


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORD", help="All of them are to be found; the last may be the beginning of one.")
    ],
    store: StoreFile,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="articles, quotes, stories, events, people or places; may be given again. Default: all."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Most records to show.")] = 20,
) -> None:
    """Find articles, quotes, stories, events, people and places that hold all the words, the best first."""
    from dragoman.cli.sheet import Sheet
    from dragoman.cli.wording import clean
    from dragoman.store import open_store

    with open_store(store, read_only=True) as opened:
        sheet = Sheet()
        hits = opened.search(" ".join(words), kinds=kind, limit=limit)
        for hit in hits:
            sheet.line(f"{hit.kind:<9}[cyan]{clean(hit.id)}[/]  {clean(hit.snippet)}")
    if not hits:
        complain("no record holds all of these words")
    elif len(hits) == limit:
        complain(f"the first {limit:,} are shown; more with --limit")
