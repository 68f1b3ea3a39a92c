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


LEASTS = tuple(round(0.05 * number, 2) for number in range(1, 20))
"""the confidences for which the curve is drawn"""


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


def _curve(
    chances: NDArray[np.float64], floors: NDArray[np.float64], truth: NDArray[np.bool_], labels: int
) -> list[tuple[float, float, float]]:
    """(least, precision, recall) for each of LEASTS, whose floors are one row each."""
    print(f"expected calibration error {calibration_error(chances, truth):.3f}")
    curve = []
    for least, floor in zip(LEASTS, floors, strict=True):
        kept = chances >= floor
        precision, recall = truth[kept].mean() if kept.any() else 1.0, truth[kept].sum() / labels
        curve.append((least, round(float(precision), 3), round(float(recall), 3)))
        print("least {:.2f} precision {:.3f} recall {:.3f}".format(*curve[-1]), f"F1 {_f1(precision, recall):.3f}")
    return curve


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument(
        "--least", type=float, help="the confidence to ask for where nobody asks for one; that of the best F1 if not given"
    )
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    every = corpus(options.corpus)
    entries = [one for one in every if not one.held_out and fold_of(one.id, options.folds) == options.fold]
    features, candidates, truth = recorded(entries, options.model)
    labels = sum(len(one.labels) for one in entries)
    print(f"{len(entries)} entries, {labels} labels, {len(truth)} candidates, {truth.sum()} right")
    # A candidate that only rules propose is none of the network's, whose chance of it is next to nothing.
    own = features * NETWORK_ALONE
    regression = LogisticRegression(C=1.0, max_iter=1000).fit(features, truth)
    alone = LogisticRegression(C=1.0, max_iter=1000).fit(own, truth)
    floors = np.array([[one.floor(least) for one in candidates] for least in LEASTS])
    both = _curve(regression.predict_proba(features)[:, 1], floors, truth, labels)
    by_itself = _curve(alone.predict_proba(own)[:, 1], np.repeat(np.array(LEASTS)[:, None], len(truth), 1), truth, labels)
    best = max(both, key=lambda point: _f1(*point[1:]))[0]
    found = {"weights": _named(regression), "alone": _named(alone), "least": options.least or best, "seen": 0.05}
    print(found)
    found |= {"curve": both, "curve_alone": by_itself}
    options.out.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
