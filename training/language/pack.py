"""Write meta.json: the inventories of tags and a hash of each file of the model.

python -m training.language.pack --data BUILD/data.pickle --model MODEL
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from pathlib import Path

FILES = ("parser.onnx", "tokenizer.json", "lemmas.json", "sentences.json")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--name", default="en-2026.11")
    options = parser.parse_args()
    with options.data.open("rb") as file:
        tags = pickle.load(file)["tags"]
    meta = {
        "form": 1,
        "name": options.name,
        "files": {name: hashlib.sha256((options.model / name).read_bytes()).hexdigest() for name in FILES},
        "tags": tags,
    }
    (options.model / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{sum((options.model / name).stat().st_size for name in FILES) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
