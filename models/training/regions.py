"""Two-stage detection: anchors of one map, the regions proposed there, how a region is read, what a mistake costs."""

from __future__ import annotations

import numpy as np
import torch
from average_precision import MOST
from targets import overlaps
from torch import nn
from torch.nn import functional as F

VARIANCES = np.array([0.1, 0.1, 0.2, 0.2], np.float32)
# A side grows or shrinks at most e to this.
MOST_LOGARITHM = 4.0
# From x, y, w, h, as the outputs have them, to y, x, h, w.
SWAPPED = [1, 0, 3, 2]


def answer_of(graph: dict, kind: str) -> dict:
    return next(answer for answer in graph["answers"] if answer["kind"] == kind)


def placed_anchors(graph: dict) -> np.ndarray:
    """[ymin, xmin, ymax, xmax] of all anchors in pixels, in the order of the outputs: y, x, side."""
    answer = answer_of(graph, "regions")
    rows, columns, _ = graph["ops"][graph["outputs"][answer["scores"]]]["shape"]
    centre, stride = answer["placed"]["centre"], answer["stride"]
    y, x = np.meshgrid((np.arange(rows) + centre) * stride, (np.arange(columns) + centre) * stride, indexing="ij")
    cell = np.array([[-h / 2, -w / 2, h / 2, w / 2] for h, w in answer["placed"]["sides"]])
    return (np.stack([y, x, y, x], -1).reshape(-1, 1, 4) + cell).reshape(-1, 4).astype(np.float32)


def decode(boxes: np.ndarray, deltas: np.ndarray) -> np.ndarray:
    """x, y, w, h at boxes to [ymin, xmin, ymax, xmax]."""
    y, x, h, w = deltas[:, SWAPPED].T
    size = boxes[:, 2:] - boxes[:, :2]
    centre = (boxes[:, 2:] + boxes[:, :2]) / 2 + np.stack([y, x], 1) * size
    half = np.exp(np.clip(np.stack([h, w], 1), -MOST_LOGARITHM, MOST_LOGARITHM)) * size / 2
    return np.concatenate([centre - half, centre + half], 1)


