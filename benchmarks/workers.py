"""How much faster two processes code than one, on generated articles: a ratio measured in one run.

python benchmarks/workers.py [--articles N] [--workers N]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from dragoman.engine import Workers, code
from dragoman.records import Article
from dragoman.settings import CodingSettings, Settings

sys.path.insert(0, str(Path(__file__).parent))
from press import generate


def seconds(articles: list[Article], count: int) -> float:
    """Time to code all articles with so many processes, once their models are loaded."""
    settings = Settings(coding=CodingSettings(workers=count))
    with Workers(count, settings) as workers:
        workers.code(articles[: 8 * count])
        started = time.perf_counter()
        for _ in code(articles, workers, settings):
            pass
        return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    made, _ = generate(given.articles, 1)
    articles = [
        Article.of(one["text"], id=one["id"], outlet=one["outlet"], published=one["published"], title=one["title"])
        for one in made
    ]
    one, several = seconds(articles, 1), seconds(articles, given.workers)
    print(
        f"{given.articles:,} articles: 1 process {one:.1f} s, {given.workers} processes {several:.1f} s, {one / several:.2f} times as fast"
    )


if __name__ == "__main__":
    # Processes that are spawned read this file again.
    main()
