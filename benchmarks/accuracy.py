"""How much of what a careful reader lists the coder finds, and how much of what it lists he would strike out.

usage: python benchmarks/accuracy.py [--gold ../shared/gold/plover_gsr_dev.jsonl] [--errors N]

Three sets: our invented sentences (tests/coding/constructions), our sample reports (tests/samples/expected.toml) and, where it lies
beside the project, the labelled set of the field.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dragoman
from dragoman.coding import Coder, load_coder
from dragoman.reading import read
from dragoman.records import Article, Entity, Mention, Quote, to_json

ROOT = Path(__file__).parents[1]
CONSTRUCTIONS = ROOT / "tests" / "coding" / "constructions"
EXPECTED = ROOT / "tests" / "samples" / "expected.toml"
SAMPLES = Path(dragoman.__file__).parent / "samples"
MUTUAL = {"CONSULT", "AGREE", "COOPERATE", "SUPPORT"}


@dataclass(slots=True)
class Score:
    """Counts of one set: labels found of all labels, mentions right of all mentions; and what went wrong."""

    labels: int = 0
    found: int = 0
    mentions: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.labels)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.mentions)

    def __str__(self) -> str:
        f1 = 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)
        return f"precision {self.precision:.3f} recall {self.recall:.3f} F1 {f1:.3f} ({self.labels} labels, {self.mentions} mentions)"


def countries(codes: Iterable[str]) -> set[str]:
    """ "RUS GOV" -> RUS; "-" stands for an unknown country and asks for nothing."""
    return {c.split()[0] for c in codes if c and c.split()[0] != "-"}


def coded(entities: Iterable[Entity]) -> set[str]:
    return {e.country for e in entities if e.country}


def same(label: dict[str, Any], mention: Mention, status: bool) -> bool:
    """Type and both sides' countries are the label's (and the status, if asked)."""
    if mention.type not in {label["type"], *label.get("also_type", [])}:
        return False
    if status and mention.status != label.get("status", mention.status):
        return False
    actors, recipients = coded(mention.actors), coded(mention.recipients)
    if mention.type in MUTUAL or label["type"] in MUTUAL or not label.get("recipients"):
        actors = recipients = actors | recipients
    wanted = [label.get("actors") or [], *([a] for a in label.get("also_actors", []))]
    aimed = [label.get("recipients") or [], *([r] for r in label.get("also_recipients", []))]
    return any(countries(w) <= actors for w in wanted) and any(countries(r) <= recipients for r in aimed)


def score_constructions(coder: Coder) -> Score:
    """Our invented sentences; the status counts."""
    examples = [
        e for path in sorted(CONSTRUCTIONS.glob("*.toml")) for e in tomllib.loads(path.read_text(encoding="utf-8"))["example"]
    ]
    articles = [Article.of(e["text"], id=str(n), published=e.get("published")) for n, e in enumerate(examples)]
    score = Score()
    for example, records in zip(examples, coder.code(articles), strict=True):
        found = [r for r in records if isinstance(r, Mention)]
        add(score, example["mentions"], [], found, example["text"], status=True)
    return score


def score_samples(coder: Coder) -> tuple[Score, Score]:
    """Our sample reports: mentions, then quotations (their words and the speaker's country)."""
    reports = {r["file"].removesuffix(".txt"): r for r in tomllib.loads(EXPECTED.read_text(encoding="utf-8"))["report"]}
    articles = [a for a in read([str(SAMPLES)]) if isinstance(a, Article) and a.id in reports]
    score, quotes = Score(), Score()
    for article, records in zip(articles, coder.code(articles), strict=True):
        report = reports[article.id]
        required = [m for m in report["mentions"] if not m.get("optional")]
        optional = [m for m in report["mentions"] if m.get("optional")]
        add(score, required, optional, [r for r in records if isinstance(r, Mention)], article.id, status=False)
        said = [r for r in records if isinstance(r, Quote) and r.form != "indirect"]
        for label in report.get("quotes", []):
            quotes.labels += 1
            words = label["text"].strip(" ,.")
            hit = [q for q in said if q.text.strip(" ,.") in words or words in q.text]
            if any(countries(label["speaker"]) <= coded([q.speaker] if q.speaker else []) for q in hit):
                quotes.found += 1
            else:
                quotes.missed.append(f"{article.id}: “{words[:60]}” {label['speaker']} {label.get('name')}")
        quotes.mentions += len(said)
        quotes.right += sum(
            any(q.text.strip(" ,.") in w["text"] or w["text"].strip(" ,.") in q.text for w in report.get("quotes", []))
            for q in said
        )
    return score, quotes


def add(
    score: Score,
    required: Sequence[dict[str, Any]],
    optional: Sequence[dict[str, Any]],
    found: Sequence[Mention],
    where: str,
    status: bool,
) -> None:
    """Count one text into the score."""
    score.labels += len(required)
    score.mentions += len(found)
    for label in required:
        if any(same(label, m, status) for m in found):
            score.found += 1
        else:
            score.missed.append(
                f"{where} | {label['type']} {label.get('status')} {label.get('actors')} {label.get('recipients')} {label.get('trigger')}"
            )
    for mention in found:
        if any(same(label, mention, status) for label in (*required, *optional)):
            score.right += 1
        else:
            sides = [f"{e.country}[{e.text}]" for e in mention.actors], [f"{e.country}[{e.text}]" for e in mention.recipients]
            score.struck.append(
                f"{where} | {mention.type} {mention.status} «{mention.trigger.text}» {sides[0]} -> {sides[1]} {mention.coder.rule}"
            )


def score_gold(coder: Coder, gold: Path) -> str:
    """What the field's own scorer prints for its labelled set."""
    items = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = [Article.of(item["text"], id=str(item["id"]), published=item.get("date")) for item in items]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for records in coder.code(articles):
            out.writelines(to_json(r) + "\n" for r in records)
        out.flush()
        command = [sys.executable, "-W", "ignore", str(gold.parent / "score_coder.py"), str(gold), out.name]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold" / "plover_gsr_dev.jsonl")
    parser.add_argument("--errors", type=int, default=0, help="print so many of the errors of each set")
    options = parser.parse_args()
    coder = load_coder()
    mentions, quotes = score_samples(coder)
    for name, score in [("constructions", score_constructions(coder)), ("samples", mentions), ("sample quotations", quotes)]:
        print(f"{name:18} {score}")
        for line in score.missed[: options.errors]:
            print("   missed", line)
        for line in score.struck[: options.errors]:
            print("   struck", line)
    if options.gold.is_file():
        print(score_gold(coder, options.gold))
    else:
        print(f"{options.gold} is not here; the field's labelled set is left out")


if __name__ == "__main__":
    main()
