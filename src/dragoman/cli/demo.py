"""`dragoman demo`: the whole way on the sample reports that ship with Dragoman."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.terminal import SettingsFile, Tally, complain, print_lines, settings_from
from dragoman.records import to_json

if TYPE_CHECKING:
    from dragoman.engine import ArticleCoder, Coded
    from dragoman.reading import Outcome
    from dragoman.settings import Settings


def demo(
    as_json: Annotated[bool, typer.Option("--json", help="Print mentions and quotes as JSON lines instead.")] = False,
    store: Annotated[
        Path | None, typer.Option("--store", metavar="FILE", help="Where to keep the store; a folder for caches by default.")
    ] = None,
    settings: SettingsFile = None,
) -> None:
    """Code the sample reports that ship with Dragoman and show what they say, and where they agree and disagree.

    The samples are invented; nothing in them happened. The last line is the command that opens them in the browser.
    """
    from dragoman import engine

    chosen = settings_from(settings)
    tally = Tally()
    coder = engine.load_coder(chosen)
    with samples(chosen) as outcomes:
        coded = list(tally.watch(engine.code(outcomes, coder, chosen)))
    if as_json:
        print_lines(to_json(record) for one in coded for record in one.records)
        complain(str(tally))
    else:
        from dragoman.cli import table

        table.show(coded)
        kept = store or _place()
        _keep(kept, coded, coder, chosen)
        complain(str(tally))
        complain("to keep stories, events and findings of your own reports: dragoman build PATH... --store FILE")
        typer.echo(f"Kept in {kept}. To read it in the browser:")
        typer.echo(f"{_command()} serve --store {shlex.quote(str(kept))}")
    raise typer.Exit(tally.status)


def _keep(kept: Path, coded: list[Coded], coder: ArticleCoder, settings: Settings) -> None:
    """Make the store anew, show what comparing gives, and put it in its place: whoever reads the old one meanwhile is not disturbed."""
    from dragoman import engine
    from dragoman.cli import comparison
    from dragoman.store import open_store

    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix=".demo-") as folder:
        made = Path(folder) / "demo.duckdb"
        with open_store(made, create=True) as opened:
            for _ in engine.build([one.article for one in coded], opened, engine.Remembered(coded, coder.version), settings):
                pass
            comparison.show(opened)
        made.replace(kept)


def _place() -> Path:
    """Where caches of the user are; a folder of our own for temporary files where none can be made."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    folder = Path(home) / "dragoman"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    return (folder if writable else Path(tempfile.mkdtemp(prefix="dragoman-"))) / "demo.duckdb"


def _command() -> str:
    """How this command was called, so that the line can be pasted."""
    called = sys.argv[0]
    if Path(called).name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m dragoman"
    found = shutil.which("dragoman")
    if found and Path(called).exists() and Path(found).samefile(called):
        return "dragoman"
    return shlex.quote(called) if Path(called).name.startswith("dragoman") else "dragoman"


@contextmanager
def samples(settings: Settings) -> Iterator[Iterator[Outcome]]:
    """The sample reports."""
    from dragoman import engine

    with ExitStack() as stack:
        folder = stack.enter_context(resources.as_file(resources.files("dragoman") / "samples"))
        yield engine.read([str(path) for path in sorted(folder.glob("*.txt"))], settings.reading)
