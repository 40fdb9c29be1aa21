"""Scenes with the class of each pixel, what a mistaken pixel costs, and mean intersection over union."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from data import Part
from torch.nn import functional as F


class PixelPart(Part):
    """One painted and cached file of scenes, with its masks."""

    def __init__(self, path: Path, graph: dict, cached: dict | None = None):
        super().__init__(path, graph, None, cached)
        side = graph["ops"][0]["shape"][0]
        self.masks = np.memmap(path.with_suffix(".mask"), np.uint8, "r").reshape(len(self.scenes), side, side)


def enlarging(side: int, cells: int) -> torch.Tensor:
    """[side, cells]: how much of each cell a pixel reads along one axis, bilinearly, cells and pixels meeting at their edges."""
    return F.interpolate(torch.eye(cells)[:, None], size=side, mode="linear", align_corners=False)[:, 0].T.contiguous()


def enlarged(logits: torch.Tensor, rows: torch.Tensor, columns: torch.Tensor) -> torch.Tensor:
    """Logits [batch, classes, h, w] at pixels: `rows` and `columns` are rows of `enlarging`."""
    return rows @ logits @ columns.T


def shares(masks: np.ndarray, classes: int) -> np.ndarray:
    """Each class's share of the pixels."""
    return np.bincount(masks.reshape(-1), minlength=classes) / masks.size


def confusion(truth: np.ndarray, found: np.ndarray, classes: int) -> np.ndarray:
    """[true class, found class]: pixels."""
    both = truth.reshape(-1).astype(np.int64) * classes + found.reshape(-1)
    return np.bincount(both, minlength=classes * classes).reshape(classes, classes)


def intersection_over_union(pixels: np.ndarray) -> np.ndarray:
    """Of each class, from a confusion matrix; NaN for a class that is neither there nor found."""
    hit = np.diagonal(pixels).astype(float)
    either = pixels.sum(0) + pixels.sum(1) - hit
    return np.where(either > 0, hit / np.maximum(either, 1), np.nan)


def logits_of(network, parts: list[PixelPart], size: int, device):
    """Batches of rows of a part, and their logits [batch, classes, h, w]."""
    batch = 10
    with torch.inference_mode():
        for part in parts:
            for first in range(0, len(part.scenes), batch):
                rows = range(first, min(first + batch, len(part.scenes)))
                maps = [m.to(device).contiguous(memory_format=torch.channels_last) for m in part.maps_of(rows)]
                yield part, rows, network.outputs(size, maps)["pixelHead"].float()


def confusions(network, parts: list[PixelPart], size: int, classes: int, device, biases=(0.0,)) -> np.ndarray:
    """[bias, scene, true class, found class] over all scenes; a pixel is the class of its largest logit, once a bias is added."""
    every: list[list[np.ndarray]] = [[] for _ in biases]
    for part, rows, logits in logits_of(network, parts, size, device):
        reads = enlarging(size, logits.shape[2]).to(device)
        big = enlarged(logits, reads, reads)
        for each, bias in zip(every, biases):
            shift = torch.as_tensor(bias, dtype=torch.float32, device=device)
            found = (big + shift.reshape(-1, 1, 1)).argmax(1).cpu().numpy()
            each += [confusion(part.masks[row], found[b], classes) for b, row in enumerate(rows)]
    return np.array(every)
