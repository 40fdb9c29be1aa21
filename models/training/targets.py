"""Anchors, what each of them should answer, and what the answers cost."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional as F

RATIOS = (1.0, 2.0, 0.5)
SCALES = (1.0, 2 ** (1 / 3), 2 ** (2 / 3))


def anchors(size: int, anchor_scale: float, levels: range = range(3, 8)) -> np.ndarray:
    """[ymin, xmin, ymax, xmax] of all anchors in pixels; order: level, y, x, scale, ratio (width over height)."""
    boxes = []
    cells = size
    for level in range(1, levels.stop):
        cells = -(-cells // 2)
        if level not in levels:
            continue
        stride = size / cells
        y, x = np.meshgrid((np.arange(cells) + 0.5) * stride, (np.arange(cells) + 0.5) * stride, indexing="ij")
        shapes = [(anchor_scale * stride * s / r**0.5, anchor_scale * stride * s * r**0.5) for s in SCALES for r in RATIOS]
        cell = np.array([[-h / 2, -w / 2, h / 2, w / 2] for h, w in shapes])
        centres = np.stack([y, x, y, x], -1).reshape(-1, 1, 4)
        boxes.append((centres + cell).reshape(-1, 4))
    return np.concatenate(boxes).astype(np.float32)


def overlaps(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Intersection over union of every box of `a` with every one of `b`."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    common = np.clip(high - low, 0, None).prod(-1)
    area_a = (a[:, 2:] - a[:, :2]).prod(-1)
    area_b = (b[:, 2:] - b[:, :2]).prod(-1)
    return common / np.maximum(area_a[:, None] + area_b[None] - common, 1e-12)


def match(all_anchors: np.ndarray, boxes: np.ndarray, labels: np.ndarray):
    """Anchors that should answer: IoU of 0.5 or more, and the best of each object. Returns indices, labels, regressions."""
    if len(boxes) == 0:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, 4), np.float32)
    iou = overlaps(all_anchors, boxes.astype(np.float32))
    owner = iou.argmax(1)
    positive = iou.max(1) >= 0.5
    best = iou.argmax(0)
    positive[best] = True
    owner[best] = np.arange(len(boxes))
    index = np.flatnonzero(positive)
    anchor, box = all_anchors[index], boxes[owner[index]].astype(np.float32)
    anchor_size, box_size = anchor[:, 2:] - anchor[:, :2], box[:, 2:] - box[:, :2]
    shift = ((box[:, :2] + box[:, 2:]) - (anchor[:, :2] + anchor[:, 2:])) / 2 / anchor_size
    return index, labels[owner[index]], np.concatenate([shift, np.log(box_size / anchor_size)], 1).astype(np.float32)


class NegativeFocal(torch.autograd.Function):
    """Sum over all logits of (1 − α) σ(x)^1.5 · softplus(x): the focal loss of anchors that should answer nothing."""

    @staticmethod
    def forward(ctx, logits: torch.Tensor, weight: float) -> torch.Tensor:
        p = torch.sigmoid(logits)
        soft = F.softplus(logits)
        power = p * p.sqrt()
        # d/dx p^1.5·s = 1.5·p^1.5·(1 − p)·s + p^1.5·p
        gradient = power * (1.5 * (1 - p) * soft + p)
        ctx.save_for_backward(gradient.mul_(weight))
        return power.mul_(soft).sum() * weight

    @staticmethod
    def backward(ctx, upstream: torch.Tensor):
        (gradient,) = ctx.saved_tensors
        return gradient * upstream, None


def losses(logits, regressions, index, labels, wanted, alpha=0.25, gamma=1.5, delta=0.1):
    """Class loss and box loss of a batch. `index` counts anchors over the whole batch; a batch without objects counts as one."""
    positives = max(1, len(index))
    classes = logits.shape[-1]
    flat = logits.reshape(-1, classes)
    picked = flat[index, labels]
    p = torch.sigmoid(picked)
    right = alpha * (1 - p) ** gamma * F.softplus(-picked)
    wrong = (1 - alpha) * p**gamma * F.softplus(picked)
    class_loss = (NegativeFocal.apply(flat, 1 - alpha) + (right - wrong).sum()) / positives
    box_loss = F.huber_loss(regressions.reshape(-1, 4)[index], wanted, reduction="sum", delta=delta) / delta
    return class_loss, box_loss / (4 * positives)
