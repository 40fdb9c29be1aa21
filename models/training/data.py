"""Cached scenes: maps in memory-mapped files, targets computed once and kept sparse."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import torch
from backbone import boundary, computed, normalized
from features import map_shapes
from targets import anchors, match

# Scenes of a painted file.
CHUNK = 250


class Part:
    """One painted file of scenes, cached where the graph reads maps. `cached` is the graph that those were made for, where it reads more of them."""

    def __init__(self, path: Path, graph: dict, all_anchors: np.ndarray | None, cached: dict | None = None):
        self.scenes = json.loads(path.with_suffix(".json").read_text())["scenes"]
        self.shapes = map_shapes(cached or graph)
        wanted = [graph["ops"][i]["name"] for i in computed(graph)]
        self.wanted = [i for i, at in enumerate(computed(cached or graph)) if (cached or graph)["ops"][at]["name"] in wanted]
        self.maps = None
        if self.wanted:
            self.maps = np.memmap(path.with_suffix(".maps"), np.float16, "r").reshape(len(self.scenes), -1)
        self.pictures = None
        if computed(graph) != boundary(graph):
            self.pictures = np.memmap(path.with_suffix(".rgb"), np.uint8, "r").reshape(len(self.scenes), *graph["ops"][0]["shape"])
        self.boxes = [np.array([b["box"] for b in s["boxes"]], np.float32).reshape(-1, 4) for s in self.scenes]
        self.labels = [np.array([b["label"] for b in s["boxes"]], np.int64) for s in self.scenes]
        self.targets = None if all_anchors is None else [match(all_anchors, *pair) for pair in zip(self.boxes, self.labels)]

    def maps_of(self, rows) -> list[torch.Tensor]:
        """Maps of the rows, the pictures first where they are read, as [batch, channels, height, width] in channels-last memory."""
        made, at = [], 0
        if self.pictures is not None:
            made.append(torch.from_numpy(normalized(self.pictures[list(rows)])).permute(0, 3, 1, 2))
        if self.maps is None:
            return made
        flat = torch.from_numpy(np.stack([self.maps[row] for row in rows]))
        for i, (height, width, channels) in enumerate(self.shapes):
            length = height * width * channels
            if i in self.wanted:
                part = flat[:, at : at + length].reshape(-1, height, width, channels).float()
                made.append(part.permute(0, 3, 1, 2))
            at += length
        return made


class Group:
    """All training scenes of one size, in the order in which training may use them."""

    def __init__(self, size: int, paths: list[Path], graph: dict, anchor_scale: float):
        self.size, self.paths, self.graph = size, paths, graph
        self.anchors = anchors(size, anchor_scale)
        self.parts: dict[int, Part] = {}

    def part(self, i: int) -> Part:
        if i not in self.parts:
            waited = False
            while not self.paths[i].with_suffix(".maps").exists():
                if not waited:
                    print(f"waiting for {self.paths[i].name}", flush=True)
                waited = True
                time.sleep(3)
            self.parts[i] = Part(self.paths[i], self.graph, self.anchors)
        return self.parts[i]

    def batch(self, rng: np.random.Generator, usable: int, count: int):
        """A batch from the first `usable` files: maps, and the targets as indices over the whole batch."""
        chosen = [(self.part(int(i)), int(row)) for i, row in zip(rng.integers(0, usable, count), rng.integers(0, CHUNK, count))]
        pieces = [part.maps_of([row]) for part, row in chosen]
        maps = [torch.cat(level).contiguous(memory_format=torch.channels_last) for level in zip(*pieces)]
        targets = [part.targets[row] for part, row in chosen]
        index = np.concatenate([t[0] + b * len(self.anchors) for b, t in enumerate(targets)])
        labels = np.concatenate([t[1] for t in targets])
        wanted = np.concatenate([t[2] for t in targets])
        return maps, torch.from_numpy(index), torch.from_numpy(labels), torch.from_numpy(wanted)
