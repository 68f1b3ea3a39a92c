"""The command `dragoman`: one file a command, put together here."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli.build import build
from dragoman.cli.code import code
from dragoman.cli.demo import demo
from dragoman.cli.diff import diff
from dragoman.cli.evaluate import evaluate
from dragoman.cli.export import export
from dragoman.cli.info import info
from dragoman.cli.scale import scale
from dragoman.cli.search import search
from dragoman.cli.serve import serve
from dragoman.cli.show import show
from dragoman.cli.terminal import READER_LEFT, WRONG_USAGE, complain, drop_output
from dragoman.cli.watch import watch
from dragoman.cli.why import why
from dragoman.errors import DragomanError, SettingsError

__all__ = ["app", "main"]

app = typer.Typer(
    name="dragoman",
    help="Press reports in, PLOVER event records out: who did what to whom, when, where, and who says so.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """The options that stand before a command."""


app.command()(build)
app.command()(watch)
app.command()(code)
app.command()(demo)
app.command()(export)
app.command()(show)
app.command()(why)
app.command()(search)
app.command()(serve)
app.command()(evaluate)
app.command()(diff)
app.command()(info)
app.command()(scale)


def main() -> None:
    """Run the command line; the way in for the installed script."""
    # A terminal that cannot show “ or → should lose that character, not the run.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except BrokenPipeError:
        drop_output()
        sys.exit(READER_LEFT)
    except DragomanError as error:
        complain(str(error))
        sys.exit(WRONG_USAGE if isinstance(error, SettingsError) else 1)
