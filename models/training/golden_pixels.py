"""What PyTorch makes of a shipped network that names pixels, on a few scenes, for a test to compare with."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from backbone import boundary, computed, normalized, openvino_backbone
from network import TrainedPart, to_torch
from pixels import enlarged, enlarging
from weights import read_safetensors

SAMPLES = 60


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--graph", type=Path, required=True, help="the folded graph")
    parser.add_argument("--weights", type=Path, required=True, help="the network's own, as they ship")
    parser.add_argument("--backbone", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True, help="RGB bytes, one picture after another")
    parser.add_argument("--seeds", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    graph = json.loads(options.graph.read_text())
    size = graph["ops"][0]["shape"][0]
    pictures = np.fromfile(options.pictures, np.uint8).reshape(-1, size, size, 3)
    stands = bool(computed(graph))
    maps = openvino_backbone(graph, read_safetensors(options.backbone), len(pictures), exact=True)(pictures) if stands else []
    if computed(graph) != boundary(graph):
        maps = [normalized(pictures).transpose(0, 3, 1, 2), *maps]
    network = TrainedPart({size: graph}, torch.Generator().manual_seed(0)).eval()
    shipped = read_safetensors(options.weights)
    with torch.no_grad():
        for name in network.parameter_names:
            values = shipped[name].astype(np.float32)
            network.value(name).copy_(torch.from_numpy(to_torch(values, network.shapes[name])))
        logits = network.outputs(size, [torch.from_numpy(m) for m in maps])["pixelHead"]
        reads = enlarging(size, logits.shape[2])
        found = enlarged(logits, reads, reads).argmax(1).numpy()
    rng = np.random.default_rng(0)
    classes, cells = logits.shape[1], logits.shape[2] * logits.shape[3]
    scenes = []
    for seed, own, pixels in zip(options.seeds.split(","), logits.numpy(), found, strict=True):
        flat = own.reshape(classes, cells).T
        places = rng.integers(0, cells, SAMPLES)
        scenes.append(
            {
                "seed": int(seed),
                "cells": places.tolist(),
                "logits": [[round(float(v), 5) for v in flat[cell]] for cell in places],
                "logits rms": float(np.sqrt((own**2).mean())),
                "pixels": np.bincount(pixels.reshape(-1), minlength=classes).tolist(),
            }
        )
    torch_says = f"PyTorch {torch.__version__}"
    source = f"OpenVINO (backbone) and {torch_says} (neck and head), weights as shipped" if stands else f"{torch_says}, weights as shipped"
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps({"source": source, "network": graph["name"], "size": size, "scenes": scenes}))


if __name__ == "__main__":
    main()
