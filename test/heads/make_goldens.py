"""Makes judgements.json and regressions.json with scikit-learn 1.9: python make_goldens.py (needs scikit-learn and numpy)."""

import json
import random
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, confusion_matrix

here = Path(__file__).parent


def judgements():
    """200 random tables, from two classes to nine; some classes are never predicted, some never true."""
    draw = random.Random(2026)
    tables = []
    for _ in range(200):
        names = draw.sample(["cat", "Dog", "ox", "öl", "bus", "z 1", "z 10", "é", "a,b", "犬"], draw.randint(2, 9))
        true_of = names if draw.random() < 0.6 else draw.sample(names, draw.randint(1, len(names)))
        said_of = names if draw.random() < 0.6 else draw.sample(names, draw.randint(1, len(names)))
        skill = draw.random()
        truth, said = [], []
        for _ in range(draw.randint(1, 40)):
            is_so = draw.choice(true_of)
            truth.append(is_so)
            said.append(is_so if is_so in said_of and draw.random() < skill else draw.choice(said_of))
        classes = sorted(set(truth) | set(said))
        report = classification_report(truth, said, labels=classes, output_dict=True, zero_division=0)
        tables.append(
            {
                "truth": truth,
                "prediction": said,
                "classes": classes,
                "confusion": confusion_matrix(truth, said, labels=classes).tolist(),
                "accuracy": float(np.mean(np.array(truth) == np.array(said))),
                "perClass": [{k: float(v) for k, v in report[name].items()} for name in classes],
                "macro": {k: float(v) for k, v in report["macro avg"].items()},
                "weighted": {k: float(v) for k, v in report["weighted avg"].items()},
            }
        )
    return tables


def value(which, i):
    """The hash of test/goldens/README.md's seeded values, in -1 … 1."""
    mask = 0xFFFFFFFF
    h = (which * 0x9E3779B1 + i * 0x85EBCA77) & mask
    h ^= h >> 16
    h = h * 0x85EBCA6B & mask
    h ^= h >> 13
    h = h * 0xC2B2AE35 & mask
    h ^= h >> 16
    return 2 * h / 2**32 - 1


def features(which, count, width, classes):
    """Noise, and a push along a few features that depends on the class."""
    rows = np.zeros((count, width), np.float32)
    for p in range(count):
        label = p * p % classes
        for f in range(width):
            push = 0.6 if f % classes == label else 0.0
            rows[p, f] = np.float32(value(which, p * width + f) + push)
    return rows, np.array([p * p % classes for p in range(count)])


def regressions():
    cases = []
    for which, (count, width, classes, decay) in enumerate(
        [(150, 24, 3, 0.01), (90, 40, 2, 0.001), (200, 12, 5, 0.1)], start=1
    ):
        rows, labels = features(which, count, width, classes)
        used = sorted(set(labels.tolist()))
        labels = np.array([used.index(label) for label in labels.tolist()])
        model = LogisticRegression(C=1 / (decay * count), tol=1e-12, max_iter=100_000)
        if len(used) == 2:
            # scikit-learn has one row for two classes; two symmetric rows carry half of it each and pay half its penalty.
            model = LogisticRegression(C=2 / (decay * count), tol=1e-12, max_iter=100_000)
        model.fit(rows.astype(np.float64), labels)
        cases.append(
            {
                "which": which,
                "count": count,
                "width": width,
                "classes": classes,
                "used": used,
                "decay": decay,
                "probabilities": np.round(model.predict_proba(rows.astype(np.float64)), 9).ravel().tolist(),
            }
        )
    return cases


(here / "judgements.json").write_text(json.dumps(judgements(), ensure_ascii=False, separators=(",", ":")) + "\n")
(here / "regressions.json").write_text(json.dumps(regressions(), separators=(",", ":")) + "\n")
