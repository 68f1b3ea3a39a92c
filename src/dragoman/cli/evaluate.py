"""`dragoman evaluate`: measure the coder on a labelled set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.terminal import OntologyFolders, Precision, Recall, SettingsFile, print_lines, settings_from
from dragoman.errors import SettingsError

__all__ = ["evaluate"]


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A labelled file in our markup, PLOVER's JSON or our records, or a folder.")
    ],
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write all figures and the worst texts: .json, .html, or both."),
    ] = None,
    worst: Annotated[int, typer.Option("--worst", min=0, help="How many of the worst texts to list.")] = 50,
    precision: Precision = None,
    recall: Recall = None,
    ontology: OntologyFolders = None,
    settings: SettingsFile = None,
) -> None:
    """Measure the coder on a labelled set: precision, recall and F1 with their intervals, by type, field and status."""
    from dragoman import engine, evaluating

    coder = engine.load_coder(settings_from(settings, ontology, precision=precision, recall=recall))
    results = list(engine.evaluate(gold, coder))
    scores = evaluating.score(results)
    print_lines(evaluating.as_lines(scores))
    if report is None:
        return
    made = {
        ".json": lambda: evaluating.as_json(scores, results, gold.name, coder.version, worst) + "\n",
        ".html": lambda: evaluating.as_html(scores, results, gold.name, coder.version, worst),
    }
    if report.suffix and report.suffix not in made:
        raise SettingsError(f"{report}: a report is .json or .html, or both where the name has no ending")
    for ending in [report.suffix] if report.suffix else list(made):
        target = report if report.suffix else report.with_name(report.name + ending)
        try:
            target.write_text(made[ending](), encoding="utf-8")
        except OSError as error:
            raise SettingsError(f"{target}: cannot be written ({error.strerror}); give another file to --report") from error
