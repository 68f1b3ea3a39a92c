"""How fast Dragoman codes, on one core: words a second for the whole way from JSON lines to JSON lines.

    python benchmarks/code_speed.py [--words 20000] [--json]

The text is the sample reports with generated paragraphs between theirs, about half of each, since most sentences of real
news report no event between parties. The same text is parsed in full in the same run, so the two can be compared on
any machine. Time is that of the processor, so that other work on the machine counts little.
"""

from __future__ import annotations

import os

# Before the libraries that read it are loaded.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false")

import argparse
import io
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.engine import Coded, code, read
from dragoman.records import Article, to_json

SAMPLES = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "samples"
BATCH = 64
SUBJECTS = (
    "The old harbour quarter",
    "A narrow road along the river",
    "The market below the hill",
    "Most of the city's bakeries",
    "The weather on the coast",
    "A small museum near the station",
    "The price of bread",
    "Nobody in the queue",
    "The second half of the season",
    "An early train from the north",
)
MIDDLES = (
    "was quieter than in other years",
    "has changed little since the flood of 1987",
    "seemed to matter more than the forecast of the morning",
    "remained open until late, as it does every spring",
    "cost about a third more than last autumn",
    "looked much the same in the afternoon light",
    "had little to do with the budget, which is a longer story",
    "smelled of coffee, rain and diesel",
)
ENDS = (
    "and few people noticed.",
    "although the figures are rough.",
    "which is what visitors remember.",
    "while the clock above the square stood still.",
    "at least for those who could wait.",
    "and the paint on the shutters was still wet.",
    "as it had been on the day before.",
    "even if nobody said so aloud.",
)


def paragraphs(rng: random.Random) -> Iterator[str]:
    """Paragraphs of one to four sentences that hold no event."""
    while True:
        size = rng.randint(1, 4)
        yield " ".join(f"{rng.choice(SUBJECTS)} {rng.choice(MIDDLES)}, {rng.choice(ENDS)}" for _ in range(size))


def corpus(words: int) -> list[Article]:
    """Articles of about `words` words in all: sample reports whose paragraphs take turns with generated ones."""
    rng = random.Random(1)
    between = paragraphs(rng)
    samples = [one for one in read([str(path) for path in sorted(SAMPLES.glob("*.txt"))]) if isinstance(one, Article)]
    articles: list[Article] = []
    total = 0
    while total < words:
        sample = samples[len(articles) % len(samples)]
        parts = []
        for part in filter(str.strip, sample.text[sample.body_start :].split("\n\n")):
            parts.append(part)
            # As many words as the sample's own, so that each makes about half.
            missing = len(part.split())
            while missing > 0:
                parts.append(next(between))
                missing -= len(parts[-1].split())
        text = "\n\n".join(parts)
        known = {"published": sample.published, "outlet": sample.outlet, "language": "en"}
        articles.append(Article.of(text, id=f"{sample.id}-{len(articles)}", **known))
        total += len(text.split())
    return articles


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of the processor, seconds on the clock, and what `work` gave."""
    cpu, clock = time.process_time(), time.perf_counter()
    result = work()
    return time.process_time() - cpu, time.perf_counter() - clock, result


def whole_way(lines: bytes, coder: Any) -> int:
    """Read, code and write; the number of records."""
    count = 0
    for result in code(read(["-"], standard_input=io.BytesIO(lines)), coder):
        if isinstance(result, Coded):
            count += len([to_json(record) for record in result.records])
        else:
            sys.exit(str(result))
    return count


def full_parse(articles: Sequence[Article], model: Any) -> None:
    """Split and parse every sentence, in batches like the coder's."""
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        docs = [model.split(article.text) for article in batch]
        model.parse(docs, [range(len(list(doc.sents))) for doc in docs])


def measure(words: int) -> dict[str, float]:
    """All figures."""
    from dragoman.coding import load_coder

    start_cpu, _, coder = timed(lambda: load_coder(1))
    articles = corpus(words)
    total = sum(len(article.text.split()) for article in articles)
    keys = ("id", "published", "outlet", "text")
    lines = "".join(json.dumps({key: getattr(one, key) for key in keys}) + "\n" for one in articles).encode()
    # Once without the clock: what is loaded on first use is not the speed of coding.
    coder.code(articles[:1])
    cpu, clock, records = timed(lambda: whole_way(lines, coder))
    parse_cpu, _, _ = timed(lambda: full_parse(articles, coder.model))
    docs = [coder.model.split(article.text) for article in articles]
    sentences = sum(1 for doc in docs for _ in doc.sents)
    parsed = sum(map(len, coder.chosen(docs, articles)))
    return {
        "words": total,
        "records": records,
        "seconds to load": round(start_cpu, 1),
        "words per second, whole way": round(total / cpu),
        "words per second, whole way, by the clock": round(total / clock),
        "words per second, full parse alone": round(total / parse_cpu),
        "time of the whole way / full parse alone": round(cpu / parse_cpu, 2),
        "share of sentences parsed": round(parsed / sentences, 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--words", type=int, default=20_000, help="how much text to code")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    figures = measure(options.words)
    if options.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:<44}{value:>12,}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
