"""Trains the two stages of a detector on cached scenes; started by `npm run train -- NAME`. Interrupted, it goes on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from average_precision import average_precision
from data import CHUNK, Part
from loop import Training, device_here, options_of
from network import TrainedPart
from regions import RegionHead, answer_of, judged, placed_anchors, propose, sampled
from regions import SWAPPED
from targets import losses, match
from torch import nn
from torch.nn import functional as F

BATCH = 10


class TwoStages(nn.Module):
    """Both graphs: all behind the frozen backbone, and what is done for each region."""

    def __init__(self, size: int, graph: dict, region: dict, generator: torch.Generator):
        super().__init__()
        self.size, self.answer = size, answer_of(graph, "regions")
        self.first = TrainedPart({size: graph}, generator)
        self.second = RegionHead(region, self.answer, generator)
        self.parameter_names = [*self.first.parameter_names, *self.second.parameter_names]
        self.roles = {**self.first.roles, **self.second.roles}
        self.anchors = placed_anchors(graph)

    def part_of(self, name: str) -> TrainedPart | RegionHead:
        return self.first if name in self.first.parameter_names else self.second

    def value(self, name: str) -> torch.Tensor:
        return self.part_of(name).value(name)

    def laid(self, name: str, values: np.ndarray) -> np.ndarray:
        return self.part_of(name).laid(name, values)

    def proposed(self, maps: list[torch.Tensor]):
        """Logits [batch, anchors, 1], x, y, w, h [batch, anchors, 4], and the thin map."""
        outputs = self.first.outputs(self.size, maps)

        def rows(name: str, last: int) -> torch.Tensor:
            y = outputs[self.answer[name]]
            return y.permute(0, 2, 3, 1).reshape(len(y), -1, last)

        return rows("scores", 1), rows("boxes", 4), outputs[self.answer["map"]]

    def export(self) -> dict[str, np.ndarray]:
        return {**self.first.export(), **self.second.export()}


def found_in(network: TwoStages, parts: list[Part], device, best: int, regions: int) -> list[tuple]:
    """Detections and truth of every scene."""
    scenes = []
    with torch.inference_mode():
        for part in parts:
            for start in range(0, len(part.scenes), BATCH):
                rows = range(start, min(start + BATCH, len(part.scenes)))
                maps = [m.to(device).contiguous(memory_format=torch.channels_last) for m in part.maps_of(rows)]
                scores, deltas, thin = network.proposed(maps)
                scores, deltas = scores[..., 0].float().cpu().numpy(), deltas.float().cpu().numpy()
                proposed = [propose(s, d, network.anchors, network.size, best, regions)[0] for s, d in zip(scores, deltas)]
                owner = torch.from_numpy(np.repeat(np.arange(len(proposed)), [len(p) for p in proposed])).to(device)
                boxes = torch.from_numpy(np.concatenate(proposed)).to(device)
                outputs = {name: y.float().cpu().numpy() for name, y in network.second(thin, owner, boxes).items()}
                at = 0
                for row, own in zip(rows, proposed):
                    mine = slice(at, at + len(own))
                    at += len(own)
                    found = judged(own, outputs["head/classes"][mine], outputs["head/boxes"][mine], network.size)
                    scenes.append((*found, part.boxes[row], part.labels[row]))
    return scenes


class Scenes:
    """Training scenes of one size with what the first stage should say of them, read once each."""

    def __init__(self, paths: list[Path], graph: dict, cached: dict, anchors: np.ndarray, seed: int, batch: int):
        self.paths, self.graph, self.cached, self.anchors, self.seed, self.batch = paths, graph, cached, anchors, seed, batch
        self.parts: dict[int, Part] = {}
        self.targets: dict[tuple[int, int], tuple] = {}

    def part(self, i: int) -> Part:
        if i not in self.parts:
            self.parts[i] = Part(self.paths[i], self.graph, None, self.cached)
        return self.parts[i]

    def truth(self, i: int, row: int) -> tuple[np.ndarray, np.ndarray]:
        return self.part(i).boxes[row], self.part(i).labels[row]

    def target(self, i: int, row: int) -> tuple:
        if (i, row) not in self.targets:
            boxes, _ = self.truth(i, row)
            self.targets[i, row] = match(self.anchors, boxes, np.zeros(len(boxes), np.int64))
        return self.targets[i, row]

    def step(self, step: int) -> list[tuple[int, int]]:
        """A step reads four files, a quarter of the batch from each; a pass goes once over all of them, in an order of its own."""
        four, within = divmod(step, CHUNK // (self.batch // 4))
        cycle, at = divmod(four, len(self.paths) // 4)
        order = np.random.default_rng([self.seed, cycle]).permutation(len(self.paths))
        chosen = []
        for i in order[4 * at : 4 * at + 4]:
            rows = np.random.default_rng([self.seed, cycle, int(i)]).permutation(CHUNK)
            chosen += [(int(i), int(row)) for row in rows[within * (self.batch // 4) : (within + 1) * (self.batch // 4)]]
        return chosen


def main() -> None:
    options = options_of()
    recipe = json.loads(options.recipe.read_text())
    device = device_here()
    size, classes, batch = recipe["size"], recipe["classes"], recipe["batch"]
    graph, region, cached = (json.loads(Path(recipe[key]).read_text()) for key in ("graph", "region", "cached"))

    def made(seed: int) -> TwoStages:
        network = TwoStages(size, graph, region, torch.Generator().manual_seed(seed))
        return network.to(device, memory_format=torch.channels_last)

    training = Training(made, recipe, options, device)
    network = training.network
    scenes = Scenes([Path(p) for p in recipe["scenes"]], graph, cached, network.anchors, recipe["seed"], batch)

    def take(step: int) -> None:
        chosen = scenes.step(step)
        pieces = [scenes.part(i).maps_of([row]) for i, row in chosen]
        maps = [torch.cat(level).to(device).contiguous(memory_format=torch.channels_last) for level in zip(*pieces)]
        scores, deltas, thin = network.proposed(maps)
        wanted = [scenes.target(i, row) for i, row in chosen]
        count = len(network.anchors)
        index = torch.from_numpy(np.concatenate([t[0] + b * count for b, t in enumerate(wanted)])).to(device)
        labels = torch.from_numpy(np.concatenate([t[1] for t in wanted])).to(device)
        moves = torch.from_numpy(np.concatenate([t[2] for t in wanted])).to(device)
        thing, where = losses(scores, deltas[..., SWAPPED], index, labels, moves)
        rng = np.random.default_rng([recipe["seed"], 1, step])
        logits, offered = scores.detach()[..., 0].cpu().numpy(), deltas.detach().cpu().numpy()
        rois = []
        for b, (i, row) in enumerate(chosen):
            near, _ = propose(logits[b], offered[b], network.anchors, size, recipe["best"], recipe["proposals"])
            rois.append(sampled(rng, near, *scenes.truth(i, row), classes, recipe["regions"], recipe["positive"]))
        owner = torch.from_numpy(np.repeat(np.arange(batch), [len(r[0]) for r in rois])).to(device)
        boxes, kinds, shifts = (torch.from_numpy(np.concatenate([r[k] for r in rois])).to(device) for k in range(3))
        outputs = network.second(thin, owner, boxes)
        named = F.cross_entropy(outputs["head/classes"], kinds)
        positive = kinds < classes
        moved = F.smooth_l1_loss(outputs["head/boxes"][positive], shifts[positive], reduction="sum") / len(kinds)
        loss = thing + recipe["boxWeight"] * where + 2 * named + 2 * moved
        told = {"rpn": thing, "rpn boxes": where, "classes": named, "boxes": moved, "positive": positive.float().mean()}
        training.change(loss, batch, **told)

    def measure() -> None:
        checked = [Part(Path(p), graph, None, cached) for p in recipe["validation"]]
        found = found_in(training.averaged(), checked, device, recipe["best"], recipe["kept"])
        training.tell(size, average_precision(found, classes, areas=("all",)))

    if training.run(take, measure):
        training.finish(training.averaged().export())


if __name__ == "__main__":
    main()
