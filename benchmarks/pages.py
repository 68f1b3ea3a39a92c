"""How well pages are read: body, headline, date, outlet and byline of invented pages, by layout.

    python benchmarks/pages.py [--each 4] [--errors] [LAYOUT ...]

The body's F1 is that of its words, each counted as often as it stands; the mean over pages.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))

from dragoman.reading import article_from_html
from dragoman.records import Article
from dragoman.settings import ReadingSettings
from webpages import LAYOUTS, Page, pages

FIELDS = ("title", "published", "outlet", "byline", "agency")


@dataclass(frozen=True, slots=True)
class Score:
    """How one page was read: F1 of the body, and which fields are right. A field that the page does not tell counts in neither."""

    page: Page
    body: float
    right: dict[str, bool]
    read: Article | None


def score(page: Page) -> Score:
    """Reads a page and compares it with the truth."""
    made = page.made
    outcomes = article_from_html(made.data, page.name, ReadingSettings(), url=made.url, charset=made.charset)
    article = next((outcome for outcome in outcomes if isinstance(outcome, Article)), None)
    told = {field: getattr(made, field) for field in FIELDS if getattr(made, field) is not None}
    right = {field: article is not None and getattr(article, field) == value for field, value in told.items()}
    return Score(page, f1(article.text if article else "", "\n\n".join(made.paragraphs)), right, article)


def f1(found: str, wanted: str) -> float:
    """F1 of words, each counted as often as it stands."""
    a, b = Counter(re.findall(r"\w+", found)), Counter(re.findall(r"\w+", wanted))
    shared = sum((a & b).values())
    return 2 * shared / max(1, sum(a.values()) + sum(b.values()))


def share(scores: Iterable[Score], field: str) -> float:
    """The share of the pages that tell a field in which it was read exactly."""
    told = [one.right[field] for one in scores if field in one.right]
    return sum(told) / len(told) if told else 1.0


def mean_f1(scores: list[Score]) -> float:
    """The mean F1 of the bodies."""
    return sum(one.body for one in scores) / len(scores)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layouts", nargs="*", choices=[*LAYOUTS, []])
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    start = perf_counter()
    scores = [score(page) for page in pages(options.each, tuple(options.layouts) or None)]
    seconds = perf_counter() - start
    by_layout: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        by_layout[one.page.layout].append(one)
    print(f"{'layout':18}{'pages':>6}{'body F1':>9}" + "".join(f"{field:>11}" for field in FIELDS))
    for layout, some in [*by_layout.items(), ("all", scores)]:
        print(f"{layout:18}{len(some):6}{mean_f1(some):9.3f}" + "".join(f"{share(some, field):11.2f}" for field in FIELDS))
    print(f"{1000 * seconds / len(scores):.0f} ms a page")
    if options.errors:
        for one in scores:
            report(one)


def report(one: Score) -> None:
    """Prints what was read otherwise than it should be."""
    made, read = one.page.made, one.read
    wrong = {
        field: (getattr(read, field) if read else None, getattr(made, field)) for field, right in one.right.items() if not right
    }
    lines = read.text.split("\n\n") if read else []
    more = [line for line in lines if line not in made.paragraphs]
    less = [line for line in made.paragraphs if line not in lines]
    if wrong or more or less:
        print(f"\n{one.page.name} {one.body:.3f} {wrong or ''}")
        print("".join(f"  + {line[:110]}\n" for line in more[:8]) + "".join(f"  - {line[:110]}\n" for line in less[:8]), end="")


if __name__ == "__main__":
    main()
