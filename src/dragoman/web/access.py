"""The way to the store: open while somebody looks, let go a moment later, so that a build finds it free."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Timer

from dragoman.errors import StoreBusy
from dragoman.store import Store, open_store

__all__ = ["Access", "Opened"]

_IDLE = 1.0
"""seconds without a request after which the file is let go"""
_PATIENCE = 0.5
"""seconds to wait for a store that is in use before a visitor is told so"""
_DRAINING = 5.0
"""seconds to wait until the last reader of a file that was replaced is done"""


@dataclass(frozen=True, slots=True)
class Opened:
    """The store, for one request, and what is the same for all requests until it changes."""

    store: Store
    state: tuple[str, int]
    counts: dict[str, int]


class Access:
    """One file, read by many threads at once, each with a cursor of its own.

    DuckDB lets either one process write or several read. So the file is held only as long as there are requests, and it is opened
    anew for the next: what a build has done meanwhile is seen at once.
    """

    def __init__(self, path: Path, idle: float = _IDLE) -> None:
        self.path = path
        self._idle = idle
        self._changed = Condition()
        self._open: Opened | None = None
        self._file: tuple[int, ...] = ()
        self._readers = 0
        self._written = False
        self._left = 0.0
        self._timer: Timer | None = None

    @contextmanager
    def reading(self) -> Iterator[Opened]:
        """The store for one request. Raises StoreBusy while a build has it, StoreMissing, StoreBroken."""
        opened = self._enter()
        try:
            with opened.store.another() as store:
                yield Opened(store, opened.state, opened.counts)
        finally:
            self._leave()

    @contextmanager
    def writing(self) -> Iterator[Opened]:
        """The store, open for a short change, alone: whoever reads is waited for, whoever comes waits. Raises as `reading` does."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._readers and not self._written, _DRAINING):
                raise StoreBusy(f"{self.path}: it is being read; try again")
            self._written = True
            self._let_go()
        try:
            with open_store(self.path, patience=_PATIENCE) as store:
                yield Opened(store, store.state(), store.counts())
        finally:
            with self._changed:
                self._written = False
                self._changed.notify_all()

    def close(self) -> None:
        """Let the file go, at the latest when the last request is answered."""
        with self._changed:
            self._idle = 0
            if self._timer:
                self._timer.cancel()
                self._timer = None
            if not self._readers:
                self._let_go()

    def _enter(self) -> Opened:
        until = time.monotonic() + _PATIENCE
        while True:
            with self._changed:
                self._changed.wait_for(lambda: not self._written, _DRAINING)
                if self._open and self._file != _which(self.path):
                    self._changed.wait_for(lambda: not self._readers, _DRAINING)
                    if not self._readers:
                        self._let_go()
                try:
                    opened = self._open or self._opened()
                    self._readers += 1
                    return opened
                except StoreBusy:
                    if time.monotonic() > until:
                        raise
            time.sleep(0.05)

    def _opened(self) -> Opened:
        file = _which(self.path)
        store = open_store(self.path, read_only=True)
        try:
            opened = Opened(store, store.state(), store.counts())
        except BaseException:
            store.close()
            raise
        self._open, self._file = opened, file
        return opened

    def _leave(self) -> None:
        with self._changed:
            self._readers -= 1
            self._left = time.monotonic()
            if not self._readers:
                self._changed.notify_all()
                if not self._idle:
                    self._let_go()
                elif self._timer is None:
                    self._wait(self._idle)

    def _wait(self, seconds: float) -> None:
        self._timer = Timer(seconds, self._perhaps_let_go)
        self._timer.daemon = True
        self._timer.start()

    def _perhaps_let_go(self) -> None:
        with self._changed:
            self._timer = None
            if self._readers:
                return  # whoever leaves last waits anew
            rest = self._left + self._idle - time.monotonic()
            if rest > 0:
                self._wait(rest)
            else:
                self._let_go()

    def _let_go(self) -> None:
        if self._open:
            self._open.store.close()
            self._open = None


def _which(path: Path) -> tuple[int, ...]:
    """Which file has that name now, and in which state."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
