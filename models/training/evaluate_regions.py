"""Average precision of a two-stage detector on cached scenes, with bootstrap intervals; a JSON object with one entry a set."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from average_precision import average_precision
from data import Part
from evaluate import told
from two_stage import TwoStages, found_in
from weights import read_safetensors


def load(size: int, graph: dict, region: dict, path: Path, device) -> TwoStages:
    """Both stages with weights from a file, in the graphs' layouts and under their names."""
    network = TwoStages(size, graph, region, torch.Generator().manual_seed(0))
    weights = read_safetensors(path)
    with torch.no_grad():
        for name in network.parameter_names:
            value = weights[name].astype(np.float32)
            network.value(name).copy_(torch.from_numpy(network.laid(name, value)))
    return network.to(device, memory_format=torch.channels_last).eval()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--graph", type=Path, required=True)
    parser.add_argument("--region", type=Path, required=True)
    parser.add_argument("--cached", type=Path, required=True, help="the graph that the maps were cached for")
    parser.add_argument("--best", type=int, default=600, help="anchors that enter suppression")
    parser.add_argument("--kept", type=int, required=True, help="regions that reach the second stage")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("sets", nargs="+", help="NAME=SIZE=FILE,FILE…: painted files without their ending")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    graph, region, cached = (json.loads(path.read_text()) for path in (options.graph, options.region, options.cached))
    results = json.loads(options.out.read_text()) if options.out.exists() else {}
    for entry in options.sets:
        name, size, files = entry.split("=")
        network = load(int(size), graph, region, options.weights, device)
        parts = [Part(Path(file), graph, None, cached) for file in files.split(",")]
        scenes = found_in(network, parts, device, options.best, options.kept)
        classes = region["ops"][region["outputs"]["head/classes"]]["shape"][2] - 1
        results[name] = told(int(size), scenes, average_precision(scenes, classes, options.draws))
        print(name, json.dumps(results[name]), flush=True)
        options.out.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
