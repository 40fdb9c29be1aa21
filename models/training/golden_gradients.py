"""What PyTorch makes of one training step of a network that names pictures: loss, gradients and moving statistics, for a test to compare with.

`test/trainer/golden.ts` writes the graph, the weights and the batch; this reads the operators one by one and shares no code with the trainer.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

MOMENTUM = 0.1
SAMPLES = 12


def to_torch(values: np.ndarray, shape: list[int], depthwise: bool) -> torch.Tensor:
    values = values.reshape(shape)
    if len(shape) == 4:
        values = values.transpose(2, 3, 0, 1) if depthwise else values.transpose(3, 2, 0, 1)
    return torch.tensor(np.ascontiguousarray(values), dtype=torch.float64)


def from_torch(values: torch.Tensor, depthwise: bool) -> np.ndarray:
    array = values.detach().numpy()
    if array.ndim == 4:
        array = array.transpose(2, 3, 0, 1) if depthwise else array.transpose(2, 3, 1, 0)
    return array.reshape(-1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--step", type=Path, required=True, help="JSON: graph, weights by name, pictures [channel][pixel][picture], classes")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    step = json.loads(options.step.read_text())
    graph, classes = step["graph"], step["classes"]
    ops = graph["ops"]
    deep = {op["kernel"] for op in ops if op["kind"] == "depthwiseConv2d"}
    shapes = {p["name"]: p["shape"] for p in graph["parameters"]}
    roles = {p["name"]: p["role"] for p in graph["parameters"]}
    weights = {name: to_torch(np.array(values), shapes[name], name in deep) for name, values in step["weights"].items()}
    for name, value in weights.items():
        value.requires_grad_(roles[name] not in ("mean", "variance"))
    height, width, channels = ops[0]["shape"]
    pictures = np.array(step["pictures"]).reshape(channels, height, width, len(classes)).transpose(3, 0, 1, 2)
    made: dict[int, torch.Tensor] = {}
    for i, op in enumerate(ops):
        x = [made[j] for j in op["inputs"]]
        kind = op["kind"]
        if kind == "input":
            made[i] = torch.tensor(np.ascontiguousarray(pictures), dtype=torch.float64)
        elif kind in ("conv2d", "depthwiseConv2d"):
            pad = op["padding"]
            y = F.pad(x[0], (pad["left"], pad["right"], pad["top"], pad["bottom"]))
            bias = weights[op["bias"]] if "bias" in op else None
            made[i] = F.conv2d(y, weights[op["kernel"]], bias, op["stride"], 0, 1, y.shape[1] if kind == "depthwiseConv2d" else 1)
        elif kind == "batchNorm":
            gamma, beta, mean, variance = (weights[op[key]] for key in ("gamma", "beta", "mean", "variance"))
            made[i] = F.batch_norm(x[0], mean, variance, gamma, beta, True, MOMENTUM, op["epsilon"])
        elif kind == "activation":
            made[i] = {"swish": F.silu, "sigmoid": torch.sigmoid}[op["activation"]](x[0])
        elif kind == "globalAveragePool":
            made[i] = x[0].mean((2, 3), keepdim=True)
        elif kind == "multiply":
            made[i] = x[0] * x[1]
        elif kind == "add":
            made[i] = x[0] + x[1]
        elif kind == "dense":
            made[i] = (x[0].flatten(1) @ weights[op["kernel"]] + weights[op["bias"]])[:, :, None, None]
        elif kind == "softmax":
            made[i] = x[0].softmax(1)
        else:
            raise ValueError(f"{op['name']}: {kind} is not known here.")
    logits = made[graph["outputs"]["logits"]].flatten(1)
    loss = F.cross_entropy(logits, torch.tensor(classes))
    loss.backward()
    rng = np.random.default_rng(0)
    found = {}
    for name, value in weights.items():
        own = value if value.grad is None else value.grad
        flat = from_torch(own, name in deep)
        places = rng.integers(0, len(flat), min(SAMPLES, len(flat)))
        found[name] = {"rms": float(np.sqrt((flat**2).mean())), "at": places.tolist(), "values": [float(flat[p]) for p in places]}
    source = f"PyTorch {torch.__version__}, float64"
    options.out.write_text(json.dumps({"source": source, "loss": float(loss), "right": int((logits.argmax(1) == torch.tensor(classes)).sum()), "found": found}))


if __name__ == "__main__":
    main()
