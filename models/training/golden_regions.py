"""What PyTorch makes of a shipped two-stage detector on a few scenes, for a test to compare with: the regions proposed, and the boxes."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from backbone import openvino_backbone
from evaluate_regions import load
from goldens import Golden, boxes_told, options_here
from regions import judged, propose
from weights import read_safetensors


def main() -> None:
    parser = options_here()
    parser.add_argument("--region", type=Path, required=True, help="the folded graph of a region")
    parser.add_argument("--best", type=int, default=600, help="anchors that enter suppression")
    parser.add_argument("--kept", type=int, required=True, help="regions that reach the second stage")
    options = parser.parse_args()
    golden = Golden(options)
    graph, size = golden.graph, golden.size
    run = openvino_backbone(graph, read_safetensors(options.backbone), 1, exact=True)
    network = load(size, graph, json.loads(options.region.read_text()), options.weights, torch.device("cpu"))
    scenes = []
    for seed, picture in zip(golden.seeds, golden.pictures, strict=True):
        with torch.inference_mode():
            scores, deltas, thin = network.proposed([torch.from_numpy(m) for m in run(picture[None])])
            boxes, logits = propose(scores[0, :, 0].numpy(), deltas[0].numpy(), network.anchors, size, options.best, options.kept)
            outputs = network.second(thin, torch.zeros(len(boxes), dtype=torch.long), torch.from_numpy(boxes))
        found = judged(boxes, outputs["head/classes"].numpy(), outputs["head/boxes"].numpy(), size, least=0.05)
        scenes.append(
            {
                "seed": seed,
                "regions": [
                    {"logit": round(float(s), 4), "box": [round(float(v), 3) for v in b]} for b, s in zip(boxes[:10], logits)
                ],
                "boxes": boxes_told(*found),
            }
        )
    golden.write(f"OpenVINO (backbone) and PyTorch {torch.__version__} (both stages), weights as shipped", scenes)


if __name__ == "__main__":
    main()
