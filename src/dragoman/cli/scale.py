"""`dragoman scale`: the whole way on many machines, from Parquet to Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.terminal import INPUTS_FAILED, SettingsFile, complain, settings_from

__all__ = ["scale"]


def scale(
    articles: Annotated[str, typer.Argument(metavar="PARQUET", help="Parquet files of articles: a path or a pattern.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the tables go; all machines must see it.")],
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="ADDRESS", help="A Ray cluster; `local` starts one here. Default: no cluster."),
    ] = None,
    processes: Annotated[int, typer.Option("--processes", min=1, metavar="N", help="Processes that code at once.")] = 2,
    coding_alone: Annotated[
        bool, typer.Option("--coding-alone", help="End with mentions and quotes; make no stories.")
    ] = False,
    settings: SettingsFile = None,
) -> None:
    """Code, group and reconcile articles on many machines: tables in Parquet, with the records that one machine would make.

    Needs the extra `scale`. Exit status: 0 all read; 1 some rows held no article; 2 wrong usage.
    """
    from dragoman import scale as machines

    chosen = settings_from(settings)
    made = machines.run(articles, out, chosen, address=address, processes=processes, coding_alone=coding_alone)
    for failed in made.failed:
        complain(failed)
    complain(f"{out}: " + ", ".join(f"{count:,} {kind}" for kind, count in made.counts.items()))
    raise typer.Exit(INPUTS_FAILED if made.failed else 0)
