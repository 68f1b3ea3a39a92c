"""What the rules, the network and both together reach on the tenth of the corpus that nothing was trained on.

python benchmarks/ablation.py [GOLD]
"""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman import engine, evaluating
from dragoman.evaluating import Tried
from dragoman.settings import CodingSettings, Settings

GOLD = Path(__file__).resolve().parents[1] / "training" / "corpus"


def calibration_error(results: list[Tried]) -> float:
    """Expected calibration error of the mentions' confidence."""
    pairs = [(mention.confidence, any(mention is met for _, met in one.pairs)) for one in results for mention in one.mentions]
    return evaluating.calibration_error(*zip(*pairs, strict=True))


def main() -> None:
    """Print a row for each way of coding."""
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    print(f"{'':10}{'precision':>11}{'recall':>8}{'F1':>7}{'interval':>15}{'full F1':>9}{'alarms':>8}{'ECE':>7}")
    for way in ("rules", "network", "both"):
        coder = engine.load_coder(Settings(coding=CodingSettings(coder=way)))
        results = list(engine.evaluate(gold, coder, held_out=True))
        scores = evaluating.score(results)
        found, full = scores.found, scores.full["f1"].value
        interval = f"{found['f1'].low:.3f}–{found['f1'].high:.3f}"
        print(
            f"{way:10}{found['precision'].value:11.3f}{found['recall'].value:8.3f}{found['f1'].value:7.3f}{interval:>15}"
            f"{full:9.3f}{scores.false_alarms:8.3f}{calibration_error(results):7.3f}"
        )


if __name__ == "__main__":
    main()
