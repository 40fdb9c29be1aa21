"""Average precision of a two-stage detector on cached scenes, with bootstrap intervals; a JSON object with one entry a set."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from average_precision import average_precision
from data import Part
from evaluate import told
from loop import device_here
from measuring import measure_sets, options_here
from network import filled
from two_stage import TwoStages, found_in


def load(size: int, graph: dict, region: dict, path: Path, device) -> TwoStages:
    """Both stages with weights from a file."""
    network = filled(TwoStages(size, graph, region, torch.Generator().manual_seed(0)), path)
    return network.to(device, memory_format=torch.channels_last).eval()


def main() -> None:
    parser = options_here()
    parser.add_argument("--graph", type=Path, required=True)
    parser.add_argument("--region", type=Path, required=True)
    parser.add_argument("--cached", type=Path, required=True, help="the graph that the maps were cached for")
    parser.add_argument("--best", type=int, default=600, help="anchors that enter suppression")
    parser.add_argument("--kept", type=int, required=True, help="regions that reach the second stage")
    options = parser.parse_args()
    device = device_here()
    graph, region, cached = (json.loads(path.read_text()) for path in (options.graph, options.region, options.cached))
    classes = region["ops"][region["outputs"]["head/classes"]]["shape"][2] - 1

    def measure(_: str, size: int, files: list[Path]) -> dict:
        network = load(size, graph, region, options.weights, device)
        parts = [Part(file, graph, None, cached) for file in files]
        scenes = found_in(network, parts, device, options.best, options.kept)
        return told(size, scenes, average_precision(scenes, classes, options.draws))

    measure_sets(options, measure)


if __name__ == "__main__":
    main()
