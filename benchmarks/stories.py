"""How well articles are grouped into stories, whether their origins are found, and how long it takes.

    python benchmarks/stories.py [--articles N] [--errors]

BCubed precision, recall and F1 (Bagga and Baldwin, COLING 1998) with the one threshold that ships: on the sample reports, on reports of
one happening in ../shared/seeds, on ../shared/gold/ecbplus_stories.jsonl.gz where they lie there, and on the generated press
(benchmarks/press).
On thinned ECB+ most stories have one to four articles, as in a day's press: what is gained by joining everything is lost there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.reading import read
from dragoman.records import Article, Link, Sketch
from dragoman.stories import duplicates, group, origins, related, sketch
from press import generate

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "ecbplus_stories.jsonl.gz"
Links = tuple[list[Link], list[Link]]


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


def grouped(sketches: Sequence[Sketch], links: Links) -> dict[str, str]:
    """Article id -> the first article of its story."""
    return {article_id: story[0] for story in group(sketches, *links) for article_id in story}


def linked(sketches: Sequence[Sketch]) -> Links:
    return related(sketches, []), duplicates(sketches, [])


def measured(name: str, found: dict[str, str], truth: dict[str, str], errors: bool = False) -> None:
    precision, recall, f1 = bcubed(found, truth)
    counts = f"{len(truth):,} articles, {len(set(truth.values())):,} stories ({len(set(found.values())):,} found)"
    print(f"{name:<13} BCubed precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}   {counts}")
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for article_id, story in truth.items():
        parts[story][found[article_id]] += 1
    for story in sorted(parts) if errors else []:
        if len(parts[story]) > 1:
            print(f"  split {story}: {dict(parts[story])}")


def files(folder: Path, pattern: str) -> list[Article]:
    return [one for one in read([str(path) for path in sorted(folder.glob(pattern))]) if isinstance(one, Article)]


def samples(errors: bool) -> None:
    """The sample reports: their stories, and the origins that two or more of their articles share."""
    articles = files(ROOT / "src" / "dragoman" / "samples", "*-*.txt")
    story_of = {one.id: one.id.split("-")[0] for one in articles}
    sketches = [sketch(one) for one in articles]
    links = linked(sketches)
    measured("samples", grouped(sketches, links), story_of, errors)
    shared = set()
    for story in sorted(set(story_of.values())):
        found, dispatch = origins([one for one in sketches if story_of[one.article_id] == story], links[1])
        for origin in found:
            kinds = Counter(dispatch[article_id] for article_id in origin.article_ids)
            many = frozenset(article_id for article_id in origin.article_ids if kinds[dispatch[article_id]] > 1)
            if origin.basis != "own":
                shared.add((story, origin.origin, origin.basis, many or frozenset(origin.article_ids)))
    expected = tomllib.loads((ROOT / "tests" / "samples" / "findings.toml").read_text(encoding="utf-8"))["origin"]
    wanted = {(one["story"], one["origin"], one["kind"], frozenset(one["files"])) for one in expected}
    print(f"{'':<13} shared origins: {len(wanted & shared)} of {len(wanted)} found, {len(shared - wanted)} others")


def gold(errors: bool) -> None:
    """ECB+, whole and thinned."""
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    truth = {row["id"]: row["story"] for row in rows}
    sketches = [sketch(Article.of(row["text"], id=row["id"])) for row in rows]
    links = linked(sketches)
    measured("ECB+", grouped(sketches, links), truth, errors)
    figures = []
    for seed in range(8):
        some = set(thinned(truth, random.Random(seed)))
        found = grouped([one for one in sketches if one.article_id in some], links)
        figures.append(bcubed(found, {article_id: truth[article_id] for article_id in some}))
    precision, recall, f1 = (sum(column) / len(figures) for column in zip(*figures, strict=True))
    print(
        f"{'ECB+ thinned':<13} BCubed precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}   mean of {len(figures)} drawings"
    )


def thinned(truth: dict[str, str], chance: random.Random) -> Iterator[str]:
    """Some articles of each story: of most stories few."""
    members: dict[str, list[str]] = defaultdict(list)
    for article_id, story in truth.items():
        members[story].append(article_id)
    for story in sorted(members):
        size = chance.choice([1, 1, 1, 2, 3, 4, 6, 10])
        yield from chance.sample(members[story], min(size, len(members[story])))


def generated(count: int, errors: bool) -> None:
    """The generated press: stories, origins, and seconds for `count` articles and for a hundred more. A year has 10,000 articles."""
    made, truth = generate(count + 100, seed=7, days=max(30, count * 365 // 10_000))
    articles = [Article.of(**one) for one in made]
    sketch(articles[0])
    started = time.perf_counter()
    sketches = [sketch(article) for article in articles]
    sketched = time.perf_counter()
    # The hundred are from all over the year, as if they had been found late.
    more = sketches[:: max(1, len(sketches) // 100)][:100]
    late = {one.article_id for one in more}
    most = [one for one in sketches if one.article_id not in late]
    before = time.perf_counter()
    links = linked(most)
    linked_at = time.perf_counter()
    found = grouped(most, links)
    ended = time.perf_counter()
    related(more, most), duplicates(more, most)
    added = time.perf_counter() - ended
    measured("generated", found, {one.article_id: truth.story_of[one.article_id] for one in most}, errors)
    members: dict[str, list[Sketch]] = defaultdict(list)
    for one in most:
        members[found[one.article_id]].append(one)
    copies: dict[str, list[Link]] = defaultdict(list)
    for link in links[1]:
        copies[found[link.a]].append(link)
    right = sum(
        origin.origin == truth.origin_of[article_id]
        for story, group in members.items()
        for origin in origins(group, copies[story])[0]
        for article_id in origin.article_ids
    )
    rate = sum(len(article.text.split()) for article in articles) / 500 / (sketched - started)
    print(f"{'':<13} origin as planted: {right / len(most):.4f} of the articles")
    print(f"{'':<13} sketches {sketched - started:.1f} s ({rate:,.0f} articles of 500 words a second)")
    print(f"{'':<13} {sum(map(len, links)):,} links {linked_at - before:.1f} s, of 100 articles more {added:.2f} s")
    print(f"{'':<13} stories {ended - linked_at:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, help="how many articles to generate")
    parser.add_argument("--errors", action="store_true", help="print the stories that were split")
    options = parser.parse_args()
    samples(options.errors)
    if (SHARED / "seeds").is_dir():
        articles = files(SHARED / "seeds", "*.txt")
        sketches = [sketch(one) for one in articles]
        measured(
            "seeds", grouped(sketches, linked(sketches)), dict.fromkeys((one.id for one in articles), "one"), options.errors
        )
    if GOLD.is_file():
        gold(options.errors)
    else:
        print(f"ECB+          not measured: {GOLD.name} is not in ../shared/gold")
    generated(options.articles, options.errors)


if __name__ == "__main__":
    main()
