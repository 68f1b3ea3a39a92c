"""`dragoman why`: the chain from a value to the words that it was read from, in each article."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.build import StoreFile

__all__ = ["why"]


def why(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Of a mention, event, quote, finding, story, article or tie (PRK-RUS); its beginning suffices."
        ),
    ],
    store: StoreFile,
    period: Annotated[str, typer.Option("--period", help="Of a tie: day, week or month.")] = "month",
) -> None:
    """Show which words in which article each value of a record was read from, and by which rule."""
    from dragoman.cli.sheet import Sheet
    from dragoman.cli.sources import explain
    from dragoman.store import open_store

    with open_store(store, read_only=True) as opened:
        explain(Sheet(), opened, id, period)
