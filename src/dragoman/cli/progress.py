"""How far a long run is, shown on a terminal and nowhere else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from dragoman.engine import Step

__all__ = ["Bar"]

_NAMES = {"code": "articles coded", "compare": "articles compared", "group": "stories found", "reconcile": "stories reconciled"}


class Bar:
    """A line for each stage on standard error, if that is a terminal; a context manager that leaves the terminal as it was."""

    def __init__(self) -> None:
        self._bars: Progress | None = None
        self._lines: dict[str, TaskID] = {}

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bars = Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4)
            self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bars:
            self._bars.stop()

    def show(self, step: Step) -> None:
        """Move the line of a stage on."""
        if not self._bars:
            return
        if step.stage not in self._lines:
            self._lines[step.stage] = self._bars.add_task(_NAMES[step.stage], total=step.total)
        self._bars.update(self._lines[step.stage], completed=step.done, total=step.total)

    def above(self, message: str) -> None:
        """A message on standard error that the lines do not run into."""
        if self._bars:
            self._bars.console.print(message, markup=False, highlight=False)
        else:
            sys.stderr.write(f"{message}\n")
