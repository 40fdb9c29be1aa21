"""What PyTorch makes of a shipped checkpoint on a few scenes, for a test to compare with: sampled logits and regressions, boxes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from average_precision import detect
from backbone import openvino_backbone
from network import TrainedPart, to_torch
from targets import anchors
from weights import read_safetensors

SAMPLES = 60


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--graph", type=Path, required=True, help="the folded graph")
    parser.add_argument("--weights", type=Path, required=True, help="the detector's own, as they ship")
    parser.add_argument("--backbone", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True, help="RGB bytes, one picture after another")
    parser.add_argument("--anchor-scale", type=float, default=4)
    parser.add_argument("--seeds", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    graph = json.loads(options.graph.read_text())
    size = graph["ops"][0]["shape"][0]
    pictures = np.fromfile(options.pictures, np.uint8).reshape(-1, size, size, 3)
    maps = openvino_backbone(graph, read_safetensors(options.backbone), len(pictures), exact=True)(pictures)
    network = TrainedPart({size: graph}, torch.Generator().manual_seed(0)).eval()
    shipped = read_safetensors(options.weights)
    with torch.no_grad():
        for name in network.parameter_names:
            values = shipped[name].astype(np.float32)
            network.value(name).copy_(torch.from_numpy(to_torch(values, network.shapes[name])))
        logits, regressions = (y.numpy() for y in network(size, [torch.from_numpy(m) for m in maps]))
    rng = np.random.default_rng(0)
    scenes = []
    for seed, own_logits, own_regressions in zip(options.seeds.split(","), logits, regressions, strict=True):
        # Half of the places by chance, half where the network answers loudest.
        loud = np.argsort(-own_logits.max(1))[: SAMPLES // 2]
        places = np.concatenate([loud, rng.integers(0, len(own_logits), SAMPLES // 2)])
        boxes, scores, labels = detect(own_logits, own_regressions, anchors(size, options.anchor_scale), size, least=0.05)
        scenes.append(
            {
                "seed": int(seed),
                "anchors": places.tolist(),
                "logits": [[round(float(v), 5) for v in own_logits[a]] for a in places],
                "regressions": [[round(float(v), 6) for v in own_regressions[a]] for a in places],
                "logits rms": float(np.sqrt((own_logits**2).mean())),
                "regressions rms": float(np.sqrt((own_regressions**2).mean())),
                "boxes": [
                    {"label": int(c), "score": round(float(s), 5), "box": [round(float(v), 3) for v in b]}
                    for b, s, c in zip(boxes, scores, labels)
                ],
            }
        )
    source = f"OpenVINO (backbone) and PyTorch {torch.__version__} (neck and heads), weights as shipped"
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps({"source": source, "network": graph["name"], "size": size, "scenes": scenes}))


if __name__ == "__main__":
    main()
