"""What every golden of a shipped network is made of alike: the folded graph, some pictures and their seeds, and a JSON file of scenes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch


def options_here() -> argparse.ArgumentParser:
    """The options that all of them take; each adds its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--graph", type=Path, required=True, help="the folded graph")
    parser.add_argument("--weights", type=Path, required=True, help="the network's own, as they ship")
    parser.add_argument("--backbone", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True, help="RGB bytes, one picture after another")
    parser.add_argument("--seeds", required=True)
    parser.add_argument("--out", type=Path, required=True)
    return parser


class Golden:
    """A network's graph, the pictures [picture, size, size, 3] that it looks at and their seeds."""

    def __init__(self, options: argparse.Namespace):
        torch.set_num_threads(1)
        self.out = options.out
        self.graph = json.loads(options.graph.read_text())
        self.size = self.graph["ops"][0]["shape"][0]
        self.pictures = np.fromfile(options.pictures, np.uint8).reshape(-1, self.size, self.size, 3)
        self.seeds = [int(seed) for seed in options.seeds.split(",")]

    def write(self, source: str, scenes: list[dict]) -> None:
        """`source`: what computed what is told of the scenes."""
        self.out.parent.mkdir(parents=True, exist_ok=True)
        self.out.write_text(json.dumps({"source": source, "network": self.graph["name"], "size": self.size, "scenes": scenes}))


def boxes_told(boxes: np.ndarray, scores: np.ndarray, labels: np.ndarray) -> list[dict]:
    """Found boxes as they are written down."""
    return [
        {"label": int(c), "score": round(float(s), 5), "box": [round(float(v), 3) for v in b]}
        for b, s, c in zip(boxes, scores, labels)
    ]
