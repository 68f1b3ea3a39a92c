"""Coding by several processes, each with a coder of its own; the records are those that one would make.

A process that dies or hangs does not end the run: its shard is worked on once more, article by article, and the one at fault is set aside.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any

from dragoman.engine.coder import load_coder
from dragoman.engine.results import Uncoded
from dragoman.engine.shards import Shards, Work, failed
from dragoman.engine.worker_process import TOO_LONG, Answer, Loader, Task, WorkerProcess
from dragoman.errors import WorkerError
from dragoman.reading import Failure, Notice, Outcome
from dragoman.records import Article
from dragoman.settings import Settings

__all__ = ["Workers"]

_SHARD = 40_000
"""characters handed to a process at a time: small enough that none waits long for another, large enough for the model's batches"""
_LIFE = 20_000
"""articles after which a process makes way for a new one: the library of language keeps every word that it has ever seen"""


class Workers:
    """`count` processes that code; a context manager that ends them.

    Raises ModelError or DataError where a process cannot load its coder, as `load_coder` does, and WorkerError where it ends before that.
    """

    def __init__(self, count: int, settings: Settings, load: Loader = load_coder) -> None:
        self.unsupported = 0
        """values that were dropped since their words do not license them"""
        self._count = count
        self._settings = settings
        self._load = load
        # Not forked: the libraries of the model keep threads that a fork would cut off.
        self._context = multiprocessing.get_context("spawn")
        self._waiting: deque[Task] = deque()
        self._done: list[Task] = []
        self._processes = [self._started()]
        self.version = self._version_of(self._processes[0])

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._abandon()
        for process in self._processes:
            # All are told before any is waited for.
            process.connection.close()
        for process in self._processes:
            process.end()
        self._processes.clear()

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes that are there now."""
        return [process.pid for process in self._processes]

    def run(
        self, work: Work, outcomes: Iterable[Outcome | Uncoded], *, in_order: bool
    ) -> Iterator[Any | Uncoded | Failure | Notice]:
        """Work through the articles among `outcomes`; all else is passed on. Results come in order, or as they are made.

        What is read ahead is bounded by `batch_articles` and `batch_characters` for each process.
        """
        coding = self._settings.coding
        shards = Shards(coding.batch_articles, min(_SHARD, coding.batch_characters))
        flow = _Flow(coding.batch_articles * self._count, coding.batch_characters * self._count, in_order)
        source = iter(outcomes)
        reading = True
        try:
            while reading or flow.open:
                if reading and flow.has_room:
                    outcome = next(source, None)
                    reading = outcome is not None
                    if outcome is not None and not isinstance(outcome, Article):
                        yield outcome
                    shard = shards.add(outcome) if isinstance(outcome, Article) else [] if reading else shards.rest()
                    if shard:
                        self._waiting.append(flow.task(work, shard))
                self._look_after(patient=not (reading and flow.has_room))
                for results in flow.ready(self._done):
                    yield from results
        finally:
            self._abandon()

    def _abandon(self) -> None:
        """Forget what is not done: nobody waits for it."""
        self._waiting.clear()
        self._done.clear()
        for process in [one for one in self._processes if one.task]:
            self._processes.remove(process)
            process.end(at_once=True)

    def _look_after(self, *, patient: bool) -> None:
        """Hand out what waits, take in what is done; where there is nothing else to do, wait for it."""
        self._hand_out()
        busy = {process.connection: process for process in self._processes if process.task or not process.ready}
        if not busy:
            return
        left = max(0.0, min(process.seconds_left() for process in busy.values()))
        for connection in wait(list(busy), (None if left == float("inf") else left) if patient else 0.0):
            self._take_in(busy[connection])  # type: ignore[index]  # it gives back what it is given
        for process in busy.values():
            if process.task and process.seconds_left() <= 0:
                self._replaced(process, TOO_LONG)
        self._hand_out()

    def _hand_out(self) -> None:
        while self._waiting:
            idle = next((one for one in self._processes if one.ready and not one.task), None)
            if idle is None:
                break
            idle.give(self._waiting.popleft())
        starting = sum(not process.ready for process in self._processes)
        if len(self._waiting) > starting and len(self._processes) < self._count:
            self._processes.append(self._started())

    def _take_in(self, process: WorkerProcess) -> None:
        """What a process has sent, or that it has ended."""
        try:
            answer: Answer = process.connection.recv()
        except (EOFError, OSError):
            if process.task is None:
                self._processes.remove(process)
                raise self._gone(process) from None
            self._replaced(process, None)
            return
        if answer.error is not None:
            raise answer.error
        if not process.ready:
            process.ready = True
            return
        self.unsupported += answer.dropped
        task = process.answered(answer)
        if task is not None:
            self._done.append(task)
            if process.articles >= _LIFE:
                self._processes.remove(process)
                process.end()

    def _replaced(self, process: WorkerProcess, reason: str | None) -> None:
        """Put what a lost process was at back in front: article by article or, where it was so already, without the one at fault."""
        task = process.task
        assert task is not None, "only a process that works can be lost"
        self._processes.remove(process)
        process.task = None
        ending = process.end(at_once=True)
        if task.singly or len(task.articles) == 1:
            at_fault = task.articles[len(task.results)]
            task.results.append(failed(at_fault, reason or ending))
        left = task.articles[len(task.results) :]
        if not left:
            self._done.append(task)
        else:
            self._waiting.appendleft(task)
            task.singly = True

    def _started(self) -> WorkerProcess:
        return WorkerProcess(self._context, self._settings, self._load)

    def _version_of(self, process: WorkerProcess) -> str:
        try:
            answer: Answer = process.connection.recv()
        except (EOFError, OSError):
            raise self._gone(process) from None
        if answer.error is not None:
            process.end()
            raise answer.error
        process.ready = True
        return answer.version

    def _gone(self, process: WorkerProcess) -> WorkerError:
        how = process.end()
        return WorkerError(
            f"a process that was to code could not begin ({how}); each takes about 600 MB: try fewer with --workers"
        )


class _Flow:
    """The shards between being read and being given back: how much there may be of them, and in which order they come out."""

    def __init__(self, articles: int, characters: int, in_order: bool) -> None:
        self._most_articles = articles
        self._most_characters = characters
        self._in_order = in_order
        self._articles = 0
        self._characters = 0
        self._numbers = 0
        self._next = 0
        self._finished: dict[int, Task] = {}

    @property
    def open(self) -> bool:
        """Whether some shard has not been given back."""
        return self._articles > 0

    @property
    def has_room(self) -> bool:
        """Whether another shard may be read."""
        return self._articles < self._most_articles and self._characters < self._most_characters

    def task(self, work: Work, articles: list[Article]) -> Task:
        """A shard on its way."""
        task = Task(self._numbers, work, articles)
        self._numbers += 1
        self._articles += len(articles)
        self._characters += task.characters
        return task

    def ready(self, done: list[Task]) -> Iterator[list[Any]]:
        """The results of what is done and may come out; `done` is emptied."""
        self._finished |= {task.number: task for task in done}
        done.clear()
        while self._finished:
            number = self._next if self._in_order else next(iter(self._finished))
            task = self._finished.pop(number, None)
            if task is None:
                return
            self._next += 1
            self._articles -= len(task.articles)
            self._characters -= task.characters
            yield task.results
