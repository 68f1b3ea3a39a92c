"""Learn how to weigh the network with the rules, on entries that neither was trained on, and how sure the outcome is.

python -m training.coder.weigh --model MODEL --fold 0 --out BUILD/weighing.json
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from training.coder.prepare import CORPUS, corpus
from training.coder.train import fold_of

from dragoman.coding import load_coder
from dragoman.coding.weighing import FEATURES, Candidate
from dragoman.evaluating import calibration_error
from dragoman.evaluating.markup import Labelled
from dragoman.records import Article

NETWORK_ALONE = np.array([float("rules" not in name) for name in FEATURES])
"""the features that hang on the network alone"""


class Recorder:
    """Lets every candidate pass and keeps it."""

    def __init__(self) -> None:
        self.found: list[Candidate] = []

    def __call__(self, candidate: Candidate) -> float:
        self.found.append(candidate)
        return 0.0


def right(candidate: Candidate, entry: Labelled) -> bool:
    """Whether a label of the candidate's type stands at its words."""
    start, end = candidate.tokens[0].idx, max(token.idx + len(token.text) for token in candidate.tokens)
    return any(
        label.type == candidate.type and start < label.trigger.end and label.trigger.start < end for label in entry.labels
    )


def recorded(entries: Sequence[Labelled], model: Path) -> tuple[NDArray[np.float64], list[Candidate], NDArray[np.bool_]]:
    """Features of all candidates, they themselves, and whether each is right."""
    recorder = Recorder()
    coder = load_coder(network=model)
    assert coder.learned is not None
    coder.learned.weigh, coder.learned.least = recorder, 2.0
    rows: list[tuple[float, ...]] = []
    truth: list[bool] = []
    every: list[Candidate] = []
    for entry in entries:
        recorder.found.clear()
        coder.code([Article.of(entry.text, id=entry.id, published=entry.facts["published"])])
        for candidate in recorder.found:
            rows.append(candidate.features)
            truth.append(right(candidate, entry))
            every.append(candidate)
    return np.array(rows), every, np.array(truth)


def _named(regression: LogisticRegression) -> dict[str, float]:
    weights = {name: round(float(value), 4) for name, value in zip(FEATURES, regression.coef_[0], strict=True)}
    return weights | {"constant": round(float(regression.intercept_[0]), 4)}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    every = corpus(options.corpus)
    entries = [one for one in every if not one.held_out and fold_of(one.id, options.folds) == options.fold]
    features, candidates, truth = recorded(entries, options.model)
    labels = sum(len(one.labels) for one in entries)
    regression = LogisticRegression(C=1.0, max_iter=1000).fit(features, truth)
    chances = regression.predict_proba(features)[:, 1]
    print(f"{len(entries)} entries, {labels} labels, {len(truth)} candidates, {truth.sum()} right")
    print(f"expected calibration error {calibration_error(chances, truth):.3f}")
    curve = []
    for least in np.arange(0.05, 0.96, 0.05):
        kept = chances >= np.array([one.floor(float(least)) for one in candidates])
        precision, recall = truth[kept].mean() if kept.any() else 1.0, truth[kept].sum() / labels
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        curve.append((round(float(least), 2), round(float(precision), 3), round(float(recall), 3), f1))
        print("least {:.2f} precision {:.3f} recall {:.3f} F1 {:.3f}".format(*curve[-1]))
    alone = LogisticRegression(C=1.0, max_iter=1000).fit(features * NETWORK_ALONE, truth)
    best = max(curve, key=lambda point: point[3])[0]
    found = {"weights": _named(regression), "alone": _named(alone), "least": best, "seen": 0.05}
    print(found)
    found["curve"] = [point[:3] for point in curve]
    options.out.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
