"""How well articles are grouped into stories.

    python benchmarks/stories.py [--errors N]

BCubed precision, recall and F1 (Bagga and Baldwin, COLING 1998) on ../shared/gold/ecbplus_stories.jsonl.gz where it lies there, and on
the sample reports; one threshold for both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from dragoman.reading import read
from dragoman.records import Article
from dragoman.stories import duplicates, group, related, sketch

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "ecbplus_stories.jsonl.gz"


def bcubed(found: dict[str, str], truth: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1; both map an article to its group."""
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for article_id, story in truth.items():
        together[found[article_id]][story] += 1
    sizes = Counter(truth.values())
    counts = [(n, groups.total(), sizes[story]) for groups in together.values() for story, n in groups.items()]
    precision = sum(n * n / total for n, total, _ in counts) / len(truth)
    recall = sum(n * n / size for n, _, size in counts) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def grouped(articles: Sequence[Article]) -> dict[str, str]:
    """Article id -> the first article of its story."""
    sketches = [sketch(article) for article in articles]
    stories = group(sketches, related(sketches, []), duplicates(sketches, []))
    return {article_id: story[0] for story in stories for article_id in story}


def report(name: str, articles: Sequence[Article], truth: dict[str, str], errors: int) -> None:
    started = time.perf_counter()
    found = grouped(articles)
    seconds = time.perf_counter() - started
    precision, recall, f1 = bcubed(found, truth)
    counts = f"{len(truth):,} articles, {len(set(truth.values()))} stories ({len(set(found.values()))} found)"
    print(f"{name:<10} BCubed precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}   {counts}, {seconds:.1f} s")
    for story in sorted(set(truth.values()))[: errors or None] if errors else []:
        parts = Counter(found[article_id] for article_id, one in truth.items() if one == story)
        if len(parts) > 1:
            print(f"  split  {story}: {dict(parts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print so many stories that were split")
    errors = parser.parse_args().errors
    files = sorted((ROOT / "src" / "dragoman" / "samples").glob("*-*.txt"))
    samples = [one for one in read([str(file) for file in files]) if isinstance(one, Article)]
    report("samples", samples, {one.id: one.id.split("-")[0] for one in samples}, errors)
    if not GOLD.is_file():
        print(f"ECB+       not measured: {GOLD.name} is not in ../shared/gold")
        return
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    gold = [Article.of(row["text"], id=row["id"]) for row in rows]
    report("ECB+", gold, {row["id"]: row["story"] for row in rows}, errors)


if __name__ == "__main__":
    main()
