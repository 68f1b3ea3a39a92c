"""Counts in how many passages of newswire a word stands: src/dragoman/stories/frequencies.txt, by which grouping weighs words.

    python training/stories/frequencies.py ../shared/corpora/gmb/ner_dataset.csv.gz

Source: the Groningen Meaning Bank extract, newswire in the public domain. Passages are runs of twelve sentences, about an article's length;
only counts are kept, and only of words that stand in three passages or more.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter
from pathlib import Path

from dragoman.stories.words import WORD, plain

SENTENCES = 12
RAREST = 3
TARGET = Path(__file__).parents[2] / "src" / "dragoman" / "stories" / "frequencies.txt"


def main(source: Path) -> None:
    counts: Counter[str] = Counter()
    passage: set[str] = set()
    passages = sentences = 0
    with gzip.open(source, "rt", encoding="latin-1") as lines:
        for row in csv.reader(lines):
            if row[0].startswith("Sentence:"):
                sentences += 1
                if sentences % SENTENCES == 0:
                    counts.update(passage)
                    passages += 1
                    passage = set()
            passage.update(word.lower() for word in WORD.findall(plain(row[1])))
    kept = sorted((word, count) for word, count in counts.items() if count >= RAREST)
    head = (
        f"# {passages} passages of newswire; in how many of them each word stands. Made by training/stories/frequencies.py\n"
        "# Counts alone, of the Groningen Meaning Bank 2.2, whose texts are in the public domain.\n"
    )
    TARGET.write_text(head + "".join(f"{word} {count}\n" for word, count in kept), encoding="utf-8")
    print(f"{len(kept)} words of {passages} passages: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
