"""Where training starts: the published encoder, or the one inside the shipped parser, which knows how sentences are built."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from training.language.graph import Array
from training.language.model import LAYERS, Encoder


def begin(encoder: Encoder, path: Path) -> None:
    """Fill the encoder from safetensors in BERT's naming, or from a graph that training.language.export wrote."""
    if path.suffix == ".onnx":
        encoder.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in _from_parser(path).items()})
    else:
        encoder.load_pretrained(path)


def _from_parser(path: Path) -> dict[str, Array]:
    """The parser's weights, whose integers become numbers again."""
    stored = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}

    def table(name: str) -> Array:
        return (stored[f"c.{name}"].astype(np.float32) * stored[f"c.{name}.scale"]).astype(np.float32)

    found = {"words.weight": table("words"), "shapes.weight": table("shapes.in"), "places.weight": stored["c.places"]}
    found |= {f"norm.{part}": stored[f"c.norm.{part}"] for part in ("weight", "bias")}
    for number in range(LAYERS):
        stem = f"layers.{number}."
        mixed = [table(f"encoder.{stem}mix{part}").T for part in "qkv"]
        found[f"{stem}mix.weight"] = np.concatenate(mixed)
        found[f"{stem}mix.bias"] = np.concatenate([stored[f"c.encoder.{stem}mix{part}.bias"] for part in "qkv"])
        for name in ("out", "up", "down"):
            found[f"{stem}{name}.weight"] = table(f"encoder.{stem}{name}").T
            found[f"{stem}{name}.bias"] = stored[f"c.encoder.{stem}{name}.bias"]
        for name in ("norm1", "norm2"):
            found |= {f"{stem}{name}.{part}": stored[f"c.encoder.{stem}{name}.{part}"] for part in ("weight", "bias")}
    return found
