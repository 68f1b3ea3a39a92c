"""Reads hostile files within bounds of time and memory, and prints what came of each: one line of JSON a file.

    python read_all.py FOLDER SECONDS [huge]

Each is made in FOLDER, read and deleted again; with `huge`, those of 100 MB. SECONDS are of processor time, so that a
busy machine fails nothing.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from hostile import huge, inputs  # noqa: E402

from dragoman.reading import Failure, Notice, read  # noqa: E402

MEMORY = 4_000_000_000
"""address space, of which a good part is libraries"""


class TooSlow(BaseException):
    """A file took longer than it may. No reader catches it."""


def too_slow(*_: object) -> None:
    raise TooSlow


def made(folder: Path, which: str) -> Iterator[Path]:
    """The files, each there while it is asked for."""
    if which == "huge":
        for name, write in huge().items():
            path = folder / name
            with path.open("wb") as file:
                write(file)
            yield path
            path.unlink()
        return
    for hostile in inputs():
        path = folder / hostile.name
        path.write_bytes(hostile.make())
        yield path
        path.unlink()


def outcome_of(path: Path, seconds: float) -> dict[str, object]:
    """What reading the file gives: counts, messages, what was raised, time and the most memory so far."""
    articles, failures, notices, raised = 0, [], [], None
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        for outcome in read([str(path)]):
            if isinstance(outcome, Failure):
                failures.append(str(outcome))
            elif isinstance(outcome, Notice):
                notices.append(str(outcome))
            else:
                articles += 1
                outcome.text.encode("utf-8")
    except BaseException as error:
        raised = f"{type(error).__name__}: {error}"
    signal.setitimer(signal.ITIMER_PROF, 0)
    told = {"name": path.name, "articles": articles, "failures": failures[:500], "notices": notices[:500], "raised": raised}
    return {**told, "path": str(path), "seconds": round(time.process_time() - start, 2), "memory": peak()}


def peak() -> int:
    """The most memory of this process, in bytes. Its usage as the system tells it begins with that of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(folder: Path, seconds: float, which: str) -> None:
    """Print the outcome of each file."""
    list(read([__file__]))  # what is loaded on first use is loaded before memory is bounded
    signal.signal(signal.SIGPROF, too_slow)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for path in made(folder, which):
        sys.stdout.write(json.dumps(outcome_of(path, seconds)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
