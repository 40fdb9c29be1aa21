"""Mean intersection over union of trained weights on cached scenes, with bootstrap intervals; a JSON object with one entry a set."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from average_precision import copies
from evaluate import load
from pixels import PixelPart, confusions, intersection_over_union


def measured(pixels: np.ndarray, draws: int) -> dict:
    """From [scene, true class, found class]."""
    total = pixels.sum(0)
    iou = intersection_over_union(total)
    mean = float(np.nanmean(iou))
    flat = pixels.reshape(len(pixels), -1).astype(float)
    drawn = [np.nanmean(intersection_over_union((copies(len(pixels), d) @ flat).reshape(total.shape))) for d in range(draws)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return {
        "miou": mean,
        "interval": [float(2 * mean - high), float(2 * mean - low)],
        "bootstrap": {"method": "basic", "draws": draws, "over": "scenes"},
        "right": float(np.trace(total) / total.sum()),
        "iou": [None if np.isnan(v) else float(v) for v in iou],
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--graphs", required=True, help="path of the graphs with {size} in it")
    parser.add_argument("--cached", required=True, help="path of the graphs that the maps were cached for, with {size} in it")
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
        graph, cached = (json.loads(Path(path.format(size=size)).read_text()) for path in (options.graphs, options.cached))
        network = load({int(size): graph}, options.weights, device)
        parts = [PixelPart(Path(file), graph, cached) for file in files.split(",")]
        classes = graph["ops"][graph["outputs"]["pixelHead"]]["shape"][2]
        (pixels,) = confusions(network, parts, int(size), classes, device)
        artist = name.split(" ")[1] if " " in name else None
        about = {"partition": "test", "artist": artist, "size": int(size), "scenes": len(pixels), "firstSeed": parts[0].scenes[0]["seed"]}
        results[name] = {**about, **measured(pixels, options.draws)}
        print(name, json.dumps(results[name]), flush=True)
        options.out.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
