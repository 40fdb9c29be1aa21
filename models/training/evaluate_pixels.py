"""Mean intersection over union of trained weights on cached scenes, with bootstrap intervals; a JSON object with one entry a set."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from average_precision import copies
from evaluate import load
from loop import device_here
from measuring import graph_at, measure_sets, options_here
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
    parser = options_here()
    parser.add_argument("--graphs", required=True, help="path of the graphs with {size} in it")
    parser.add_argument("--cached", required=True, help="path of the graphs that the maps were cached for, with {size} in it")
    options = parser.parse_args()
    device = device_here()

    def measure(name: str, size: int, files: list[Path]) -> dict:
        graph, cached = (graph_at(path, size) for path in (options.graphs, options.cached))
        network = load({size: graph}, options.weights, device)
        parts = [PixelPart(file, graph, cached) for file in files]
        classes = graph["ops"][graph["outputs"]["pixelHead"]]["shape"][2]
        (pixels,) = confusions(network, parts, size, classes, device)
        artist = name.split(" ")[1] if " " in name else None
        about = {"partition": "test", "artist": artist, "size": size, "scenes": len(pixels), "firstSeed": parts[0].scenes[0]["seed"]}
        return {**about, **measured(pixels, options.draws)}

    measure_sets(options, measure)


if __name__ == "__main__":
    main()
