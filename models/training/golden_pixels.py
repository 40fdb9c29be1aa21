"""What PyTorch makes of a shipped network that names pixels, on a few scenes, for a test to compare with."""

from __future__ import annotations

import numpy as np
import torch
from backbone import boundary, computed, normalized, openvino_backbone
from goldens import Golden, options_here
from network import TrainedPart, filled
from pixels import enlarged, enlarging
from weights import read_safetensors

SAMPLES = 60


def main() -> None:
    options = options_here().parse_args()
    golden = Golden(options)
    graph, size, pictures = golden.graph, golden.size, golden.pictures
    stands = bool(computed(graph))
    maps = openvino_backbone(graph, read_safetensors(options.backbone), len(pictures), exact=True)(pictures) if stands else []
    if computed(graph) != boundary(graph):
        maps = [normalized(pictures).transpose(0, 3, 1, 2), *maps]
    network = filled(TrainedPart({size: graph}, torch.Generator().manual_seed(0)).eval(), options.weights)
    with torch.no_grad():
        logits = network.outputs(size, [torch.from_numpy(m) for m in maps])["pixelHead"]
        reads = enlarging(size, logits.shape[2])
        found = enlarged(logits, reads, reads).argmax(1).numpy()
    rng = np.random.default_rng(0)
    classes, cells = logits.shape[1], logits.shape[2] * logits.shape[3]
    scenes = []
    for seed, own, pixels in zip(golden.seeds, logits.numpy(), found, strict=True):
        flat = own.reshape(classes, cells).T
        places = rng.integers(0, cells, SAMPLES)
        scenes.append(
            {
                "seed": seed,
                "cells": places.tolist(),
                "logits": [[round(float(v), 5) for v in flat[cell]] for cell in places],
                "logits rms": float(np.sqrt((own**2).mean())),
                "pixels": np.bincount(pixels.reshape(-1), minlength=classes).tolist(),
            }
        )
    torch_says = f"PyTorch {torch.__version__}"
    golden.write(f"OpenVINO (backbone) and {torch_says} (neck and head), weights as shipped" if stands else f"{torch_says}, weights as shipped", scenes)


if __name__ == "__main__":
    main()
