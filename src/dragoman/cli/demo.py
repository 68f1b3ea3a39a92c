"""`dragoman demo`: the main job on the sample reports that ship with Dragoman."""

from __future__ import annotations

from contextlib import ExitStack
from importlib import resources
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.terminal import SettingsFile, Tally, complain, print_lines, settings_from
from dragoman.records import to_json

if TYPE_CHECKING:
    from dragoman.engine import Coded
    from dragoman.settings import Settings


def demo(
    as_json: Annotated[bool, typer.Option("--json", help="Print the records as JSON lines instead.")] = False,
    settings: SettingsFile = None,
) -> None:
    """Code the sample reports that ship with Dragoman and show what they say.

    The samples are invented; nothing in them happened.
    """
    tally = Tally()
    coded = code_samples(settings_from(settings), tally)
    if as_json:
        print_lines(to_json(record) for one in coded for record in one.records)
    else:
        from dragoman.cli.table import show

        show(coded)
    complain(str(tally))
    raise typer.Exit(tally.status)


def code_samples(settings: Settings, tally: Tally) -> list[Coded]:
    """The sample reports, coded."""
    from dragoman import engine

    with ExitStack() as stack:
        folder = stack.enter_context(resources.as_file(resources.files("dragoman") / "samples"))
        paths = [str(path) for path in sorted(folder.glob("*.txt"))]
        outcomes = engine.read(paths, settings.reading)
        return list(tally.watch(engine.code(outcomes, engine.load_coder(settings), settings)))
