"""Compare ways to write the weights out: parse, entities and speed of each.

```
python -m training.language.compare --weights BUILD/final.pt --data BUILD/data.pickle --model MODEL --out BUILD
```
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections import Counter
from pathlib import Path
from typing import Any

import onnx
from training.language.evaluate import entity_scores, mended, merged, parse_scores, read
from training.language.export import build, calibration, load, measure
from training.language.graph import Kind

from dragoman.language import load_model
from dragoman.language.network import Network

WAYS: list[tuple[Kind, int, float]] = [
    ("float", 8, 0.0),
    ("dynamic", 7, 0.0),
    ("static", 7, 0.0),
    ("static", 8, 0.0),
    ("static", 7, 0.0001),
    ("static", 7, 0.00001),
]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="lemmas, tokenizer and so on; only the graph is changed")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=600, help="sentences of each part")
    options = parser.parse_args()
    network, _ = load(options.weights)
    with options.data.open("rb") as file:
        data: dict[str, Any] = pickle.load(file)
    model = load_model(options.model)
    ranges = {cut: measure(network, calibration(data), cut) for cut in {cut for _, _, cut in WAYS}}
    for kind, bits, cut in WAYS:
        path = options.out / "compared.onnx"
        onnx.save(build(network, kind, ranges[cut], bits), path)
        model._network = Network(path)
        total: Counter[str] = Counter()
        began, words = time.perf_counter(), 0
        for part in ("ewt-dev", "gum-dev"):
            sentences = data["sentences"][part][: options.limit]
            readings = read(model, sentences)
            scores = parse_scores(model, sentences, readings)
            words += int(scores["words"])
            for name in ("UAS", "LAS", "XPOS"):
                total[name] += scores[name] / 2  # type: ignore[assignment]
            if part == "ewt-dev":
                pairs = [(s, r) for s, r in zip(sentences, readings, strict=True) if s.uner is not None]
                gold = [mended(s.uner or []) for s, _ in pairs]
                kinds = {kind: kind for kind in ("PER", "ORG", "LOC")}
                total["F"] = entity_scores(gold, merged(model, [r for _, r in pairs]), kinds)["F"]
        spent = time.perf_counter() - began
        rounded = {name: round(value, 2) for name, value in total.items()}
        print(kind, bits, cut, f"{path.stat().st_size / 1e6:.1f} MB", json.dumps(rounded), f"{words / spent:.0f} words/s")


if __name__ == "__main__":
    main()
