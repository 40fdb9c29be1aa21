"""COCO's average precision and the boxes it is computed from."""

from __future__ import annotations

import numpy as np
from targets import overlaps

THRESHOLDS = np.linspace(0.5, 0.95, 10)
RECALLS = np.linspace(0, 1, 101)
AREAS = {"all": (0, 1e10), "small": (0, 32**2), "medium": (32**2, 96**2), "large": (96**2, 1e10)}
MOST = 100


def decode(all_anchors: np.ndarray, regressions: np.ndarray) -> np.ndarray:
    """ty, tx, th, tw at anchors to [ymin, xmin, ymax, xmax]."""
    size = all_anchors[:, 2:] - all_anchors[:, :2]
    centre = (all_anchors[:, 2:] + all_anchors[:, :2]) / 2 + regressions[:, :2] * size
    half = np.exp(np.clip(regressions[:, 2:], None, 20)) * size / 2
    return np.concatenate([centre - half, centre + half], 1)


def detect(logits, regressions, all_anchors, size, candidates=5000, least=0.001, most=MOST):
    """One picture's boxes: the largest logits, decoded, clipped, suppressed within each class at IoU 0.5. Returns boxes, scores, labels."""
    flat = logits.reshape(-1)
    least_logit = np.log(least / (1 - least))
    order = np.flatnonzero(flat > least_logit)
    if len(order) > candidates:
        order = order[np.argpartition(-flat[order], candidates)[:candidates]]
    order = order[np.argsort(-flat[order], kind="stable")]
    anchor, label = np.divmod(order, logits.shape[1])
    boxes = np.clip(decode(all_anchors[anchor], regressions[anchor]), 0, size)
    scores = 1 / (1 + np.exp(-flat[order].astype(np.float64)))
    kept = []
    for c in np.unique(label):
        mine = np.flatnonzero(label == c)
        while len(mine):
            kept.append(mine[0])
            if len(mine) == 1:
                break
            mine = mine[1:][overlaps(boxes[mine[:1]], boxes[mine[1:]])[0] <= 0.5]
    kept = np.sort(np.array(kept, np.int64))[:most]
    return boxes[kept], scores[kept], label[kept]


def match_scene(found, truth, low, high):
    """One scene and class as pycocotools matches it: for each threshold and detection, matched and ignored; objects that count."""
    boxes, scores = found
    order = np.argsort(-scores, kind="mergesort")[:MOST]
    boxes, scores = boxes[order], scores[order]
    area = (truth[:, 2] - truth[:, 0]) * (truth[:, 3] - truth[:, 1])
    ignored = (area < low) | (area > high)
    truth_order = np.argsort(ignored, kind="mergesort")
    truth, ignored = truth[truth_order], ignored[truth_order]
    matched = np.zeros((len(THRESHOLDS), len(boxes)), bool)
    skip = np.zeros_like(matched)
    iou = overlaps(boxes, truth) if len(boxes) and len(truth) else np.zeros((len(boxes), len(truth)))
    for t, threshold in enumerate(THRESHOLDS):
        taken = np.zeros(len(truth), bool)
        for d in range(len(boxes)):
            best, at = min(threshold, 1 - 1e-10), -1
            for g in range(len(truth)):
                if taken[g]:
                    continue
                if at > -1 and not ignored[at] and ignored[g]:
                    break
                if iou[d, g] < best:
                    continue
                best, at = iou[d, g], g
            if at > -1:
                taken[at] = True
                matched[t, d] = True
                skip[t, d] = ignored[at]
    found_area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    skip |= ~matched & ((found_area < low) | (found_area > high))[None]
    return scores, matched, skip, int((~ignored).sum())


def average_precision(scenes: list[tuple], classes: int) -> dict[str, float]:
    """`scenes`: (found boxes, scores, labels, true boxes, true labels). AP, AP50, AP75 and AP by area; NaN where no object counts."""
    results = {}
    for name, (low, high) in AREAS.items():
        per_class = []
        for c in range(classes):
            parts = [
                match_scene((boxes[labels == c], scores[labels == c]), truth[true_labels == c], low, high)
                for boxes, scores, labels, truth, true_labels in scenes
                if (labels == c).any() or (true_labels == c).any()
            ]
            objects = sum(part[3] for part in parts)
            if objects == 0:
                continue
            scores = np.concatenate([part[0] for part in parts])
            order = np.argsort(-scores, kind="mergesort")
            matched = np.concatenate([part[1] for part in parts], 1)[:, order]
            skip = np.concatenate([part[2] for part in parts], 1)[:, order]
            per_class.append([curve(matched[t], skip[t], objects) for t in range(len(THRESHOLDS))])
        table = np.array(per_class) if per_class else np.full((1, len(THRESHOLDS)), np.nan)
        results["AP" if name == "all" else f"AP {name}"] = float(table.mean())
        if name == "all":
            results["AP50"], results["AP75"] = float(table[:, 0].mean()), float(table[:, 5].mean())
    return results


def curve(matched: np.ndarray, skip: np.ndarray, objects: int) -> float:
    """Mean precision at 101 recalls of one class and threshold."""
    right = np.cumsum(matched & ~skip).astype(float)
    wrong = np.cumsum(~matched & ~skip).astype(float)
    recall = right / objects
    precision = right / np.maximum(right + wrong, np.spacing(1))
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    at = np.searchsorted(recall, RECALLS, side="left")
    return float(np.where(at < len(precision), precision[np.minimum(at, len(precision) - 1)], 0).mean()) if len(precision) else 0.0
