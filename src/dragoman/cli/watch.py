"""`dragoman watch`: feeds are asked again and again, and what is new in them is built."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.build import PATIENCE, StoreFile
from dragoman.cli.fetching import AllowPrivate, NoFollow
from dragoman.cli.terminal import (
    INPUTS_FAILED,
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
from dragoman.errors import DragomanError, ModelError, ReadingError, SettingsError

if TYPE_CHECKING:
    from dragoman.engine import Round

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_INTERVAL = re.compile(r"(\d{1,6})\s*([smhd])", re.IGNORECASE)
_SHORTEST = 60
_MOST_SAID = 10_000


def watch(
    lists: Annotated[list[str], typer.Argument(metavar="LIST", help="OPML, a file with an address a line, or an address.")],
    store: StoreFile,
    every: Annotated[str, typer.Option("--every", metavar="TIME", help="How often to ask: 90s, 10m, 2h, 1d.")] = "10m",
    once: Annotated[bool, typer.Option("--once", help="One round, for cron and the like.")] = False,
    precision: Precision = None,
    recall: Recall = None,
    ontology: OntologyFolders = None,
    workers: WorkerCount = None,
    settings: SettingsFile = None,
    no_follow: NoFollow = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Watch feeds, sitemaps and pages, and build what is new in them, until Ctrl-C.

    Each round is told in a line on standard error, and each failure when it is new. Exit status: 0; with --once 1 where something failed;
    2 wrong usage.
    """
    from dragoman import engine

    seconds = _seconds(every)
    chosen = settings_from(settings, ontology, workers, precision, recall)
    chosen = chosen.with_fetching(follow=False if no_follow else None, allow_private=allow_private or None)
    listed = _Lists(lists)
    told = _Told()
    with _ends_at_a_signal(), ExitStack() as stack:
        coder = cache(lambda: stack.enter_context(coder_of(chosen)))

        def round() -> Round | None:
            """One round; None where it broke off, which ends only that round."""
            done = None
            try:
                for result in engine.watch(listed.addresses(told.tell), store, coder, chosen, patience=PATIENCE):
                    if isinstance(result, engine.Round):
                        done = result
                    else:
                        told.tell(f"note: {result}" if isinstance(result, engine.Notice) else str(result))
            except ModelError:
                raise
            except Exception as error:
                what = str(error) if isinstance(error, DragomanError) else f"{type(error).__name__}: {error}"
                complain(f"this round broke off ({what}); what was fetched is kept for the next")
            return done

        if once:
            done = round()
            complain(_line(1, done, None))
            raise typer.Exit(INPUTS_FAILED if done is None or done.failures else 0)
        keep_watching(round, seconds, threading.Event().wait)


def keep_watching(round: Callable[[], Round | None], seconds: float, wait: Callable[[float], object]) -> None:
    """Rounds, `seconds` from the beginning of one to that of the next, until KeyboardInterrupt, which `wait` may raise."""
    number = 0
    try:
        while True:
            number += 1
            begun = time.monotonic()
            done = round()
            left = max(0.0, begun + seconds - time.monotonic())
            complain(_line(number, done, left))
            wait(left)
    except KeyboardInterrupt:
        complain("stopped; the same command goes on where it was")


def _line(number: int, done: Round | None, left: float | None) -> str:
    now = datetime.now(UTC)
    if done is None:
        what = "broke off"
    else:
        what = f"{counted(done.addresses, 'address', 'addresses')} asked, {counted(done.articles, 'report')} new, {done.added:,} added, "
        what += f"{counted(done.stories, 'story', 'stories')} made or made anew, {done.failures:,} failed"
    following = f"; next at {datetime.fromtimestamp(now.timestamp() + left, UTC):%H:%M:%S}" if left is not None else ""
    return f"{now:%Y-%m-%d %H:%M:%S} UTC, round {number}: {what}{following}"


class _Lists:
    """What is watched: files, read anew each round so that they may be edited meanwhile, and addresses."""

    def __init__(self, given: Sequence[str]) -> None:
        self._given = given
        self._last: dict[str, list[str]] = {}
        for one in given:
            if "://" not in one:
                try:
                    self._last[one] = self._read(one)[0]
                except ReadingError as error:
                    raise SettingsError(str(error)) from error

    def addresses(self, complain: Callable[[str], object]) -> list[str]:
        """All addresses, each once; of a file that cannot be read any more, those of the last time."""
        found: dict[str, None] = {}
        for one in self._given:
            if "://" in one:
                found[one] = None
                continue
            try:
                self._last[one], faults = self._read(one)
                for fault in faults:
                    complain(fault)
            except ReadingError as error:
                complain(f"{error}; what it listed before is watched on")
            found.update(dict.fromkeys(self._last[one]))
        return list(found)

    def _read(self, name: str) -> tuple[list[str], list[str]]:
        from dragoman import engine

        addresses, failures = engine.read_subscriptions(Path(name))
        return addresses, [str(failure) for failure in failures]


class _Told:
    """Says each thing once, until it is another: a feed that is down for a week is no news each ten minutes."""

    def __init__(self) -> None:
        self._said: dict[str, None] = {}

    def tell(self, message: str) -> None:
        """Say `message` on standard error, unless it was said before; its numbers and times make it no other."""
        key = re.sub(r"\d+", "0", message)
        if key not in self._said:
            self._said[key] = None
            if len(self._said) > _MOST_SAID:
                self._said.pop(next(iter(self._said)))
            complain(message)


@contextmanager
def _ends_at_a_signal() -> Iterator[None]:
    """SIGTERM is taken as Ctrl-C is."""

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end) if threading.current_thread() is threading.main_thread() else None
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _seconds(text: str) -> int:
    found = _INTERVAL.fullmatch(text.strip())
    if found is None:
        raise SettingsError(f"--every {text}: is no time; give a number with s, m, h or d, such as 10m")
    seconds = int(found[1]) * _UNITS[found[2].lower()]
    if seconds < _SHORTEST:
        raise SettingsError(f"--every {text}: is too often for those who are asked; give {_SHORTEST}s or more")
    return seconds
