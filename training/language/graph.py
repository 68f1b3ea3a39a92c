"""Build the ONNX graph of the network, with the weights as eight-bit integers.

The graph is written out by hand, so that every matrix product is one fused operator and nothing depends on what
else is in the batch: all sentences of a batch have the same number of pieces, so there is no padding of pieces, and
activations are quantised with constants measured beforehand (or stay in floating point).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

Array = np.ndarray[Any, np.dtype[Any]]
Kind = Literal["float", "dynamic", "static", "blocks"]
MICROSOFT = "com.microsoft"


class Builder:
    """Collects nodes and constants; each method returns the name of its result."""

    def __init__(self, kind: Kind, ranges: dict[str, tuple[float, float]] | None = None, bits: int = 7) -> None:
        self.kind, self.ranges, self.top = kind, ranges or {}, 2 ** (bits - 1) - 1
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self._count = 0
        self._shorts: dict[str, tuple[str, str, str]] = {}

    def constant(self, name: str, value: Array) -> str:
        """A named constant, stored once."""
        name = "c." + name
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def integers(self, *values: int) -> str:
        """A constant list of integers."""
        return self.constant("i_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def op(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: Any) -> str:
        """Add a node; the name of its first result."""
        self._count += 1
        names = [f"{kind}_{self._count}" + (f"_{at}" if at else "") for at in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, names[0], domain=domain, **attributes))
        return names[0]

    def rows(self, name: str, table: Array, index: str) -> str:
        """Look rows up in an embedding table kept as eight-bit integers with a scale for each row."""
        if self.kind == "float":
            return self.op("Gather", self.constant(name, table), index)
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        whole = self.constant(name, np.round(table / scale).astype(np.int8))
        found = self.op("Cast", self.op("Gather", whole, index), to=TensorProto.FLOAT)
        return self.op("Mul", found, self.op("Gather", self.constant(name + ".scale", scale.astype(np.float32)), index))

    def linear(self, range_of: str, x: str, weight: Array, bias: Array, part: str = "") -> str:
        """x @ weight + bias, weight as (in, out); `range_of` names the range of x, with `part` it names the weight."""
        name = range_of + part
        weight, bias = weight.astype(np.float32), bias.astype(np.float32)
        offset = self.constant(name + ".bias", bias)
        if self.kind == "float":
            return self.op("Add", self.op("MatMul", x, self.constant(name, weight)), offset)
        if self.kind == "blocks":
            return self._blocks(name, x, weight, offset)
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / self.top
        whole = self.constant(name, np.clip(np.round(weight / scale), -self.top, self.top).astype(np.int8))
        scales = self.constant(name + ".scale", scale.astype(np.float32))
        zeros = self.constant(name + ".zero", np.zeros(len(scale), dtype=np.int8))
        if self.kind == "dynamic":
            return self.op("DynamicQuantizeMatMul", x, whole, scales, zeros, offset, domain=MICROSOFT)
        short, step, middle = self._short(x, *self.ranges[range_of])
        return self.op("MatMulIntegerToFloat", short, whole, step, scales, middle, zeros, offset, domain=MICROSOFT)

    def _short(self, x: str, low: float, high: float) -> tuple[str, str, str]:
        """Activations as eight-bit integers, with their step and zero; done once where several products take them."""
        if x not in self._shorts:
            low, high = min(0.0, low), max(0.0, high)
            size = (high - low) / 255
            step = self.constant(x + ".step", np.array(size, dtype=np.float32))
            middle = self.constant(x + ".middle", np.array(round(-low / size), dtype=np.uint8))
            self._shorts[x] = (self.op("QuantizeLinear", x, step, middle), step, middle)
        return self._shorts[x]

    def _blocks(self, name: str, x: str, weight: Array, offset: str, size: int = 32) -> str:
        inner, outer = weight.shape
        count = inner // size
        assert count * size == inner
        parts = weight.T.reshape(outer, count, size)
        scale = np.maximum(np.abs(parts).max(-1, keepdims=True), 1e-8) / 127
        whole = (np.round(parts / scale) + 128).astype(np.uint8)
        return self.op(
            "MatMulNBits",
            x,
            self.constant(name, whole),
            self.constant(name + ".scale", scale.astype(np.float32).reshape(outer, count)),
            "",
            "",
            offset,
            domain=MICROSOFT,
            K=inner,
            N=outer,
            bits=8,
            block_size=size,
            accuracy_level=4,
        )

    def norm(self, name: str, x: str, weight: Array, bias: Array, skip: str | None = None) -> str:
        """Layer normalisation of x, or of x + skip."""
        scale, shift = self.constant(name + ".weight", weight), self.constant(name + ".bias", bias)
        # the fused operator for both steps is the slower one on processors without AVX-512
        x = x if skip is None else self.op("Add", x, skip)
        return self.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)

    def model(self, inputs: dict[str, Sequence[Any]], outputs: dict[str, tuple[str, int]]) -> onnx.ModelProto:
        """The finished model; outputs maps a result's name to its new name and element type."""
        ends = []
        for result, (name, element) in outputs.items():
            self.nodes.append(helper.make_node("Identity", [result], [name]))
            ends.append(helper.make_tensor_value_info(name, element, None))
        graph = helper.make_graph(
            self.nodes,
            "dragoman",
            [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in inputs.items()],
            ends,
            list(self.constants.values()),
        )
        sets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=sets, ir_version=9, producer_name="dragoman")
