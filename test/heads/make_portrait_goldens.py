"""Makes regressions-on-portraits.json and precision-recall.json with scikit-learn 1.9, from the project's root:
node test/heads/dump-portrait-features.ts > sets.json; python test/heads/make_portrait_goldens.py sets.json"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.preprocessing import StandardScaler

here = Path(__file__).parent
decay = 1e-3


def regression(each):
    features = np.array(each["features"], np.float64).reshape(-1, each["width"])
    labels = np.array(each["labels"])
    rows = StandardScaler().fit_transform(features)
    model = LogisticRegression(C=1 / (decay * len(rows)), tol=1e-10, max_iter=100_000).fit(rows, labels)
    return {"decay": decay, "probabilities": np.round(model.predict_proba(rows), 8).ravel().tolist()}


def curves():
    draw = np.random.default_rng(2026)
    cases = []
    for count in (1, 2, 7, 30, 200):
        for tie in (2, 20, 10_000):
            positive = draw.random(count) < 0.3
            positive[0] = True
            score = np.round(np.clip(draw.random(count) * 0.7 + 0.3 * positive, 0, 1) * tie) / tie
            precision, recall, thresholds = precision_recall_curve(positive, score)
            cases.append(
                {
                    "score": score.tolist(),
                    "positive": positive.tolist(),
                    # scikit-learn ends with a point (1, 0) that belongs to no threshold.
                    "precision": precision[:-1].tolist(),
                    "recall": recall[:-1].tolist(),
                    "thresholds": thresholds.tolist(),
                    "average": float(average_precision_score(positive, score)),
                }
            )
    return cases


sets = json.loads(Path(sys.argv[1]).read_text())
write = lambda name, value: (here / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")
write("regressions-on-portraits.json", [regression(each) for each in sets])
write("precision-recall.json", curves())
