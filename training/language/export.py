"""Write the trained network as the shipped model.

python -m training.language.export --weights BUILD/final.pt --data BUILD/data.pickle --out MODEL
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto
from training.language.graph import MICROSOFT, Array, Builder, Kind
from training.language.model import ARC, HEADS, LABEL, LAYERS, Network

LAST = LABEL + 1


def build(network: Network, kind: Kind, ranges: dict[str, tuple[float, float]], bits: int = 7) -> onnx.ModelProto:
    """The whole network as one graph."""
    state: dict[str, Array] = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    b = Builder(kind, ranges, bits)
    vectors = word_vectors(b, state, encoder(b, state))
    outputs = {_arcs(b, state, vectors): ("arcs", TensorProto.FLOAT)}
    outputs[_labels(b, state, vectors, network.labels)] = ("labels", TensorProto.UINT8)
    real = without_root(b, vectors)
    tags = ("xpos", "upos", "uner", "gmb")
    weight = np.concatenate([state[f"tags.{name}.weight"] for name in tags]).T
    bias = np.concatenate([state[f"tags.{name}.bias"] for name in tags])
    outputs[b.linear("tags", real, weight, bias)] = ("tags", TensorProto.FLOAT)
    shape = ["batch", "pieces"]
    return b.model({"ids": shape, "shapes": shape, "firsts": ["batch", "words"]}, outputs)


def encoder(b: Builder, state: dict[str, Array], hints: str | None = None) -> str:
    """The encoder's vectors of the pieces; `hints` are vectors added to those of the pieces."""
    x = b.op(
        "Add",
        b.rows("words", state["encoder.words.weight"], "ids"),
        b.rows("shapes.in", state["encoder.shapes.weight"], "shapes"),
    )
    length = b.op("Slice", b.op("Shape", "ids"), b.integers(1), b.integers(2))
    places = b.op("Slice", b.constant("places", state["encoder.places.weight"]), b.integers(0), length, b.integers(0))
    x = b.op("Add", x, places)
    x = x if hints is None else b.op("Add", x, hints)
    x = b.norm("norm", x, state["encoder.norm.weight"], state["encoder.norm.bias"])
    for number in range(LAYERS):
        stem = f"encoder.layers.{number}."

        def dense(name: str, value: str, stem: str = stem) -> str:
            return b.linear(stem + name, value, state[f"{stem}{name}.weight"].T, state[f"{stem}{name}.bias"])

        mixed = zip("qkv", *(np.split(state[f"{stem}mix.{part}"], 3) for part in ("weight", "bias")), strict=True)
        three = [b.linear(f"{stem}mix", x, weight.T, bias, part) for part, weight, bias in mixed]
        seen = b.op("MultiHeadAttention", *three, domain=MICROSOFT, num_heads=HEADS)
        x = b.norm(stem + "norm1", x, state[stem + "norm1.weight"], state[stem + "norm1.bias"], dense("out", seen))
        inner = dense("down", b.op("Gelu", dense("up", x), domain=MICROSOFT))
        x = b.norm(stem + "norm2", x, state[stem + "norm2.weight"], state[stem + "norm2.bias"], inner)
    return x


def word_vectors(b: Builder, state: dict[str, Array], x: str) -> str:
    """One vector a word, with the root's before them."""
    batch = b.op("Slice", b.op("Shape", "firsts"), b.integers(0), b.integers(1))
    root = b.op(
        "ConstantOfShape",
        b.op("Concat", batch, b.integers(1), axis=0),
        value=onnx.numpy_helper.from_array(np.zeros(1, dtype=np.int64)),
    )
    at = b.op("Concat", root, "firsts", axis=1)
    vectors = b.op("GatherND", x, b.op("Unsqueeze", at, b.integers(2)), batch_dims=1)
    shapes = b.op("GatherND", "shapes", b.op("Unsqueeze", at, b.integers(2)), batch_dims=1)
    return b.op("Add", vectors, b.rows("shapes.out", state["shapes.weight"], shapes))


def without_root(b: Builder, vectors: str) -> str:
    """Without the root."""
    return b.op("Slice", vectors, b.integers(1), b.integers(2**31), b.integers(1))


def _arcs(b: Builder, state: dict[str, Array], vectors: str) -> str:
    both = b.op("Gelu", b.linear("arcs", vectors, state["arcs.weight"].T, state["arcs.bias"]), domain=MICROSOFT)
    child = without_root(b, b.op("Slice", both, b.integers(0), b.integers(ARC), b.integers(2)))
    head = b.op("Slice", both, b.integers(ARC), b.integers(2 * ARC), b.integers(2))
    form = b.linear("arc_form", child, state["arc_form"][:ARC], state["arc_form"][ARC])
    scores = b.op("MatMul", form, b.op("Transpose", head, perm=[0, 2, 1]))
    # a word that only fills up has first piece 0, and so can be nobody's head
    none = b.op("Cast", b.op("Equal", "firsts", b.integers(0)), to=TensorProto.FLOAT)
    none = b.op("Mul", none, b.constant("never", np.array(-1e4, dtype=np.float32)))
    none = b.op("Pad", b.op("Unsqueeze", none, b.integers(1)), b.integers(0, 0, 1, 0, 0, 0))
    return b.op("Add", scores, none)


