"""`dragoman code`: articles in, mentions and quotes as JSON lines out."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from dragoman.cli.fetching import AllowPrivate, NoFollow, web_for
from dragoman.cli.terminal import (
    FieldMap,
    OntologyFolders,
    Precision,
    Recall,
    SettingsFile,
    Tally,
    WorkerCount,
    coder_of,
    complain,
    print_lines,
    settings_from,
)
from dragoman.records import to_json


def code(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files and folders of articles, addresses; - is standard input.")
    ],
    annotations: Annotated[
        bool, typer.Option("--annotations", help="Also print every entity, place and time that was read.")
    ] = False,
    precision: Precision = None,
    recall: Recall = None,
    fields: FieldMap = None,
    ontology: OntologyFolders = None,
    workers: WorkerCount = None,
    settings: SettingsFile = None,
    no_follow: NoFollow = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Code articles: print their mentions and quotes as JSON lines. Keeps nothing.

    Failures and counts go to standard error. Exit status: 0 all read; 1 some inputs failed; 2 wrong usage.
    """
    from dragoman import engine

    chosen = settings_from(settings, ontology, workers, precision, recall, fields)
    chosen = chosen.with_fetching(follow=False if no_follow else None, allow_private=allow_private or None)
    if "-" in paths and sys.stdin.isatty():
        complain("reading from the terminal; end with Ctrl-D")
    tally = Tally()
    with web_for(paths, chosen) as web, coder_of(chosen) as coder:
        outcomes = engine.read(paths, chosen.reading, web=web)
        for coded in tally.watch(engine.code(outcomes, coder, chosen, annotations=annotations)):
            lines = [to_json(record) for record in coded.records]
            lines += [json.dumps(note, ensure_ascii=False, separators=(",", ":")) for note in coded.annotations]
            print_lines(lines)
    complain(str(tally))
    raise typer.Exit(tally.status)
