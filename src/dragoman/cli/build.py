"""`dragoman build`: the whole way from reports to stories, events and findings, kept in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.fetching import AllowPrivate, NoFollow, web_for
from dragoman.cli.progress import watching
from dragoman.cli.terminal import (
    INPUTS_FAILED,
    FieldMap,
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

if TYPE_CHECKING:
    from dragoman.engine import Built

__all__ = ["PATIENCE", "StoreFile", "build"]

PATIENCE = 5.0
"""seconds to wait for a store that the page has open: it lets go when nobody looks"""

StoreFile = Annotated[Path, typer.Option("--store", metavar="FILE", help="The file that keeps everything.")]


def build(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files and folders of articles, addresses; - is standard input.")
    ],
    store: StoreFile,
    precision: Precision = None,
    recall: Recall = None,
    fields: FieldMap = None,
    ontology: OntologyFolders = None,
    workers: WorkerCount = None,
    settings: SettingsFile = None,
    resume: Annotated[
        bool, typer.Option("--resume/--no-resume", help="Leave alone what is in the store, or code all anew. Default: resume.")
    ] = True,
    retry: Annotated[bool, typer.Option("--retry", help="Code again what is in quarantine, if it is among PATH.")] = False,
    no_follow: NoFollow = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Read, code, group and reconcile articles, and keep all of it in one file. A second run adds only what is new.

    It can be stopped at any moment and started again. Exit status: 0 all read; 1 some inputs failed; 2 wrong usage.
    """
    from dragoman import engine
    from dragoman.store import open_store

    chosen = settings_from(settings, ontology, workers, precision, recall, fields)
    chosen = chosen.with_fetching(follow=False if no_follow else None, allow_private=allow_private or None)
    failures = 0
    memory = f"{chosen.grouping.store_megabytes}MB"
    with (
        open_store(store, create=True, memory=memory, patience=PATIENCE) as opened,
        web_for(paths, chosen, engine.fetched_beside(store)) as web,
        coder_of(chosen) as coder,
        watching() as shown,
    ):
        meter = engine.Meter()
        outcomes = engine.read(paths, chosen.reading, meter=meter, web=web)
        for result in engine.build(outcomes, opened, coder, chosen, anew=not resume, retry=retry, meter=meter):
            if isinstance(result, engine.Step):
                shown.show(result)
            elif isinstance(result, engine.Built):
                built = result
            else:
                noted = isinstance(result, engine.Notice)
                failures += not noted
                shown.above(f"dragoman: note: {result}" if noted else f"dragoman: {result}")
        counts = opened.counts()
    complain(_summary(built, failures))
    complain(f"{store}: " + ", ".join(f"{count:,} {kind}" for kind, count in counts.items() if count or kind != "quarantine"))
    raise typer.Exit(INPUTS_FAILED if failures else 0)


def _summary(built: Built, failures: int) -> str:
    parts = [
        f"{counted(built.added, 'article')} added, {built.known:,} there already",
        f"{built.stories:,} {'story' if built.stories == 1 else 'stories'} made or made anew",
        f"{counted(built.unsupported, 'value')} dropped that the words do not license",
    ]
    if built.other_language:
        parts.insert(1, f"{counted(built.other_language, 'article')} in other languages kept and not coded")
    quarantined = built.quarantined + built.still_quarantined
    if quarantined:
        parts.append(f"{counted(quarantined, 'article')} in quarantine (dragoman show quarantine)")
    if failures:
        parts.append(f"{counted(failures, 'input')} failed, named above")
    return "; ".join(parts)
