"""Write meta.json: what the network tells, by which weights it is weighed with the rules, and the digests of the files.

python -m training.coder.pack --weights BUILD/coder.pt --model MODEL [--weighing BUILD/weighing.json]
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from training.coder.model import STATUSES
from training.coder.rows import ROLES, TYPES
from training.coder.train import load

from dragoman.coding.weighing import FEATURES

FORM = 1
FILES = ("coder.onnx", "nearest.npz")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--weighing", type=Path, help="what training.coder.weigh found; without it the network alone counts")
    parser.add_argument("--name", default="coder-2026.11")
    options = parser.parse_args()
    _, modes = load(options.weights)
    plain = dict.fromkeys(FEATURES, 0.0) | {"network": 1.0, "constant": 0.0}
    unweighed = {"weights": plain, "alone": plain, "least": 0.5, "seen": 0.05}
    unweighed |= {"curve": [[0.5, 0.5, 0.5]], "curve_alone": [[0.5, 0.5, 0.5]]}
    weighing = json.loads(options.weighing.read_text()) if options.weighing else unweighed
    digests = {name: hashlib.sha256((options.model / name).read_bytes()).hexdigest() for name in FILES}
    meta = {
        "form": FORM,
        "name": options.name,
        "files": digests,
        "types": list(TYPES),
        "statuses": list(STATUSES),
        "modes": modes,
        "roles": list(ROLES),
        **weighing,
    }
    text = json.dumps(meta, indent=1, sort_keys=True) + "\n"
    (options.model / "meta.json").write_text(text, encoding="utf-8")
    print(f"{options.model / 'meta.json'}: {len(modes)} modes")


if __name__ == "__main__":
    main()
