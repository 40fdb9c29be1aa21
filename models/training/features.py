"""Painted scenes to cached maps: `python features.py SCENES GRAPHS BACKBONE`. Goes over the files that are there, in the order given."""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

import numpy as np
from backbone import computed, openvino_backbone
from weights import read_safetensors

BATCH = 5


def map_shapes(graph: dict) -> list[tuple[int, int, int]]:
    """[height, width, channels] of the cached maps, finest first."""
    return [tuple(graph["ops"][i]["shape"]) for i in computed(graph)]


def extract(scenes: Path, graph: dict, run, keep: bool) -> None:
    """Writes SCENES.maps: for each scene its maps one after another, float16, [height, width, channels]."""
    size = graph["ops"][0]["shape"][0]
    pictures = np.memmap(scenes.with_suffix(".rgb"), np.uint8, "r").reshape(-1, size, size, 3)
    length = sum(int(np.prod(shape)) for shape in map_shapes(graph))
    out = np.empty((len(pictures), length), np.float16)
    for first in range(0, len(pictures), BATCH):
        maps = run(np.ascontiguousarray(pictures[first : first + BATCH]))
        flat = [m.transpose(0, 2, 3, 1).reshape(len(m), -1) for m in maps]
        out[first : first + BATCH] = np.concatenate(flat, axis=1)
    part = scenes.with_suffix(".maps.part")
    out.tofile(part)
    os.replace(part, scenes.with_suffix(".maps"))
    if not keep:
        scenes.with_suffix(".rgb").unlink()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--backbone", type=Path, required=True)
    parser.add_argument("--graphs", required=True, help="path of the graphs with {size} in it")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the pictures beside their maps")
    parser.add_argument("scenes", nargs="+", type=Path, help="painted files without their ending, in order")
    options = parser.parse_args()
    weights = read_safetensors(options.backbone)
    made: dict[int, tuple] = {}
    for scenes in options.scenes:
        if scenes.with_suffix(".maps").exists():
            continue
        while not scenes.with_suffix(".json").exists():
            time.sleep(2)
        size = json.loads(scenes.with_suffix(".json").read_text())["size"]
        if size not in made:
            graph = json.loads(Path(options.graphs.format(size=size)).read_text())
            made[size] = (graph, openvino_backbone(graph, weights, BATCH, options.threads))
        extract(scenes, *made[size], options.keep)


if __name__ == "__main__":
    main()
