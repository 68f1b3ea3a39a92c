"""`dragoman evaluate`: measure the coder on a labelled set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.terminal import (
    INPUTS_FAILED,
    OntologyFolders,
    Precision,
    Recall,
    SettingsFile,
    complain,
    print_lines,
    settings_from,
)
from dragoman.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman import evaluating

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
    floors: Annotated[
        Path | None,
        typer.Option("--floors", metavar="FILE", help="Fail where a figure is below the one pinned in FILE (see --pin)."),
    ] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Pin the figures in the file of --floors.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="With --pin: also where a pinned figure gets worse.")] = False,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Only the tenth of the Dragoman corpus that nothing is trained on.")
    ] = False,
    precision: Precision = None,
    recall: Recall = None,
    ontology: OntologyFolders = None,
    settings: SettingsFile = None,
) -> None:
    """Measure the coder on a labelled set: precision, recall and F1 with their intervals, by type, field and status.

    Exit status: 0 measured; 1 a figure is below its floor; 2 wrong usage.
    """
    from dragoman import engine, evaluating

    if floors is None and (pin or lower):
        raise SettingsError("--pin and --lower need --floors FILE: the file that the figures are pinned in")
    coder = engine.load_coder(settings_from(settings, ontology, precision=precision, recall=recall))
    results = list(engine.evaluate(gold, coder, held_out=held_out))
    scores = evaluating.score(results)
    print_lines(evaluating.as_lines(scores))
    if report is not None:
        _report(report, scores, results, gold, coder.version, worst)
    if floors is None:
        return
    digest, figures = evaluating.digest_of(one.case for one in results), evaluating.figures_of(scores)
    if pin:
        evaluating.write_floors(floors, digest, figures, lower=lower)
        return
    faults = evaluating.read_floors(floors).faults(digest, figures)
    for fault in faults:
        complain(f"{floors}: {fault}")
    if faults:
        raise typer.Exit(INPUTS_FAILED)


def _report(
    report: Path, scores: evaluating.Scores, results: Sequence[evaluating.Tried], gold: Path, version: str, worst: int
) -> None:
    """Write the report as the name's ending says. Raises SettingsError."""
    from dragoman import evaluating

    made = {
        ".json": lambda: evaluating.as_json(scores, results, gold.name, version, worst) + "\n",
        ".html": lambda: evaluating.as_html(scores, results, gold.name, version, worst),
    }
    if report.suffix and report.suffix not in made:
        raise SettingsError(f"{report}: a report is .json or .html, or both where the name has no ending")
    for ending in [report.suffix] if report.suffix else list(made):
        target = report if report.suffix else report.with_name(report.name + ending)
        try:
            target.write_text(made[ending](), encoding="utf-8")
        except OSError as error:
            raise SettingsError(f"{target}: cannot be written ({error.strerror}); give another file to --report") from error
