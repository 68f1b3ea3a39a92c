"""Reads each file of a folder within bounds of time and memory, and prints what came of it: one line of JSON a file.

    python read_all.py FOLDER SECONDS
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
from pathlib import Path

from dragoman.reading import Failure, Notice, read

MEMORY = 4_000_000_000
"""address space, of which a good part is libraries"""


class TooSlow(BaseException):
    """A file took longer than it may. No reader may catch it."""


def too_slow(*_: object) -> None:
    raise TooSlow


def main(folder: Path, seconds: float) -> None:
    """Print the outcome of each file in `folder`, in the order of their names."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, too_slow)
    list(read([str(Path(__file__))]))  # what is loaded on first use is loaded
    for path in sorted(folder.iterdir()):
        told: dict[str, object] = {"name": path.name, "articles": 0, "failures": [], "notices": [], "raised": None}
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            for outcome in read([str(path)]):
                if isinstance(outcome, Failure):
                    told["failures"].append(str(outcome))  # type: ignore[attr-defined]
                elif isinstance(outcome, Notice):
                    told["notices"].append(str(outcome)[:300])  # type: ignore[attr-defined]
                else:
                    told["articles"] += 1  # type: ignore[operator]
                    outcome.text.encode("utf-8")
        except BaseException as error:
            told["raised"] = f"{type(error).__name__}: {error}"
        signal.setitimer(signal.ITIMER_PROF, 0)
        told["seconds"] = round(time.process_time() - start, 2)
        told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
