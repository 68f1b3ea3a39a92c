"""A folder of news articles in JSON, read, coded and built into a store: articles a minute, and the most memory that all processes took.

    python benchmarks/volume.py [--articles 37000] [--workers 2] [--coder both|rules|network] [--keep FOLDER] [--seed 1]

Articles are generated: benchmarks/press tells the happenings, and paragraphs with invented names bring each to the length of a report,
about 400 words in the mean. Memory is the proportional share of all processes of the build, looked at twice a second, so that what they
share counts once. The tables are exported afterwards, and the memory of that is told too.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from code_speed import paragraphs
from press import generate

LIMIT = 8192
"""megabytes that it all must fit into"""
WORDS = (400, 180)
"""mean and spread of an article's length"""
SYLLABLES = "ba do ke li mu na po ra si ta ve zo ka ri lo me tu sha vin dor mar pel gor tan".split()


@dataclass(frozen=True)
class Measured:
    """One command."""

    seconds: float
    peak: float
    told: str
    """its last lines on standard error"""


def written(count: int, seed: int, folder: Path) -> float:
    """A file of JSON for each article, a hundred to a folder; their words in the mean."""
    chance = random.Random(seed)
    between = paragraphs(chance)
    words = 0
    for number, one in enumerate(generate(count, seed)[0]):
        parts = one["text"].split("\n\n")
        wanted = max(80, round(chance.gauss(*WORDS)))
        while sum(len(part.split()) for part in parts) < wanted:
            parts.insert(chance.randint(1, len(parts)), with_names(next(between), chance))
        words += sum(len(part.split()) for part in parts)
        place = folder / f"{number // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**one, "text": "\n\n".join(parts)}, ensure_ascii=False)
        (place / f"{number:06}.json").write_text(text, encoding="utf-8")
    return words / count


def with_names(paragraph: str, chance: random.Random) -> str:
    """A paragraph in which somebody of an invented name speaks, so that the words of the press are many."""
    name = " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize() for _ in range(2))
    return f"{paragraph} {name}, who keeps a {''.join(chance.choices(SYLLABLES, k=3))} shop, agreed."


def measured(command: Sequence[str]) -> Measured:
    """Run a command and watch it."""
    started, peak = time.perf_counter(), 0.0
    with tempfile.TemporaryFile("w+") as told, subprocess.Popen(command, stderr=told) as child:
        while child.poll() is None:
            peak = max(peak, sum(map(memory, family(child.pid))))
            time.sleep(0.5)
        seconds = time.perf_counter() - started
        told.seek(0)
        lines = told.read().splitlines()
    if child.returncode:
        sys.exit(f"ended with status {child.returncode}: {' / '.join(lines[-5:])}")
    return Measured(seconds, peak, "\n".join(lines[-3:]))


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = thread.read_text().split()
        except OSError:
            continue
        for child in below:
            yield from family(int(child))


def memory(pid: int) -> float:
    """Megabytes that are a process's own or its share of what several have."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def measure(given: argparse.Namespace, folder: Path) -> None:
    articles, store, settings = folder / "articles", folder / "volume.duckdb", folder / "settings.toml"
    if not articles.exists():
        print(f"{given.articles:,} articles of {written(given.articles, given.seed, articles):.0f} words", flush=True)
    settings.write_text(f'[coding]\nworkers = {given.workers}\ncoder = "{given.coder}"\n')
    dragoman = [sys.executable, "-m", "dragoman"]
    build = measured([*dragoman, "build", str(articles), "--store", str(store), "--settings", str(settings)])
    pace = 60 * given.articles / build.seconds
    print(f"built in {build.seconds:,.0f} s, {pace:,.0f} articles a minute, at most {build.peak:,.0f} MB", flush=True)
    print(build.told)
    peaks = [build.peak]
    for kind in ("mentions", "events"):
        target = ["--format", "parquet", "-o", str(folder / f"{kind}.parquet")]
        export = measured([*dragoman, "export", kind, "--store", str(store), *target])
        print(f"{kind} exported to Parquet in {export.seconds:,.0f} s, at most {export.peak:,.0f} MB")
        peaks.append(export.peak)
    print(f"  {'holds ' if max(peaks) < LIMIT else 'FAILS '} all of it within {LIMIT:,} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=37_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--coder", default="both")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep articles and store there; a build that was stopped goes on"
    )
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        measure(given, given.keep)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(given, Path(folder))


if __name__ == "__main__":
    main()
