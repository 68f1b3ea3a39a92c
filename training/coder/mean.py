"""The mean of the weights of several networks that began as one.

python -m training.coder.mean --weights BUILD/early.pt BUILD/early.pt BUILD/late.pt --out BUILD/coder.pt
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="one that is named twice counts twice")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    saved = [torch.load(path, weights_only=True) for path in options.weights]
    names = saved[0]["weights"]
    mean = {name: sum(one["weights"][name].float() for one in saved) / len(saved) for name in names}
    torch.save({"weights": mean, "modes": saved[0]["modes"]}, options.out)


if __name__ == "__main__":
    main()