def encode(boxes: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The x, y, w, h that make the targets of the boxes."""
    size, wanted = boxes[:, 2:] - boxes[:, :2], targets[:, 2:] - targets[:, :2]
    shift = ((targets[:, :2] + targets[:, 2:]) - (boxes[:, :2] + boxes[:, 2:])) / 2 / size
    return np.concatenate([shift, np.log(wanted / size)], 1)[:, SWAPPED].astype(np.float32)


def thinned(boxes: np.ndarray, overlap: float, most: int) -> np.ndarray:
    """Places of boxes, best first, that no better one overlaps by more."""
    alive = np.ones(len(boxes), bool)
    above = overlaps(boxes, boxes) > overlap
    kept = []
    for i in range(len(boxes)):
        if alive[i]:
            kept.append(i)
            if len(kept) == most:
                break
            alive &= ~above[i]
    return np.array(kept, np.int64)


def propose(scores: np.ndarray, deltas: np.ndarray, anchors: np.ndarray, size: int, best: int, most: int):
    """One picture's regions, best first: the largest scores, decoded, cut off at the edges, thinned at IoU 0.7."""
    order = np.argsort(-scores, kind="stable")[:best]
    boxes = np.clip(decode(anchors[order], deltas[order]), 0, size)
    real = ((boxes[:, 2:] - boxes[:, :2]) > 0).all(1)
    order, boxes = order[real], boxes[real]
    kept = thinned(boxes, 0.7, most)
    return boxes[kept].astype(np.float32), scores[order[kept]]


class RegionHead(nn.Module):
    """The second graph: regions of a map through its operators, all regions at once."""

    def __init__(self, graph: dict, answer: dict, generator: torch.Generator):
        super().__init__()
        self.graph = graph
        # Regions are given in pixels; a map whose cells are meant by their middles is read half a cell off.
        self.off = answer["placed"]["centre"] * answer["stride"]
        self.parameter_names = [p["name"] for p in graph["parameters"]]
        self.roles = {p["name"]: p["role"] for p in graph["parameters"]}
        self.shapes = {p["name"]: p["shape"] for p in graph["parameters"]}
        self.weights = nn.ParameterDict()
        for name in self.parameter_names:
            value = torch.zeros(tuple(self.shapes[name]))
            if self.roles[name] == "kernel":
                deviation = 0.01 if name.startswith(("head/classes", "head/boxes")) else (2 / self.shapes[name][0]) ** 0.5
                value = torch.randn(tuple(self.shapes[name]), generator=generator) * deviation
            self.weights[name.replace("/", "|")] = nn.Parameter(value)

    def value(self, name: str) -> torch.Tensor:
        return self.weights[name.replace("/", "|")]

    def forward(self, maps: torch.Tensor, owner: torch.Tensor, boxes: torch.Tensor) -> dict[str, torch.Tensor]:
        """Maps [batch, channels, h, w], the picture of each region and its box [ymin, xmin, ymax, xmax]: outputs by name, [region, n]."""
        made: dict[int, torch.Tensor] = {0: maps, 1: boxes - self.off}
        for i, op in enumerate(self.graph["ops"]):
            x = made[op["inputs"][0]] if op["inputs"] else None
            if op["kind"] == "psRoiAlign":
                made[i] = aligned(op, maps, owner, made[1])
            elif op["kind"] == "flatten":
                order = {"cyx": (0, 3, 1, 2), "yxc": (0, 1, 2, 3)}[op["order"]]
                made[i] = x.permute(*order).reshape(len(x), -1)
            elif op["kind"] == "dense":
                made[i] = torch.addmm(self.value(op["bias"]), x, self.value(op["kernel"]))
            elif op["kind"] == "activation" and op["activation"] == "relu":
                made[i] = F.relu(x)
            elif op["kind"] != "input":
                raise ValueError(f"{op['name']}: {op['kind']} cannot be trained here.")
        return {name: made[i] for name, i in self.graph["outputs"].items()}

    def laid(self, name: str, values: np.ndarray) -> np.ndarray:
        """Dense kernels lie here as in the graph, [in, out]."""
        return values

    def export(self) -> dict[str, np.ndarray]:
        return {name: self.value(name).detach().cpu().numpy().astype(np.float32) for name in self.parameter_names}


def aligned(op: dict, maps: torch.Tensor, owner: torch.Tensor, boxes: torch.Tensor) -> torch.Tensor:
    """Position-sensitive region alignment, [region, group, group, channels]; each sample is a weighted sum of four rows of one table."""
    if op["reading"] != "clamped" or op["take"] != "largest":
        raise ValueError(f"{op['name']}: this way of reading regions cannot be trained here.")
    batch, _, height, width = maps.shape
    group, samples = op["group"], op["samples"]
    channels = maps.shape[1] // group**2
    table = maps.reshape(batch, channels, group**2, height, width).permute(0, 2, 3, 4, 1).reshape(-1, channels)
    at = (torch.arange(group * samples, device=maps.device) + 0.5) / samples

    def along(low: torch.Tensor, high: torch.Tensor, cells: int):
        low, high = low * op["scale"], high * op["scale"]
        step = (high - low).clamp(min=op["leastSide"]) / group
        place = low[:, None] + step[:, None] * at
        inside = ((place >= -1) & (place <= cells)).float()
        place = place.clamp(0, cells - 1)
        first = place.floor()
        share = place - first
        first = first.long()
        return first, (first + 1).clamp(max=cells - 1), (1 - share) * inside, share * inside

    y0, y1, v0, v1 = along(boxes[:, 0], boxes[:, 2], height)
    x0, x1, u0, u1 = along(boxes[:, 1], boxes[:, 3], width)
    bins = torch.arange(group * samples, device=maps.device) // samples
    first = (owner[:, None, None] * group**2 + bins[:, None] * group + bins) * (height * width)
    index, weight = [], []
    for y, v in ((y0, v0), (y1, v1)):
        for x, u in ((x0, u0), (x1, u1)):
            index.append(first + y[:, :, None] * width + x[:, None, :])
            weight.append(v[:, :, None] * u[:, None, :])
    read = F.embedding_bag(
        torch.stack(index, -1).reshape(-1, 4), table, per_sample_weights=torch.stack(weight, -1).reshape(-1, 4), mode="sum"
    )
    return read.reshape(len(boxes), group, samples, group, samples, channels).amax((2, 4))


def sampled(rng: np.random.Generator, regions: np.ndarray, boxes: np.ndarray, labels: np.ndarray, nothing: int, count: int, share: float):
    """
    Regions of one picture for the head to learn from: those proposed, the objects themselves and each once more a little off; of them
    `count`, at most a `share` that meets an object by half. Returns boxes, labels (`nothing` for none) and x, y, w, h by variances.
    """
    size = np.tile(boxes[:, 2:] - boxes[:, :2], 2)
    near = boxes + rng.uniform(-0.15, 0.15, boxes.shape).astype(np.float32) * size
    every = np.concatenate([regions, boxes, near]).astype(np.float32)
    every = every[((every[:, 2:] - every[:, :2]) > 1).all(1)]
    if len(boxes) == 0:
        chosen = rng.permutation(len(every))[:count]
        return every[chosen], np.full(len(chosen), nothing), np.zeros((len(chosen), 4), np.float32)
    iou = overlaps(every, boxes)
    owner, best = iou.argmax(1), iou.max(1)
    positive = rng.permutation(np.flatnonzero(best >= 0.5))[: int(count * share)]
    negative = rng.permutation(np.flatnonzero(best < 0.5))[: count - len(positive)]
    chosen = np.concatenate([positive, negative])
    wanted = np.zeros((len(chosen), 4), np.float32)
    wanted[: len(positive)] = encode(every[positive], boxes[owner[positive]]) / VARIANCES
    kinds = np.full(len(chosen), nothing)
    kinds[: len(positive)] = labels[owner[positive]]
    return every[chosen], kinds, wanted


def judged(regions: np.ndarray, logits: np.ndarray, deltas: np.ndarray, size: int, least: float = 0.001):
    """One picture's boxes, scores and labels: softmax, the region moved, suppressed within each class at IoU 0.5."""
    powers = np.exp((logits - logits.max(1, keepdims=True)).astype(np.float64))
    scores = (powers / powers.sum(1, keepdims=True))[:, :-1]
    moved = np.clip(decode(regions, deltas * VARIANCES), 0, size)
    region, label = np.nonzero((scores > least) & ((moved[:, 2:] - moved[:, :2]) > 0).all(1)[:, None])
    value = scores[region, label]
    order = np.argsort(-value, kind="stable")
    region, label, value = region[order], label[order], value[order]
    kept = []
    for c in np.unique(label):
        mine = np.flatnonzero(label == c)
        kept.append(mine[thinned(moved[region[mine]], 0.5, MOST)])
    kept = np.sort(np.concatenate(kept))[:MOST] if kept else np.empty(0, np.int64)
    return moved[region[kept]], value[kept], label[kept]
