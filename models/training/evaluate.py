"""Average precision of trained weights on cached scenes, with bootstrap intervals; writes a JSON object with one entry a set."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from average_precision import average_precision, detect
from data import Part
from network import TrainedPart, to_torch
from targets import anchors
from weights import read_safetensors

BATCH = 10


def load(graphs: dict[int, dict], path: Path, device) -> TrainedPart:
    """The trained part with weights as they ship, rounded to float16 (moving statistics stay as they are until they are folded)."""
    network = TrainedPart(graphs, torch.Generator().manual_seed(0)).to(device)
    weights = read_safetensors(path)
    with torch.no_grad():
        for name in network.parameter_names:
            value = weights[name].astype(np.float32)
            network.value(name).copy_(torch.from_numpy(to_torch(value, network.shapes[name])))
    return network.to(memory_format=torch.channels_last).eval()


def found_in(network: TrainedPart, parts: list[Part], size: int, anchor_scale: float, device) -> list[tuple]:
    """Detections and truth of every scene."""
    all_anchors = anchors(size, anchor_scale)
    scenes = []
    with torch.inference_mode():
        for part in parts:
            for first in range(0, len(part.scenes), BATCH):
                rows = range(first, min(first + BATCH, len(part.scenes)))
                maps = [m.to(device).contiguous(memory_format=torch.channels_last) for m in part.maps_of(rows)]
                logits, regressions = (y.float().cpu().numpy() for y in network(size, maps))
                for b, row in enumerate(rows):
                    found = detect(logits[b], regressions[b], all_anchors, size)
                    scenes.append((*found, part.boxes[row], part.labels[row]))
    return scenes


def told(size: int, scenes: list, result: dict) -> dict:
    """A measurement as it is written down; JSON has no word for “no object of this size”."""
    numbers = {k: None if isinstance(v, float) and math.isnan(v) else v for k, v in result.items()}
    return {"size": size, "scenes": len(scenes), **numbers}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--graphs", required=True, help="path of the graphs with {size} in it")
    parser.add_argument("--anchor-scale", type=float, default=4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("sets", nargs="+", help="NAME=SIZE=FILE,FILE…: painted files without their ending")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    results = json.loads(options.out.read_text()) if options.out.exists() else {}
    for entry in options.sets:
        name, size, files = entry.split("=")
        graph = json.loads(Path(options.graphs.format(size=size)).read_text())
        network = load({int(size): graph}, options.weights, device)
        parts = [Part(Path(file), graph, None) for file in files.split(",")]
        scenes = found_in(network, parts, int(size), options.anchor_scale, device)
        classes = graph["ops"][graph["outputs"]["classHead/P3"]]["shape"][2] // 9
        results[name] = told(int(size), scenes, average_precision(scenes, classes, options.draws))
        print(name, json.dumps(results[name]), flush=True)
        options.out.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
