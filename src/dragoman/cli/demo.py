"""`dragoman demo`: the whole way on the sample reports that ship with Dragoman."""

from __future__ import annotations

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
    from dragoman.reading import Outcome
    from dragoman.settings import Settings


def demo(
    as_json: Annotated[bool, typer.Option("--json", help="Print mentions and quotes as JSON lines instead.")] = False,
    settings: SettingsFile = None,
) -> None:
    """Code the sample reports that ship with Dragoman and show what they say, and where they agree and disagree.

    The samples are invented; nothing in them happened.
    """
    from dragoman import engine

    chosen = settings_from(settings)
    tally = Tally()
    coder = engine.load_coder(chosen)
    with samples(chosen) as outcomes:
        coded = list(tally.watch(engine.code(outcomes, coder, chosen)))
    if as_json:
        print_lines(to_json(record) for one in coded for record in one.records)
    else:
        from dragoman.cli import comparison, table
        from dragoman.store import open_store

        table.show(coded)
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "demo.duckdb", create=True) as store:
            for _ in engine.build([one.article for one in coded], store, engine.Remembered(coded, coder.version), chosen):
                pass
            comparison.show(store)
        complain("to keep stories, events and findings of your own reports: dragoman build PATH... --store FILE")
    complain(str(tally))
    raise typer.Exit(tally.status)


@contextmanager
def samples(settings: Settings) -> Iterator[Iterator[Outcome]]:
    """The sample reports."""
    from dragoman import engine

    with ExitStack() as stack:
        folder = stack.enter_context(resources.as_file(resources.files("dragoman") / "samples"))
        yield engine.read([str(path) for path in sorted(folder.glob("*.txt"))], settings.reading)
