"""`dragoman build`: the whole way from reports to stories, events and findings, kept in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.progress import Bar
from dragoman.cli.terminal import (
    INPUTS_FAILED,
    OntologyFolders,
    Precision,
    Recall,
    SettingsFile,
    WorkerCount,
    coder_of,
    complain,
    counted,
    settings_from,
)

__all__ = ["StoreFile", "build"]

StoreFile = Annotated[Path, typer.Option("--store", metavar="FILE", help="The file that keeps everything.")]


def build(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Text files, JSON lines, folders; - is standard input.")],
    store: StoreFile,
    precision: Precision = None,
    recall: Recall = None,
    ontology: OntologyFolders = None,
    workers: WorkerCount = None,
    settings: SettingsFile = None,
) -> None:
    """Read, code, group and reconcile articles, and keep all of it in one file. A second run adds only what is new.

    It can be stopped at any moment and started again. Exit status: 0 all read; 1 some inputs failed; 2 wrong usage.
    """
    from dragoman import engine
    from dragoman.store import open_store

    chosen = settings_from(settings, ontology, workers, precision, recall)
    failures = 0
    with open_store(store, create=True) as opened, coder_of(chosen) as coder, Bar() as bar:
        outcomes = engine.read(paths, chosen.reading)
        for result in engine.build(outcomes, opened, coder, chosen):
            if isinstance(result, engine.Step):
                bar.show(result)
            elif isinstance(result, engine.Built):
                built = result
            else:
                failed = isinstance(result, engine.Failure)
                failures += failed
                bar.above(f"dragoman: {result}" if failed else f"dragoman: note: {result}")
        counts = opened.counts()
    complain(
        f"{counted(built.added, 'article')} added, {built.known:,} there already; "
        f"{built.stories:,} {'story' if built.stories == 1 else 'stories'} made or made anew; "
        f"{counted(built.unsupported, 'value')} dropped that the words do not license"
        + (f"; {counted(failures, 'input')} failed, named above" if failures else "")
    )
    complain(f"{store}: " + ", ".join(f"{count:,} {kind}" for kind, count in counts.items()))
    raise typer.Exit(INPUTS_FAILED if failures else 0)