def _labels(b: Builder, state: dict[str, Array], vectors: str, count: int) -> str:
    """The best relation, but for root, of each word to each other word."""
    both = b.linear("marks", without_root(b, vectors), state["marks.weight"].T, state["marks.bias"])
    both = b.op("Gelu", both, domain=MICROSOFT)
    child = b.op("Slice", both, b.integers(0), b.integers(LABEL), b.integers(2))
    head = b.op("Slice", both, b.integers(LABEL), b.integers(2 * LABEL), b.integers(2))
    form = state["mark_form"].reshape(LAST, count, LAST)[:, 1:]
    pairs, alone = form[..., :LABEL].reshape(LAST, -1), form[..., LABEL]
    spread = b.linear("mark_form", child, pairs[:LABEL], pairs[LABEL])
    spread = b.op("Reshape", spread, b.integers(0, 0, count - 1, LABEL))
    by_child = b.linear("mark_alone", child, alone[:LABEL], alone[LABEL])
    facing = b.op("Unsqueeze", b.op("Transpose", head, perm=[0, 2, 1]), b.integers(1))
    scores = b.op("Add", b.op("MatMul", spread, facing), b.op("Unsqueeze", by_child, b.integers(3)))
    best = b.op("ArgMax", scores, axis=2, keepdims=0)
    return b.op("Cast", b.op("Add", best, b.integers(1)), to=TensorProto.UINT8)


class Ranges:
    """Low and high of what goes into each matrix product, the share `cut` of the rarest values cut off at each end."""

    def __init__(self, cut: float) -> None:
        self._cut = cut
        self._found: dict[str, list[tuple[float, float]]] = {}

    def note(self, name: str) -> Callable[..., None]:
        """A hook that notes the first input of a module under `name`."""

        def hook(_module: Any, inputs: tuple[torch.Tensor, ...]) -> None:
            values, cut = inputs[0].flatten().numpy(), self._cut
            low, high = np.quantile(values, [cut, 1 - cut]) if cut else (values.min(), values.max())
            self._found.setdefault(name, []).append((float(low), float(high)))

        return hook

    def widest(self) -> dict[str, tuple[float, float]]:
        """The lowest low and the highest high under each name."""
        return {name: (min(low for low, _ in pairs), max(high for _, high in pairs)) for name, pairs in self._found.items()}


@torch.no_grad()
def measure(network: Network, rows: list[dict[str, Any]], cut: float) -> dict[str, tuple[float, float]]:
    """Low and high of what goes into each matrix product, the rarest values cut off."""
    ranges = Ranges(cut)
    handles = []
    names = {"arcs": "arcs", "marks": "marks", "tags.xpos": "tags"}
    for name, module in network.named_modules():
        if isinstance(module, torch.nn.Linear) and (name.startswith("encoder.") or name in names):
            handles.append(module.register_forward_pre_hook(ranges.note(names.get(name, name))))
    network.eval()
    for row in rows:
        vectors = network.words(torch.tensor([row["ids"]]), torch.tensor([row["shapes"]]), torch.tensor([row["firsts"]]))
        network.tags["xpos"](vectors)
        for name, layer, width in (("arc_form", network.arcs, ARC), ("mark_form", network.marks, LABEL)):
            child = torch.nn.functional.gelu(layer(vectors))[..., :width]
            ranges.note(name)(None, (child,))
            if name == "mark_form":
                ranges.note("mark_alone")(None, (child,))
    for handle in handles:
        handle.remove()
    return ranges.widest()


def load(path: Path) -> tuple[Network, dict[str, list[str]]]:
    """The trained network and its inventories."""
    saved = torch.load(path, weights_only=True)
    tags = saved["tags"]
    network = Network({name: len(values) for name, values in tags.items()}, dropout=0.0)
    network.load_state_dict(saved["weights"])
    return network.eval(), tags


def calibration(data: dict[str, Any], count: int = 400) -> list[dict[str, Any]]:
    """Training sentences to measure activations on, news for the greater part."""
    rng = random.Random(3)
    return rng.sample(data["gmb-train"], count // 2) + rng.sample(data["ewt-train"] + data["gum-train"], count // 2)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    parser.add_argument("--kind", choices=("float", "dynamic", "static", "blocks"), default="static")
    parser.add_argument("--bits", type=int, default=7, help="of a weight; 7 keeps AVX2 from overflowing")
    parser.add_argument("--cut", type=float, default=0.0, help="share of activations cut off at each end")
    options = parser.parse_args()
    network, _ = load(options.weights)
    with options.data.open("rb") as file:
        data = pickle.load(file)
    ranges = measure(network, calibration(data), options.cut) if options.kind == "static" else {}
    model = build(network, options.kind, ranges, options.bits)
    onnx.save(model, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
