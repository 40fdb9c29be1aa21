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
    reach = iou.max(1, initial=0)
    for t, threshold in enumerate(THRESHOLDS):
        taken = np.zeros(len(truth), bool)
        for d in np.flatnonzero(reach >= min(threshold, 1 - 1e-10)):
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


class Matches:
    """All scenes matched once for one area range; precision can then be read for any weighting of the scenes."""

    def __init__(self, scenes: list[tuple], classes: int, area: str):
        low, high = AREAS[area]
        self.classes = []
        for c in range(classes):
            scores, matched, skip, scene, objects = [np.empty(0)], [np.empty((10, 0), bool)], [np.empty((10, 0), bool)], [], np.zeros(len(scenes))
            for number, (boxes, all_scores, labels, truth, true_labels) in enumerate(scenes):
                if not ((labels == c).any() or (true_labels == c).any()):
                    continue
                found = (boxes[labels == c], all_scores[labels == c])
                own = match_scene(found, truth[true_labels == c], low, high)
                scores.append(own[0])
                matched.append(own[1])
                skip.append(own[2])
                scene += [number] * len(own[0])
                objects[number] = own[3]
            joined = np.concatenate(scores)
            order = np.argsort(-joined, kind="mergesort")
            right = np.concatenate(matched, 1)[:, order]
            left_out = np.concatenate(skip, 1)[:, order]
            self.classes.append((right & ~left_out, ~right & ~left_out, np.array(scene, int)[order], objects))

    def table(self, weights: np.ndarray) -> np.ndarray:
        """Average precision of [class, threshold], classes without objects left out; `weights` says how often each scene counts."""
        rows = []
        for right, wrong, scene, objects in self.classes:
            total = (objects * weights).sum()
            if total > 0:
                times = weights[scene]
                rows.append([curve(right[t] * times, wrong[t] * times, total) for t in range(len(THRESHOLDS))])
        return np.array(rows) if rows else np.full((1, len(THRESHOLDS)), np.nan)


def average_precision(scenes: list[tuple], classes: int, draws: int = 0, areas=tuple(AREAS)) -> dict[str, float]:
    """`scenes`: (found boxes, scores, labels, true boxes, true labels). AP, AP50, AP75, AP by area (NaN where no object counts), and
    with `draws` the 95 % interval of AP over the scenes by the basic bootstrap, as models/answers/bootstrap.ts makes it."""
    results: dict = {}
    ones = np.ones(len(scenes))
    for area in areas:
        matches = Matches(scenes, classes, area)
        table = matches.table(ones)
        results["AP" if area == "all" else f"AP {area}"] = float(table.mean())
        if area == "all":
            results["AP50"], results["AP75"] = float(table[:, 0].mean()), float(table[:, 5].mean())
            if draws:
                drawn = [matches.table(copies(len(scenes), draw)).mean() for draw in range(draws)]
                low, high = np.quantile(drawn, [0.025, 0.975])
                # Reflected at the estimate: a scene drawn twice agrees with itself, so what is drawn lies above it.
                results["interval"] = [float(2 * table.mean() - high), float(2 * table.mean() - low)]
                results["bootstrap"] = {"method": "basic", "draws": draws, "over": "scenes"}
                results["by class"] = [float(row.mean()) for row in table]
    return results


def copies(scenes: int, draw: int) -> np.ndarray:
    """As many scenes as there are, drawn with replacement: how often each comes; the draws of models/answers/bootstrap.ts."""
    start = int(mixed(np.array([draw + 1], np.uint32))[0])
    places = (np.arange(1, scenes + 1, dtype=np.uint64) * 0x9E3779B1 + start) & 0xFFFFFFFF
    chosen = np.floor(mixed(places.astype(np.uint32)) / 2**32 * scenes).astype(np.int64)
    return np.bincount(chosen, minlength=scenes).astype(float)


def mixed(values: np.ndarray) -> np.ndarray:
    """MurmurHash3's finalizer: 32 bits of which each depends on every bit of the value."""
    h = values.astype(np.uint32)
    h = (h ^ (h >> 16)) * np.uint32(0x85EBCA6B)
    h = (h ^ (h >> 13)) * np.uint32(0xC2B2AE35)
    return h ^ (h >> 16)


def curve(right: np.ndarray, wrong: np.ndarray, objects: float) -> float:
    """Mean precision at 101 recalls of one class and threshold."""
    if len(right) == 0:
        return 0.0
    right, wrong = np.cumsum(right, dtype=float), np.cumsum(wrong, dtype=float)
    precision = right / np.maximum(right + wrong, np.spacing(1))
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    at = np.searchsorted(right / objects, RECALLS, side="left")
    return float(np.where(at < len(precision), precision[np.minimum(at, len(precision) - 1)], 0).mean())
