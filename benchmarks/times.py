"""Time expressions measured on the labelled narratives: found (relaxed and strict) and right value.

    python benchmarks/times.py [GOLD.jsonl] [--errors N]

Relaxed: the spans overlap. Strict: they are the same. Value: how many of the overlapping pairs have the same
TIMEX value; a labelled value of "null" (the annotator could not tell) is never right.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from datetime import date
from pathlib import Path

import spacy

from dragoman.coding.time_expressions import TimeExpression, find_times

DEFAULT = Path(__file__).parents[2] / "shared" / "gold" / "wikiwars.jsonl"


def pairs(gold: list[dict[str, object]], found: list[TimeExpression]) -> list[tuple[dict[str, object], TimeExpression]]:
    """Gold and found expressions that overlap, one to one, in order of the text."""
    matched, used = [], set()
    for expected in gold:
        for i, expression in enumerate(found):
            if i not in used and expression.start < int(str(expected["end"])) and int(str(expected["start"])) < expression.end:
                used.add(i)
                matched.append((expected, expression))
                break
    return matched


def f1(right: int, wanted: int, given: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (wanted + given) if wanted + given else 0.0


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--errors", type=int, default=0, help="print that many of the most frequent kinds of error")
    options = parser.parse_args()
    if not options.gold.exists():
        print(f"times: no labelled file at {options.gold}; nothing was measured")
        return
    tokenise = spacy.blank("en")
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    seconds = 0.0
    for line in options.gold.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        doc = tokenise.make_doc(article["text"])
        began = time.perf_counter()
        found = find_times(doc, date.fromisoformat(article["published"]))
        seconds += time.perf_counter() - began
        matched = pairs(article["timexes"], found)
        strict = sum(expected["start"] == got.start and expected["end"] == got.end for expected, got in matched)
        right = sum(expected["value"] == got.value for expected, got in matched)
        counts.update(wanted=len(article["timexes"]), given=len(found), relaxed=len(matched), strict=strict)
        counts.update(right=right, words=len(doc))
        starts = {expected["start"] for expected, _ in matched}
        errors.update(f"missed    {t['text']!r}" for t in article["timexes"] if t["start"] not in starts)
        given = {got.start for _, got in matched}
        errors.update(f"invented  {t.text!r}" for t in found if t.start not in given)
        errors.update(f"span      {e['text']!r} != {t.text!r}" for e, t in matched if e["text"] != t.text)
        errors.update(f"value     {e['text']!r}: {e['value']} != {t.value}" for e, t in matched if e["value"] != t.value)
    for name in ("relaxed", "strict"):
        precision, recall = counts[name] / max(counts["given"], 1), counts[name] / max(counts["wanted"], 1)
        score = f1(counts[name], counts["wanted"], counts["given"])
        print(f"{name:8} precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f}")
    print(f"value    right for {counts['right'] / max(counts['relaxed'], 1):.3f} of {counts['relaxed']} found")
    print(f"speed    {counts['words'] / max(seconds, 1e-9):,.0f} words a second")
    for error, count in errors.most_common(options.errors):
        print(f"{count:5}  {error}")


if __name__ == "__main__":
    main()
