"""Keep the vectors of the triggers that the network learned from, so that it can show what a mention is like.

python -m training.coder.nearest --rows BUILD/gold.pickle --model MODEL
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path

import numpy as np
from training.coder.rows import TYPES, Row
from training.coder.train import TOKENIZER

from dragoman.language.events import EventNetwork, HintedWords
from dragoman.language.network import Words
from dragoman.language.pieces import Pieces


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    with options.rows.open("rb") as file:
        rows: list[Row] = [row for row in pickle.load(file) if not row.held_out and row.triggers]
    pieces, network = Pieces(TOKENIZER), EventNetwork(options.model / "coder.onnx", len(TYPES))
    readings = network.read([HintedWords(Words(*pieces.sentence(row.words)), row.lexicon, row.before) for row in rows])
    vectors, told = [], []
    for row, reading in zip(rows, readings, strict=True):
        for trigger in row.triggers:
            span = reading.chances[trigger.first : trigger.last + 1, 0]
            vector = reading.vectors[trigger.first + int(span.argmin())]
            vectors.append(np.round(127 * vector / max(1e-9, np.abs(vector).max())).astype(np.int8))
            words = " ".join(row.words[trigger.first : trigger.last + 1])
            told.append({"id": row.key, "text": row.text, "trigger": words, "type": trigger.type})
    packed = np.frombuffer(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), dtype=np.uint8)
    np.savez_compressed(options.model / "nearest.npz", vectors=np.array(vectors), told=packed)
    print(f"{len(told)} triggers, {(options.model / 'nearest.npz').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
