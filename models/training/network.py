"""A graph as JSON, built in PyTorch operator by operator. The graph's names are the parameters' names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from backbone import boundary
from torch import nn
from torch.nn import functional as F
from weights import read_safetensors

BN_MOMENTUM = 0.03
STATISTICS = ("mean", "variance")


class TrainedPart(nn.Module):
    """What of a network's graphs is trained: all behind the frozen backbone, where it stands on one. One set of parameters, a graph for each input size."""

    def __init__(self, graphs: dict[int, dict], generator: torch.Generator, class_prior: float = 0.01):
        super().__init__()
        self.graphs = graphs
        self.boundaries = {size: boundary(graph) for size, graph in graphs.items()}
        first = next(iter(graphs.values()))
        trained = {name for op in self.trained_ops(first) for name in parameters_of(op)}
        self.parameter_names = [p["name"] for p in first["parameters"] if p["name"] in trained]
        self.roles = {p["name"]: p["role"] for p in first["parameters"]}
        self.shapes = {p["name"]: p["shape"] for p in first["parameters"]}
        self.weights = nn.ParameterDict()
        for name in self.parameter_names:
            value = initial(name, self.roles[name], self.shapes[name], generator, class_prior)
            if self.roles[name] in STATISTICS:
                self.register_buffer(name.replace("/", "|"), value)
            else:
                self.weights[name.replace("/", "|")] = nn.Parameter(value)

    @staticmethod
    def trained_ops(graph: dict) -> list[dict]:
        return [op for op in graph["ops"] if op["kind"] != "input" and not op["name"].startswith("backbone/")]

    def value(self, name: str) -> torch.Tensor:
        key = name.replace("/", "|")
        return getattr(self, key) if self.roles[name] in STATISTICS else self.weights[key]

    def outputs(self, size: int, maps: list[torch.Tensor]) -> dict[str, torch.Tensor]:
        """Maps [batch, channels, height, width] to what the graph answers, by name, in the same layout."""
        graph = self.graphs[size]
        made: dict[int, torch.Tensor] = dict(zip(self.boundaries[size], maps, strict=True))
        for i, op in enumerate(graph["ops"]):
            if op["kind"] != "input" and not op["name"].startswith("backbone/"):
                made[i] = self.run(op, [made[j] for j in op["inputs"]])
        return {name: made[i] for name, i in graph["outputs"].items()}

    def forward(self, size: int, maps: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Maps [batch, channels, height, width] to logits [batch, anchors, classes] and regressions [batch, anchors, 4]."""
        outputs = self.outputs(size, maps)

        def joined(head: str, last: int) -> torch.Tensor:
            parts = [y.permute(0, 2, 3, 1).reshape(y.shape[0], -1, last) for name, y in outputs.items() if name.startswith(head)]
            return torch.cat(parts, 1)

        classes = outputs["classHead/P3"].shape[1] // 9
        return joined("classHead/", classes), joined("boxHead/", 4)

    def run(self, op: dict, inputs: list[torch.Tensor]) -> torch.Tensor:
        kind = op["kind"]
        x = inputs[0]
        if kind in ("conv2d", "depthwiseConv2d"):
            bias = self.value(op["bias"]) if "bias" in op else None
            kernel = self.value(op["kernel"])
            pad = op["padding"]
            stride = op["stride"]
            if kernel.shape[2:] == (1, 1):
                # Every other pixel first: PyTorch 2.15 crashes in the backward pass of a strided 1×1 in channels-last memory.
                x = x[:, :, :: stride[0], :: stride[1]]
                stride = [1, 1]
            if pad["top"] == pad["bottom"] and pad["left"] == pad["right"]:
                around = (pad["top"], pad["left"])
            else:
                x = F.pad(x, (pad["left"], pad["right"], pad["top"], pad["bottom"]))
                around = (0, 0)
            groups = x.shape[1] if kind == "depthwiseConv2d" else op["groups"]
            return F.conv2d(x, kernel, bias, stride, around, op["dilation"], groups)
        if kind == "dense":
            bias = self.value(op["bias"]) if "bias" in op else None
            return F.linear(x.flatten(1), self.value(op["kernel"]), bias)[:, :, None, None]
        if kind == "batchNorm":
            gamma, beta, mean, variance = (self.value(op[key]) for key in ("gamma", "beta", "mean", "variance"))
            return F.batch_norm(x, mean, variance, gamma, beta, self.training, BN_MOMENTUM, op["epsilon"])
        if kind == "activation":
            return {"swish": F.silu, "relu": F.relu, "relu6": F.relu6, "sigmoid": torch.sigmoid}[op["activation"]](x)
        if kind == "maxPool":
            pad = op["padding"]
            x = F.pad(x, (pad["left"], pad["right"], pad["top"], pad["bottom"]), value=float("-inf"))
            return F.max_pool2d(x, op["kernelSize"], op["stride"])
        if kind == "averagePool":
            if any(op["padding"].values()):
                raise ValueError(f"{op['name']}: only windows that lie on the map can be averaged here.")
            return F.avg_pool2d(x, op["kernelSize"], op["stride"])
        if kind == "resizeNearest":
            height, width, _ = op["shape"]
            if height % x.shape[2] or width % x.shape[3]:
                raise ValueError(f"{op['name']}: only whole multiples can be resized here.")
            return F.interpolate(x, size=(height, width), mode="nearest")
        if kind == "resizeBilinear":
            return F.interpolate(x, size=tuple(op["shape"][:2]), mode="bilinear", align_corners=op["align"] == "corners")
        if kind == "scaleShift":
            scale, shift = self.value(op["scale"]), self.value(op["shift"])
            return x * scale[:, None, None] + shift[:, None, None]
        if kind == "add":
            return sum(inputs[1:], x)
        if kind == "multiply":
            return x * inputs[1]
        if kind == "concat":
            return torch.cat(inputs, 1)
        if kind == "globalAveragePool":
            return x.mean((2, 3), keepdim=True)
        if kind == "fuse":
            return self.fuse(op, inputs)
        raise ValueError(f"{op['name']}: {kind} cannot be trained here.")

    def fuse(self, op: dict, inputs: list[torch.Tensor]) -> torch.Tensor:
        method = op["method"]
        if method == "sum":
            return sum(inputs[1:], inputs[0])
        raw = self.value(op["weights"])
        if method == "fastNormalized":
            positive = F.relu(raw)
            shares = positive / (positive.sum() + op["epsilon"])
        elif method == "softmax":
            shares = raw.softmax(0)
        else:
            shares = raw
        mixed = inputs[0] * shares[0]
        for i in range(1, len(inputs)):
            mixed = torch.addcmul(mixed, inputs[i], shares[i])
        return mixed

    def laid(self, name: str, values: np.ndarray) -> np.ndarray:
        """A parameter from the graph's layout to the one that it has here: the inverse of what `export` does."""
        return to_torch(values, self.shapes[name])

    def export(self) -> dict[str, np.ndarray]:
        """Parameters by name, float32, in the graph's layouts."""
        return {name: to_graph(self.value(name).detach().cpu().numpy(), self.shapes[name]) for name in self.parameter_names}


def parameters_of(op: dict) -> list[str]:
    """Names of the parameters that an operator reads."""
    keys = ("kernel", "bias", "gamma", "beta", "mean", "variance", "scale", "shift", "weights")
    return [op[key] for key in keys if key in op]


def answers(name: str) -> bool:
    """Whether a layer is the last of a head."""
    return "/predict/" in name or name.startswith(("rpn/scores-conv/", "rpn/boxes-conv/"))


def initial(name: str, role: str, shape: list[int], generator: torch.Generator, class_prior: float) -> torch.Tensor:
    """A parameter before training, in PyTorch's layout."""
    if role == "kernel" and len(shape) == 2:
        return torch.randn((shape[1], shape[0]), generator=generator) * shape[0] ** -0.5
    if role == "kernel":
        height, width, inputs, outputs = shape
        depthwise = outputs == 1 and height > 1
        # A depthwise kernel [h, w, channels, 1] is PyTorch's [channels, 1, h, w].
        sizes = (inputs, 1, height, width) if depthwise else (outputs, inputs, height, width)
        fan_in = height * width * (1 if depthwise else inputs)
        deviation = 0.01 if answers(name) and not depthwise else fan_in**-0.5
        return torch.randn(sizes, generator=generator) * deviation
    if role == "bias" and name.startswith(("classHead/predict/", "rpn/scores-conv/")):
        return torch.full(tuple(shape), -float(np.log((1 - class_prior) / class_prior)))
    if role in ("gamma", "variance", "fusion"):
        return torch.ones(tuple(shape))
    return torch.zeros(tuple(shape))


def to_graph(values: np.ndarray, shape: list[int]) -> np.ndarray:
    """PyTorch's layout to the graph's: [out, in, h, w] or [channels, 1, h, w] to [h, w, in, out] or [h, w, channels, 1]; [out, in] to [in, out]."""
    if values.ndim == 2:
        values = values.T
    if values.ndim == 4:
        depthwise = shape[3] == 1 and shape[0] > 1
        values = values.transpose(2, 3, 0, 1) if depthwise else values.transpose(2, 3, 1, 0)
    return np.ascontiguousarray(values.reshape(shape), np.float32)


def to_torch(values: np.ndarray, shape: list[int]) -> np.ndarray:
    """The graph's layout to PyTorch's: the inverse of `to_graph`."""
    if values.ndim == 2:
        values = values.T
    if values.ndim == 4:
        depthwise = shape[3] == 1 and shape[0] > 1
        values = values.transpose(2, 3, 0, 1) if depthwise else values.transpose(3, 2, 0, 1)
    return np.ascontiguousarray(values)


def filled(network: nn.Module, path: Path) -> nn.Module:
    """The network with weights from a file that holds them in the graph's layouts, under its names; float16 is read as float32."""
    weights = read_safetensors(path)
    with torch.no_grad():
        for name in network.parameter_names:
            value = weights[name].astype(np.float32)
            network.value(name).copy_(torch.from_numpy(network.laid(name, value)))
    return network
