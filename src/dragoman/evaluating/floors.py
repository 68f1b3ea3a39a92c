"""Floors under a coder's figures: what it once reached on a labelled set it must reach again, and lowering a floor takes saying so.

The idea is trafilatura's (tests/eval_gate.py): figures pinned together with a digest of the data that they were measured on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DataError
from dragoman.evaluating.gold import Case
from dragoman.evaluating.scoring import Scores

__all__ = ["Floors", "digest_of", "figures_of", "read_floors", "write_floors"]

_SLACK, _SLACK_OF_A_TYPE = 0.01, 0.04
"""how far a figure may be off its floor: processors differ in the last bit of a product, so a mention or two that are just sure enough
on one are not on another; a type has few labels, and one more or less weighs more"""


@dataclass(frozen=True, slots=True)
class Floors:
    """`figures` by name, no figure to fall below its value (false_alarms: to rise above it), and the digest of the labelled set."""

    digest: str
    figures: Mapping[str, float]

    def faults(self, digest: str, figures: Mapping[str, float]) -> list[str]:
        """What is wrong with `figures` measured on the set with `digest`, a sentence each; nothing if all hold."""
        if digest != self.digest:
            return [f"the labelled set is another one (digest {digest}, pinned {self.digest}); pin the floors anew for it"]
        return [
            f"{name} is {figures.get(name, 0.0):.3f}; its {'ceiling' if _ceiling(name) else 'floor'} is {floor:.3f}"
            for name, floor in sorted(self.figures.items())
            if _worse(name, figures.get(name), floor)
        ]


def _ceiling(name: str) -> bool:
    return name == "false_alarms"


def _worse(name: str, value: float | None, floor: float) -> bool:
    if value is None:
        return not _ceiling(name)
    slack = _SLACK_OF_A_TYPE if " " in name else _SLACK
    return value > floor + slack if _ceiling(name) else value < floor - slack


def digest_of(cases: Iterable[Case]) -> str:
    """A digest of the texts and all that is labelled in them, whatever their order."""
    whole = hashlib.sha256()
    for line in sorted(f"{case.id}\0{case.text}\0{case.published}\0{_labelled(case)}" for case in cases):
        whole.update(line.encode() + b"\0")
    return whole.hexdigest()[:16]


def _labelled(case: Case) -> str:
    told = []
    for one in case.expected:
        sides = [sorted(codes) if codes is not None else None for codes in (one.types, one.actors, one.recipients, one.modes)]
        told.append(
            [*sides, one.status, one.date, one.place, one.trigger, sorted(one.numbers) if one.numbers is not None else None]
        )
    return json.dumps(told)


def figures_of(scores: Scores) -> dict[str, float]:
    """The figures that are pinned: F1 of type with trigger, of the full record and of each type, and the share of false alarms."""
    figures = {"found": scores.found["f1"].value, "full": scores.full["f1"].value}
    figures |= {f"found {name}": row["f1"] for name, row in scores.by_type.items() if row["labels"]}
    if scores.empty:
        figures["false_alarms"] = scores.false_alarms
    return {name: round(value, 3) for name, value in figures.items()}


def read_floors(path: Path) -> Floors:
    """The floors in a file that `write_floors` wrote. Raises DataError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Floors(str(data["digest"]), {str(name): float(value) for name, value in data["figures"].items()})
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); pin the floors with --pin first") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: holds no floors ({error}); pin them anew with --pin") from error


def write_floors(path: Path, digest: str, figures: Mapping[str, float], *, lower: bool = False) -> None:
    """Pin `figures`. Raises DataError where one is worse than what is pinned for the same set, unless `lower` says that it may be."""
    if path.exists() and not lower:
        known = read_floors(path)
        faults = known.faults(digest, figures) if known.digest == digest else []
        if faults:
            raise DataError(f"{path}: {'; '.join(faults)}. To lower it all the same, give --lower")
    text = json.dumps({"digest": digest, "figures": dict(sorted(figures.items()))}, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")
