"""How much faster two processes code than one, on generated articles: a ratio measured in one run.

    python benchmarks/workers.py [--articles 5000] [--workers 2]

Beside the clock it prints the seconds of the processor that the processes took: where other work disturbs the machine, these tell how the
work was shared out, and what the ratio would be if each process had a core to itself.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from dragoman.engine import Coded, Workers, code
from dragoman.records import Article
from dragoman.settings import CodingSettings, Settings

sys.path.insert(0, str(Path(__file__).parent))
from press import generate


@dataclass(frozen=True)
class Run:
    """One coding of all articles."""

    clock: float
    main: float
    """seconds of the processor in the process that reads and hands out"""
    each: tuple[float, ...]
    """and in each that codes"""


def measured(articles: list[Article], count: int) -> Run:
    """Code all articles with so many processes; what they take to load their models is left out."""
    settings = Settings(coding=CodingSettings(workers=count))
    with Workers(count, settings) as workers:
        for _ in code(articles[: 64 * count], workers, settings):
            pass
        before = spent(workers.pids)
        started, main = time.perf_counter(), time.process_time()
        done = sum(isinstance(one, Coded) for one in code(articles, workers, settings))
        clock, main = time.perf_counter() - started, time.process_time() - main
        after = spent(workers.pids)
    if done != len(articles):
        sys.exit(f"only {done:,} of {len(articles):,} articles were coded")
    return Run(clock, main, tuple(late - early for late, early in zip(after, before, strict=True)))


def spent(pids: list[int]) -> list[float]:
    """Seconds of the processor that each process has taken; zeros where the system does not tell."""
    if not Path("/proc/self/stat").exists():
        return [0.0] * len(pids)
    fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in pids]
    return [(int(one[11]) + int(one[12])) / os.sysconf("SC_CLK_TCK") for one in fields]


def told(count: int, run: Run, articles: int) -> str:
    each = ", ".join(f"{seconds:.1f}" for seconds in run.each)
    idle = 1 - sum(run.each) / (run.clock * count)
    pace = 60 * articles / run.clock
    return (
        f"{count} process{'es' if count > 1 else ''}: {run.clock:.1f} s, {pace:,.0f} articles a minute; "
        f"of the processor {each} s and {run.main:.1f} s of the main one; {idle:.0%} of their time without it"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    made, _ = generate(given.articles, 1)
    articles = [
        Article.of(one["text"], id=one["id"], outlet=one["outlet"], published=one["published"], title=one["title"])
        for one in made
    ]
    one, several = measured(articles, 1), measured(articles, given.workers)
    for count, run in ((1, one), (given.workers, several)):
        print(told(count, run, given.articles))
    print(
        f"{given.articles:,} articles: {given.workers} processes are {one.clock / several.clock:.2f} times as fast as one by the clock,"
    )
    print(f"{sum(one.each) / max(several.each):.2f} times by the time of the processor")


if __name__ == "__main__":
    # Processes that are spawned read this file again.
    main()
