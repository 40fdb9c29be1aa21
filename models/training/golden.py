"""What PyTorch makes of a shipped checkpoint on a few scenes, for a test to compare with: sampled logits and regressions, boxes."""

from __future__ import annotations

import numpy as np
import torch
from average_precision import detect
from backbone import openvino_backbone
from goldens import Golden, boxes_told, options_here
from network import TrainedPart, filled
from targets import anchors
from weights import read_safetensors

SAMPLES = 60


def main() -> None:
    parser = options_here()
    parser.add_argument("--anchor-scale", type=float, default=4)
    options = parser.parse_args()
    golden = Golden(options)
    graph, size, pictures = golden.graph, golden.size, golden.pictures
    maps = openvino_backbone(graph, read_safetensors(options.backbone), len(pictures), exact=True)(pictures)
    network = filled(TrainedPart({size: graph}, torch.Generator().manual_seed(0)).eval(), options.weights)
    with torch.no_grad():
        logits, regressions = (y.numpy() for y in network(size, [torch.from_numpy(m) for m in maps]))
    rng = np.random.default_rng(0)
    scenes = []
    for seed, own_logits, own_regressions in zip(golden.seeds, logits, regressions, strict=True):
        # Half of the places by chance, half where the network answers loudest.
        loud = np.argsort(-own_logits.max(1))[: SAMPLES // 2]
        places = np.concatenate([loud, rng.integers(0, len(own_logits), SAMPLES // 2)])
        found = detect(own_logits, own_regressions, anchors(size, options.anchor_scale), size, least=0.05)
        scenes.append(
            {
                "seed": seed,
                "anchors": places.tolist(),
                "logits": [[round(float(v), 5) for v in own_logits[a]] for a in places],
                "regressions": [[round(float(v), 6) for v in own_regressions[a]] for a in places],
                "logits rms": float(np.sqrt((own_logits**2).mean())),
                "regressions rms": float(np.sqrt((own_regressions**2).mean())),
                "boxes": boxes_told(*found),
            }
        )
    golden.write(f"OpenVINO (backbone) and PyTorch {torch.__version__} (neck and heads), weights as shipped", scenes)


if __name__ == "__main__":
    main()
