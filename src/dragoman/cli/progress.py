"""How far a long run is: bars on a terminal, a line a minute elsewhere; both on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from dragoman.cli.terminal import complain

if TYPE_CHECKING:
    from rich.progress import Progress, Task, TaskID, TextColumn

    from dragoman.engine import Step

__all__ = ["Bar", "Log", "watching"]

_NAMES = {"code": "articles coded", "compare": "articles compared", "group": "stories found", "reconcile": "stories reconciled"}
_EVERY = 60.0
"""seconds between two lines"""
_LOOKING_BACK = 120.0
"""seconds over which the rate on a terminal is taken"""


def watching() -> Bar | Log:
    """What shows how far it is, where standard error leads."""
    return Bar() if sys.stderr.isatty() else Log()


class Bar:
    """A line for each stage with its rate and the time that is left; a context manager that leaves the terminal as it was."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description:<18}"), BarColumn(20), _so_many(), TimeElapsedColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        self._bars: Progress = Progress(
            *columns, console=console, transient=True, refresh_per_second=4, speed_estimate_period=_LOOKING_BACK
        )
        self._lines: dict[str, TaskID] = {}

    def __enter__(self) -> Bar:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bars.stop()

    def show(self, step: Step) -> None:
        """Move the line of a stage on."""
        if step.stage not in self._lines:
            self._lines[step.stage] = self._bars.add_task(_NAMES[step.stage], total=step.total)
        self._bars.update(self._lines[step.stage], completed=step.done, total=step.total)

    def above(self, message: str) -> None:
        """A message that the lines do not run into."""
        self._bars.console.print(message, markup=False, highlight=False)


class Log:
    """A line a minute, for files and for whoever reads them; `clock` tells seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage = ""
        self._started = self._told = clock()

    def __enter__(self) -> Log:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return

    def show(self, step: Step) -> None:
        """Tell how far a stage is, if the last line is a minute old."""
        now = self._clock()
        if step.stage != self._stage:
            self._stage, self._started = step.stage, now
        if now - self._told < _EVERY:
            return
        self._told = now
        rate = step.done / (now - self._started) if now > self._started else 0.0
        complain(", ".join([_counted(step), *_pace(step, rate)]))

    def above(self, message: str) -> None:
        """A message on a line of its own."""
        sys.stderr.write(f"{message}\n")


def _counted(step: Step) -> str:
    of = f" of about {step.total:,}" if step.total and step.total > step.done else ""
    return f"{step.done:,}{of} {_NAMES[step.stage]}"


def _pace(step: Step, rate: float) -> list[str]:
    if not rate:
        return []
    left = [f"about {_span((step.total - step.done) / rate)} left"] if step.total and step.total > step.done else []
    return [f"{rate:,.1f} a second", *left]


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{max(1, minutes)} min"


def _so_many() -> TextColumn:
    """How many of how many, and how many a second."""
    from rich.progress import TextColumn
    from rich.text import Text

    class SoMany(TextColumn):
        def render(self, task: Task) -> Text:
            total = f" of {task.total:,.0f}" if task.total is not None else ""
            rate = f", {task.speed:,.1f} a second" if task.speed and not task.finished else ""
            return Text(f"{task.completed:,.0f}{total}{rate}")

    return SoMany("")
