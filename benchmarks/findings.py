"""Precision and recall of findings on the sample reports, and what is found where reports agree.

    python benchmarks/findings.py [--errors]

What comparing the samples must show is in tests/samples/findings.toml, labelled by hand. A finding is right where story, field and
relation are the labelled ones and each labelled value has one of its own with the same reports (of all the reports that either names,
half or more) and, where it is a number, the same number. Agreement on bare type, status, actor and recipient is not labelled and not
counted.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.engine import build, load_coder, read
from dragoman.records import Finding, Story
from dragoman.store import open_store

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "src" / "dragoman" / "samples"
LABELS = ROOT / "tests" / "samples" / "findings.toml"
AGREEING = ROOT / "tests" / "samples" / "agreeing.toml"
UNLABELLED = {"type", "status", "actors", "recipients"}


@dataclass(frozen=True)
class Score:
    """What was right, what was found too much, and what was missed."""

    right: list[str]
    besides: int
    """right findings that a comparison need not have"""
    wrong: list[Finding]
    missed: list[dict[str, Any]]

    @property
    def precision(self) -> float:
        found = len(self.right) + self.besides
        return found / (found + len(self.wrong)) if found or self.wrong else 1.0

    @property
    def recall(self) -> float:
        labelled = len(self.right) + len(self.missed)
        return len(self.right) / labelled if labelled else 1.0


def findings_of(paths: Sequence[str]) -> tuple[list[Finding], list[Story]]:
    """What a build of these files finds."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "s.duckdb", create=True) as store:
        for _ in build(read(paths), store, load_coder()):
            pass
        found = [one for one in store.records("findings") if isinstance(one, Finding)]
        return found, [one for one in store.records("stories") if isinstance(one, Story)]


def score(found: Iterable[Finding], labels: Sequence[dict[str, Any]]) -> Score:
    """Each finding against the labels; a label is met once, and one that is optional may be met or not."""
    open_labels = list(labels)
    right, wrong, besides = [], [], 0
    for finding in found:
        if finding.relation == "agrees" and finding.field in UNLABELLED:
            continue
        label = next((label for label in open_labels if matches(finding, label)), None)
        if label is None:
            if not any(matches(finding, label) for label in labels):
                wrong.append(finding)
        else:
            open_labels.remove(label)
            if label.get("optional"):
                besides += 1
            else:
                right.append(finding.id)
    return Score(right, besides, wrong, [label for label in open_labels if not label.get("optional")])


def matches(finding: Finding, label: dict[str, Any]) -> bool:
    """Whether a finding says what the label says."""
    field = {"object": "objects"}.get(label["field"], label["field"])
    if (finding.field, finding.relation) != (field, label["relation"]):
        return False
    if finding.relation == "agrees":
        files = {file for value in label["values"] for file in value["files"]}
        given = {article_id for value in finding.values for article_id in value.article_ids}
        return alike(given, files) and same_number(finding.values[0].value, label["values"][0]["value"])
    free = list(finding.values)
    for value in label["values"]:
        fits = [
            one for one in free if alike(set(one.article_ids), set(value["files"])) and same_number(one.value, value["value"])
        ]
        own = fits[0] if fits else None
        if own is None:
            return False
        free.remove(own)
    return True


def alike(given: set[str], files: set[str]) -> bool:
    return 2 * len(given & files) >= len(given | files)


def same_number(one: str, other: str) -> bool:
    """Where both name figures, they share one; dates are compared as they stand."""
    figures, others = (set(re.findall(r"\d[\d,.-]*\d|\d", text.replace("million", "000000"))) for text in (one, other))
    plain = {figure.replace(",", "") for figure in figures}, {figure.replace(",", "") for figure in others}
    return not plain[0] or not plain[1] or bool(plain[0] & plain[1]) or "”" in one or " dollar" in one


def control(folder: Path) -> list[Finding]:
    """What is found, other than agreement, in pairs of reports that agree."""
    pairs = tomllib.loads(AGREEING.read_text(encoding="utf-8"))["pair"]
    found: list[Finding] = []
    for number, pair in enumerate(pairs):
        files = []
        for place, report in enumerate(pair["reports"]):
            file = folder / f"pair{number}-{place}.txt"
            file.write_text(f"Date: {pair['date']}\nOutlet: {report['outlet']}\n\n{report['text']}", encoding="utf-8")
            files.append(str(file))
        found += [one for one in findings_of(files)[0] if one.relation != "agrees"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print what was found too much and what was missed")
    errors = parser.parse_args().errors
    found, _ = findings_of([str(file) for file in sorted(SAMPLES.glob("*-*.txt"))])
    result = score(found, tomllib.loads(LABELS.read_text(encoding="utf-8"))["finding"])
    counts = (
        f"{len(result.right)} right, {result.besides} right besides, {len(result.wrong)} too much, {len(result.missed)} missed"
    )
    print(f"findings on the samples: precision {result.precision:.2f}  recall {result.recall:.2f}   ({counts})")
    if errors:
        for finding in result.wrong:
            print(f"  too much  {finding.field} {finding.relation}: {finding.explanation}")
        for label in result.missed:
            print(f"  missed    {label['story']}: {label['about']}: {label['field']} {label['relation']}")
    if AGREEING.is_file():
        with tempfile.TemporaryDirectory() as folder:
            disagreements = control(Path(folder))
        print(f"findings where reports agree: {len(disagreements)} other than agreement")
        for finding in disagreements if errors else []:
            print(f"  {finding.field} {finding.relation}: {finding.explanation}")


if __name__ == "__main__":
    main()
