"""What scikit-learn says of masks, and what PyTorch makes of coarse logits: `python test/pixels/make_golden.py`.

Neither masks nor logits are stored: they are made of integers that both sides can make (see `value`).
"""

import json
from pathlib import Path

import numpy as np
import sklearn
import torch
from sklearn.metrics import confusion_matrix, jaccard_score
from torch.nn import functional as F

CLASSES, SIDE = 13, 48


def value(seed: int, count: int) -> np.ndarray:
    """32 bits a pixel: MurmurHash3's finalizer over seed * 0x9E3779B1 + i * 0x85EBCA77."""
    h = (np.arange(count, dtype=np.uint64) * 0x85EBCA77 + seed * 0x9E3779B1) & 0xFFFFFFFF
    h ^= h >> 16
    h = h * 0x85EBCA6B & 0xFFFFFFFF
    h ^= h >> 13
    h = h * 0xC2B2AE35 & 0xFFFFFFFF
    return h ^ (h >> 16)


def picture(p: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Truth and what was found: two thirds of the pixels are background, four fifths are named right."""
    bits = value(p, SIDE * SIDE)
    truth = np.where(bits % 3 < 2, 0, bits // 3 % classes)
    other = value(1000 + p, SIDE * SIDE)
    return truth, np.where(other % 5 < 4, truth, other // 5 % classes)


def segments() -> list[dict]:
    """Classes, probabilities and logits of pixels, of logits [h, w, classes] enlarged bilinearly (align_corners=False)."""
    rows = []
    for seed, shape, size in ((5000, (6, 5, 4), (48, 40)), (5001, (4, 4, 13), (37, 50)), (5002, (8, 8, 3), (8, 8))):
        count = int(np.prod(shape))
        logits = (value(seed, count) / 2**32 * 8 - 4).astype(np.float32).reshape(shape)
        big = F.interpolate(torch.from_numpy(logits).double().permute(2, 0, 1)[None], size=size, mode="bilinear", align_corners=False)[0]
        best = big.softmax(0).max(0)
        places = [[int(v) for v in divmod(int(i) % (size[0] * size[1]), size[1])] for i in value(seed + 100, 40)]
        rows.append(
            {
                "seed": seed,
                "shape": shape,
                "size": size,
                "classes": "".join("%x" % int(c) for c in best.indices.reshape(-1)),
                "certainty": float(best.values.sum()),
                "pixels": [{"at": [y, x], "certainty": float(best.values[y, x]), "logits": big[:, y, x].tolist()} for y, x in places],
            }
        )
    return rows


def main() -> None:
    torch_rows = {"source": f"PyTorch {torch.__version__.split('+')[0]}: interpolate, softmax", "rows": segments()}
    (Path(__file__).parent / "segments.json").write_text(json.dumps(torch_rows) + "\n")
    rows = []
    # The last row has classes that are neither there nor found.
    for pictures, classes in ((range(1), 13), (range(7), 13), (range(3, 25), 12), (range(2), 4)):
        pairs = [picture(p, classes) for p in pictures]
        truth, found = (np.concatenate(part) for part in zip(*pairs))
        matrix = confusion_matrix(truth, found, labels=np.arange(CLASSES))
        there = np.unique(np.concatenate([truth, found]))
        scores = jaccard_score(truth, found, labels=there, average=None)
        iou = [None] * CLASSES
        for c, score in zip(there, scores):
            iou[int(c)] = float(score)
        right = float(np.trace(matrix) / matrix.sum())
        rows.append({"pictures": list(pictures), "classes": classes, "matrix": matrix.tolist(), "iou": iou, "miou": float(np.mean(scores)), "right": right})
    out = {"source": f"scikit-learn {sklearn.__version__}: confusion_matrix, jaccard_score", "side": SIDE, "classes": CLASSES, "rows": rows}
    (Path(__file__).parent / "mean-iou.json").write_text(json.dumps(out) + "\n")


if __name__ == "__main__":
    main()
