"""Average precision of trained weights on cached scenes, with bootstrap intervals; writes a JSON object with one entry a set."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from average_precision import average_precision, detect
from data import Part
from loop import device_here
from measuring import graph_at, measure_sets, options_here
from network import TrainedPart, filled
from targets import anchors

BATCH = 10


def load(graphs: dict[int, dict], path: Path, device) -> TrainedPart:
    """The trained part with weights as they ship, rounded to float16 (moving statistics stay as they are until they are folded)."""
    network = TrainedPart(graphs, torch.Generator().manual_seed(0)).to(device)
    return filled(network, path).to(memory_format=torch.channels_last).eval()


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
    parser = options_here()
    parser.add_argument("--graphs", required=True, help="path of the graphs with {size} in it")
    parser.add_argument("--anchor-scale", type=float, default=4)
    options = parser.parse_args()
    device = device_here()

    def measure(_: str, size: int, files: list[Path]) -> dict:
        graph = graph_at(options.graphs, size)
        network = load({size: graph}, options.weights, device)
        scenes = found_in(network, [Part(file, graph, None) for file in files], size, options.anchor_scale, device)
        classes = graph["ops"][graph["outputs"]["classHead/P3"]]["shape"][2] // 9
        return told(size, scenes, average_precision(scenes, classes, options.draws))

    measure_sets(options, measure)


if __name__ == "__main__":
    main()
