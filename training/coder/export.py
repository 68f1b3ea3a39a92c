"""Write the trained network as the shipped model of the coder.

python -m training.coder.export --weights BUILD/coder.pt --rows BUILD/gold.pickle --out MODEL/coder.onnx
"""

from __future__ import annotations

import argparse
import pickle
import random
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto
from training.coder.model import FACE, Network
from training.coder.rows import ROLES, TYPES, Row
from training.coder.train import MAX_WORDS, TOKENIZER, inputs, load
from training.language.export import Ranges, encoder, without_root, word_vectors
from training.language.graph import MICROSOFT, Array, Builder, Kind

from dragoman.language.pieces import Pieces

_MEASURED = 400


def build(network: Network, kind: Kind, ranges: dict[str, tuple[float, float]], bits: int = 7) -> onnx.ModelProto:
    """The whole network as one graph."""
    state: dict[str, Array] = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    b = Builder(kind, ranges, bits)
    hints = b.op("MatMul", "hints", b.constant("lexicon", state["lexicon.weight"].T.astype(np.float32)))
    pieces = encoder(b, state, hints)
    words = without_root(b, word_vectors(b, state, pieces))

    def dense(name: str, value: str) -> str:
        return b.linear(name, value, state[f"{name}.weight"].T, state[f"{name}.bias"])

    inner = b.op("Gelu", dense("trigger_inner", words), domain=MICROSOFT)
    told = b.op("Gelu", dense("told_inner", words), domain=MICROSOFT)
    faces = b.op("Gelu", dense("faces", words), domain=MICROSOFT)
    first = b.op("Squeeze", b.op("Slice", pieces, b.integers(0), b.integers(1), b.integers(1)), b.integers(1))
    outputs = {
        b.op("Softmax", dense("triggers", inner), axis=-1): ("chances", TensorProto.FLOAT),
        dense("statuses", told): ("statuses", TensorProto.FLOAT),
        dense("modes", told): ("modes", TensorProto.FLOAT),
        _roles(b, state["roles"], faces): ("roles", TensorProto.FLOAT),
        inner: ("vectors", TensorProto.FLOAT),
        b.op(
            "Add",
            b.op("MatMul", first, b.constant("events", state["events.weight"].T)),
            b.constant("events.bias", state["events.bias"]),
        ): ("event", TensorProto.FLOAT),
    }
    shape = ["batch", "pieces"]
    model = b.model({"ids": shape, "shapes": shape, "firsts": ["batch", "words"]}, outputs)
    model.graph.input.append(onnx.helper.make_tensor_value_info("hints", TensorProto.FLOAT, [*shape, len(TYPES) + 1]))
    return model


def _roles(b: Builder, forms: Array, faces: str) -> str:
    """(batch, roles, trigger, word): the biaffine form, with a one behind each face for what hangs on one word alone."""
    ends = b.integers(FACE), b.integers(2 * FACE), b.integers(2)
    left = b.op("Slice", faces, b.integers(0), ends[0], ends[2])
    right = b.op("Slice", faces, ends[0], ends[1], ends[2])
    # (FACE + 1, roles, FACE + 1)
    form = np.transpose(forms, (1, 0, 2)).astype(np.float32)
    both = b.op("MatMul", left, b.constant("roles", form[:FACE, :, :FACE].reshape(FACE, -1)))
    both = b.op("Add", both, b.constant("roles.left", form[FACE, :, :FACE].reshape(-1)))
    both = b.op("Transpose", b.op("Reshape", both, b.integers(0, 0, len(ROLES), FACE)), perm=[0, 2, 1, 3])
    facing = b.op("Unsqueeze", b.op("Transpose", right, perm=[0, 2, 1]), b.integers(1))
    scores = b.op("MatMul", both, facing)
    alone = b.op("MatMul", left, b.constant("roles.alone", np.ascontiguousarray(form[:FACE, :, FACE])))
    alone = b.op("Add", alone, b.constant("roles.bias", form[FACE, :, FACE]))
    return b.op("Add", scores, b.op("Unsqueeze", b.op("Transpose", alone, perm=[0, 2, 1]), b.integers(3)))


@torch.no_grad()
def measure(network: Network, rows: list[Row], pieces: Pieces, cut: float) -> dict[str, tuple[float, float]]:
    """Low and high of what goes into each matrix product, the rarest values cut off."""
    ranges = Ranges(cut)
    handles = [
        module.register_forward_pre_hook(ranges.note(name))
        for name, module in network.named_modules()
        if isinstance(module, torch.nn.Linear) and name not in {"lexicon", "events"}
    ]
    network.eval()
    for row in rows:
        network.read(*network.vectors(*inputs([row], pieces)))
    for handle in handles:
        handle.remove()
    return ranges.widest()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    parser.add_argument("--kind", choices=("float", "dynamic", "static", "blocks"), default="static")
    parser.add_argument("--bits", type=int, default=7, help="of a weight; 7 keeps AVX2 from overflowing")
    parser.add_argument("--cut", type=float, default=0.00001, help="share of activations cut off at each end")
    options = parser.parse_args()
    network, _ = load(options.weights)
    with options.rows.open("rb") as file:
        rows = [row for row in pickle.load(file) if not row.held_out and len(row.words) <= MAX_WORDS]
    some = random.Random(3).sample(rows, min(len(rows), _MEASURED))
    ranges = measure(network, some, Pieces(TOKENIZER), options.cut) if options.kind == "static" else {}
    onnx.save(build(network, options.kind, ranges, options.bits), options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
