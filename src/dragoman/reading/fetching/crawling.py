"""Many addresses, politely: each host gets one request at a time with a pause between, and several hosts are asked at once.

Nothing here is left to chance: waits are fixed or doubled, and what is given comes in the order in which it was asked for.
"""

from __future__ import annotations

import dataclasses
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from dragoman.errors import DragomanError, FetchError
from dragoman.reading.fetching.clock import Clock
from dragoman.reading.fetching.guard import Guard
from dragoman.reading.fetching.keeping import Keeper, Response
from dragoman.reading.fetching.robots import host_key
from dragoman.reading.fetching.visiting import Moved, Visitor
from dragoman.settings import FetchingSettings

__all__ = ["Crawl", "Got", "Wanted"]

_LONGEST_BACKOFF = 21_600.0
_FIRST_BACKOFF = 60.0
_LONGEST_GOODBYE = 0.5
_LEFT_ALONE = "asks to be left alone"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that is to be fetched, unless what is kept of it is fresh."""

    url: str
    fresh_seconds: float
    """how old what is kept may be"""
    changed: str | None = None
    """when it was changed last, as a feed says (ISO 8601): what was fetched before that is not fresh"""


@dataclass(frozen=True, slots=True)
class Got:
    """What came of a wanted address: a response, or a fault."""

    wanted: Wanted
    response: Response | None
    fault: FetchError | None
    moved: str | None = None
    """where the address has moved to for good"""


@dataclass(slots=True)
class _Job:
    wanted: Wanted
    url: httpx.URL
    seen: set[str]
    tries: int = 0
    moved: str | None = None
    got: Got | None = None


@dataclass(slots=True)
class _Line:
    """The jobs that wait for one host."""

    host: str
    jobs: deque[_Job] = field(default_factory=deque)
    due: float = 0.0
    """when it may be asked next, on the running clock"""
    busy: bool = False


class Crawl:
    """Fetches what is wanted; the threads that do it live as long as one call of `run`."""

    def __init__(self, visitor: Visitor, guard: Guard, keeper: Keeper, clock: Clock, settings: FetchingSettings) -> None:
        self._visitor = visitor
        self._guard = guard
        self._keeper = keeper
        self._clock = clock
        self._settings = settings

    def run(self, wanted: Iterable[Wanted]) -> Iterator[Got]:
        """What came of each, in the order of `wanted`. Pages are fetched ahead of whoever takes them, and kept on the disk until then."""
        round = _Round(self._visitor, self._guard, self._keeper, self._clock, self._settings)
        jobs = [round.add(one) for one in wanted]
        with round:
            for job in jobs:
                got = round.wait_for(job)
                if got.response is not None and got.response.status == httpx.codes.OK and not got.response.body:
                    got = dataclasses.replace(got, response=self._keeper.response(got.response.url))
                yield got


class _Round:
    """One run: its lines, and the threads that serve them."""

    def __init__(self, visitor: Visitor, guard: Guard, keeper: Keeper, clock: Clock, settings: FetchingSettings) -> None:
        self._visitor = visitor
        self._guard = guard
        self._keeper = keeper
        self._clock = clock
        self._settings = settings
        self._lines: dict[str, _Line] = {}
        self._changed = threading.Condition()
        self._stopped = False
        self._open = 0
        self._fault: BaseException | None = None
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> _Round:
        count = min(self._settings.parallel_hosts, self._open)
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(_LONGEST_GOODBYE)

    def add(self, wanted: Wanted) -> _Job:
        """Put a wanted address into the line of its host; one that may not be asked, or is fresh, is done at once."""
        job = _Job(wanted, httpx.URL(), set())
        self._place(job, wanted.url, None)
        return job

    def wait_for(self, job: _Job) -> Got:
        """What came of a job, once it is done."""
        with self._changed:
            while job.got is None:
                if self._fault is not None:
                    raise self._fault
                if not any(thread.is_alive() for thread in self._threads):
                    raise RuntimeError(f"{job.wanted.url}: whatever fetches has ended before it was done")
                self._changed.wait(1.0)
            got, job.got = job.got, None
            return got

    def _place(self, job: _Job, address: str, base: httpx.URL | None) -> None:
        """Where a job goes with this address: done, on to where a kept redirect leads, or into a line."""
        try:
            job.url = self._guard.url(address, base)
            while True:
                if str(job.url) in job.seen or len(job.seen) > self._settings.max_redirects:
                    what = "sends in a circle" if str(job.url) in job.seen else "sends on too often"
                    raise FetchError(job.wanted.url, f"{what} ({len(job.seen)} redirects); check the address")
                job.seen.add(str(job.url))
                kept = self._visitor.fresh(job.url, job.wanted.fresh_seconds, job.wanted.changed)
                if kept is None or kept.location is None:
                    break
                job.url = self._guard.url(kept.location, job.url)
        except FetchError as error:
            self._finish(job, None, error)
            return
        if kept is not None:
            self._finish_kept(job, kept)
            return
        line = self._line(host_key(job.url))
        line.jobs.append(job)
        self._open += 1

    def _line(self, host: str) -> _Line:
        if host not in self._lines:
            known = self._keeper.host(host)
            now = self._clock.now()
            pause = max(self._settings.delay_seconds, self._visitor.delay(host))
            ready = max(known.not_before, known.asked + pause if known.asked <= now else 0.0)
            self._lines[host] = _Line(host, due=self._clock.running() + max(0.0, ready - now))
        return self._lines[host]

    def _serve(self) -> None:
        """The work of a thread. What ends it is raised where the results are waited for."""
        try:
            while (turn := self._next()) is not None:
                line, job = turn
                result = self._attempt(job)
                with self._changed:
                    if self._stopped:
                        return
                    line.busy = False
                    self._open -= 1
                    self._after(line, job, result)
                    self._changed.notify_all()
        except BaseException as error:
            with self._changed:
                self._fault = None if self._stopped else error
                self._changed.notify_all()

    def _attempt(self, job: _Job) -> Response | Moved | FetchError:
        try:
            return self._visit(job)
        except FetchError as error:
            return error
        except DragomanError:
            raise
        except Exception as error:
            return FetchError(str(job.url), f"could not be fetched ({type(error).__name__}: {error})"[:300])

    def _visit(self, job: _Job) -> Response | Moved:
        # Another job may have been led to the same page meanwhile.
        kept = self._visitor.fresh(job.url, job.wanted.fresh_seconds, job.wanted.changed)
        if kept is None:
            return self._visitor.visit(job.url)
        return Moved(kept.location, False) if kept.location else kept

    def _next(self) -> tuple[_Line, _Job] | None:
        """The first job of a line whose time has come, once there is one; None where no job is left."""
        with self._changed:
            while not self._stopped and self._open:
                waiting = [line for line in self._lines.values() if line.jobs and not line.busy]
                line = min(waiting, key=lambda line: line.due, default=None)
                left = line.due - self._clock.running() if line else None
                if line and left is not None and left > self._settings.max_wait_seconds:
                    failures = self._keeper.host(line.host).failures
                    self._leave(line, _failed_often(failures) if failures else _LEFT_ALONE, left)
                    self._changed.notify_all()
                elif line and left is not None and left <= 0:
                    line.busy = True
                    return line, line.jobs.popleft()
                else:
                    self._clock.hold(self._changed, left)
            self._changed.notify_all()
            return None

    def _after(self, line: _Line, job: _Job, result: Response | Moved | FetchError) -> None:
        """What an attempt means for the job and for the rest of the line."""
        line.due = self._clock.running() + max(self._settings.delay_seconds, self._visitor.delay(line.host))
        if isinstance(result, FetchError) and result.passing:
            self._failed(line, job, result)
            return
        self._settle(line)
        if isinstance(result, Moved):
            job.moved = job.moved or (result.to if result.for_good else None)
            job.tries = 0
            self._place(job, result.to, job.url)
        elif isinstance(result, FetchError):
            self._finish(job, None, result)
        else:
            self._finish_kept(job, result)

    def _failed(self, line: _Line, job: _Job, error: FetchError) -> None:
        job.tries += 1
        wait = max(error.wait, self._settings.backoff_seconds * 2 ** (job.tries - 1))
        if error.wait > self._settings.max_wait_seconds:
            self._keep_away(line, error.wait, 0)
            self._finish(job, None, error)
            self._leave(line, _LEFT_ALONE, error.wait)
            return
        line.due = max(line.due, self._clock.running() + wait)
        if job.tries <= self._settings.retries:
            line.jobs.appendleft(job)
            self._open += 1
            return
        self._finish(job, None, error)
        # Counted over runs: a feed that is down for a week is a single request in each round of a watch.
        failures = self._keeper.host(line.host).failures + 1
        beyond = failures - self._settings.max_host_failures
        away = min(_FIRST_BACKOFF * 2.0 ** min(beyond, 20), _LONGEST_BACKOFF) if beyond >= 0 else 0.0
        self._keep_away(line, away, failures)
        if away:
            self._leave(line, _failed_often(failures), away)

    def _keep_away(self, line: _Line, seconds: float, failures: int) -> None:
        host = self._keeper.host(line.host)
        self._keeper.keep_host(dataclasses.replace(host, not_before=self._clock.now() + seconds, failures=failures))

    def _settle(self, line: _Line) -> None:
        """A host that answers is forgiven what it failed before."""
        host = self._keeper.host(line.host)
        if host.failures:
            self._keeper.keep_host(dataclasses.replace(host, failures=0, not_before=0.0))

    def _leave(self, line: _Line, why: str, seconds: float) -> None:
        """Give up the rest of a line for this run."""
        until = datetime.fromtimestamp(self._clock.now() + seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        while line.jobs:
            job = line.jobs.popleft()
            self._open -= 1
            reason = f"was left for a later run: {line.host} {why}, until {until}"
            self._finish(job, None, FetchError(str(job.url), reason, passing=True))

    def _finish_kept(self, job: _Job, response: Response) -> None:
        if response.status == httpx.codes.OK:
            # The body stays on the disk until it is asked for.
            self._finish(job, dataclasses.replace(response, body=b""), None)
        else:
            self._finish(job, None, self._visitor.fault(response))

    def _finish(self, job: _Job, response: Response | None, fault: FetchError | None) -> None:
        job.got = Got(job.wanted, response, fault, job.moved)


def _failed_often(failures: int) -> str:
    return f"failed {failures} times in a row"
