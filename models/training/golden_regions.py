"""What PyTorch makes of a shipped two-stage detector on a few scenes, for a test to compare with: the regions proposed, and the boxes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from backbone import openvino_backbone
from evaluate_regions import load
from regions import judged, propose
from weights import read_safetensors


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--graph", type=Path, required=True, help="the folded graph")
    parser.add_argument("--region", type=Path, required=True, help="the folded graph of a region")
    parser.add_argument("--weights", type=Path, required=True, help="the detector's own, as they ship")
    parser.add_argument("--backbone", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True, help="RGB bytes, one picture after another")
    parser.add_argument("--seeds", required=True)
    parser.add_argument("--best", type=int, default=600, help="anchors that enter suppression")
    parser.add_argument("--kept", type=int, required=True, help="regions that reach the second stage")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    graph, region = (json.loads(path.read_text()) for path in (options.graph, options.region))
    size = graph["ops"][0]["shape"][0]
    pictures = np.fromfile(options.pictures, np.uint8).reshape(-1, size, size, 3)
    run = openvino_backbone(graph, read_safetensors(options.backbone), 1, exact=True)
    network = load(size, graph, region, options.weights, torch.device("cpu"))
    scenes = []
    for seed, picture in zip(options.seeds.split(","), pictures, strict=True):
        with torch.inference_mode():
            scores, deltas, thin = network.proposed([torch.from_numpy(m) for m in run(picture[None])])
            boxes, logits = propose(scores[0, :, 0].numpy(), deltas[0].numpy(), network.anchors, size, options.best, options.kept)
            outputs = network.second(thin, torch.zeros(len(boxes), dtype=torch.long), torch.from_numpy(boxes))
        found = judged(boxes, outputs["head/classes"].numpy(), outputs["head/boxes"].numpy(), size, least=0.05)
        scenes.append(
            {
                "seed": int(seed),
                "regions": [
                    {"logit": round(float(s), 4), "box": [round(float(v), 3) for v in b]} for b, s in zip(boxes[:10], logits)
                ],
                "boxes": [
                    {"label": int(c), "score": round(float(s), 5), "box": [round(float(v), 3) for v in b]}
                    for b, s, c in zip(*found)
                ],
            }
        )
    source = f"OpenVINO (backbone) and PyTorch {torch.__version__} (both stages), weights as shipped"
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps({"source": source, "network": graph["name"], "size": size, "scenes": scenes}))


if __name__ == "__main__":
    main()
