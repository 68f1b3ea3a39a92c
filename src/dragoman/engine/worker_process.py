"""One worker process: what runs in it, and the handle by which the main process knows it.

The main process sends a `Task` and gets `Answer`s; a process works on one task at a time, so that neither end ever waits for the other to
read. A process ends when the main one does, however that ends.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from typing import Any

from dragoman.engine.coder import ArticleCoder
from dragoman.engine.shards import Work, dropped, tried
from dragoman.records import Article
from dragoman.settings import Settings

__all__ = ["TOO_LONG", "Answer", "Loader", "Task", "WorkerProcess"]

TOO_LONG = "took too long"
_TIME_IS_UP = getattr(signal, "SIGPROF", 0)
"""with this signal the system ends a process whose time is up"""

Loader = Callable[[Settings], ArticleCoder]
"""what gives a process its coder; a function of a module"""

_STALLED = 10
"""how many times longer by the clock than by the processor a task may take: on a busy machine a process waits for its turn"""
_ENDING = 5.0
"""seconds that a process gets to end by itself"""


@dataclass
class Task:
    """A shard, and what is to be done on it."""

    number: int
    work: Work
    articles: Sequence[Article]
    singly: bool = False
    """article by article, each answered at once: so that it shows which one ends the process"""
    results: list[Any] = field(default_factory=list)
    """what has come back"""

    @property
    def characters(self) -> int:
        """Of all its articles."""
        return sum(len(article.text) for article in self.articles)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process sends: results, or an error that ends the run; the first one tells that it is ready."""

    results: Sequence[Any] = ()
    dropped: int = 0
    version: str = ""
    error: Exception | None = None


class WorkerProcess:
    """A process that has its coder and works on one task at a time."""

    def __init__(self, context: SpawnContext, settings: Settings, load: Loader) -> None:
        self.task: Task | None = None
        self.ready = False
        self.articles = 0
        """that it has worked on"""
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, settings, load), daemon=True)
        self.process.start()
        theirs.close()
        self._seconds = settings.coding.article_seconds
        self._until = float("inf")

    @property
    def pid(self) -> int:
        """Its number."""
        return self.process.pid or 0

    def give(self, task: Task) -> None:
        """Hand over a task. A process that is no longer there is noticed when the answer is waited for."""
        self.task = task
        with suppress(OSError):
            self.connection.send((task.work, task.articles[len(task.results) :], task.singly))
        self._start_clock(task)

    def answered(self, answer: Answer) -> Task | None:
        """Take in results; the task, if it is done with them."""
        assert self.task is not None, "it answers because it was asked"
        task = self.task
        task.results += answer.results
        self.articles += len(answer.results)
        if len(task.results) < len(task.articles):
            self._start_clock(task)
            return None
        self.task, self._until = None, float("inf")
        return task

    def seconds_left(self) -> float:
        """Until it has taken too long; infinite where it has nothing to do."""
        return self._until - time.monotonic()

    def _start_clock(self, task: Task) -> None:
        characters = len(task.articles[len(task.results)].text) if task.singly else task.characters
        self._until = time.monotonic() + _STALLED * _seconds_for(characters, self._seconds)

    def end(self, *, at_once: bool = False) -> str:
        """End the process, which is past helping where it is to be `at_once`, and say how it ended, as its exit status tells."""
        self.connection.close()
        if not at_once:
            self.process.join(_ENDING)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        if code == -_TIME_IS_UP:
            return TOO_LONG
        how = f"by signal {-code}, {_signal_name(-code)}" if code < 0 else f"with status {code}"
        return f"the process that coded it ended {how}"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"


def _serve(connection: Connection, settings: Settings, load: Loader) -> None:
    """What a worker process does until its connection is closed."""
    # Ctrl-C reaches all processes of a terminal; the main one tells the others to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _bound_memory(settings.coding.worker_megabytes)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            coder = load(settings)
            connection.send(Answer(version=coder.version))
            while True:
                work, articles, singly = connection.recv()
                for part in [[one] for one in articles] if singly else [articles]:
                    before = dropped(coder)
                    with _processor_time(_seconds_for(sum(len(one.text) for one in part), settings.coding.article_seconds)):
                        results = list(tried(work, coder, part))
                    connection.send(Answer(results, dropped(coder) - before))
        except (EOFError, OSError):
            raise
        except Exception as error:
            connection.send(Answer(error=error))


def _seconds_for(characters: int, seconds: float) -> float:
    """A second for every thousand characters more: many times what they take on a slow machine."""
    return seconds + characters / 1000


@contextmanager
def _processor_time(seconds: float) -> Iterator[None]:
    """Let the system end this process when it has worked for so long; where it cannot, the main process looks at the clock."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _bound_memory(megabytes: int) -> None:
    """Let what needs more memory than this fail here, before the machine has none left and ends whichever process it likes."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes << 20
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))
