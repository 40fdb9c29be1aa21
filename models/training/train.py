"""Trains one detector on cached scenes; started by `npm run train -- NAME`. Interrupted, it goes on from its last saved state."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import torch
from average_precision import average_precision
from data import Group, Part
from evaluate import found_in
from loop import Training, device_here, options_of
from network import TrainedPart
from targets import losses


def main() -> None:
    options = options_of()
    recipe = json.loads(options.recipe.read_text())
    device = device_here()
    sizes = [int(size) for size in recipe["sizes"]]
    graphs = {size: json.loads(Path(recipe["graphs"].format(size=size)).read_text()) for size in sizes}

    def made(seed: int) -> TrainedPart:
        network = TrainedPart(graphs, torch.Generator().manual_seed(seed), recipe["classPrior"])
        return network.to(device, memory_format=torch.channels_last)

    training = Training(made, recipe, options, device)
    groups = [
        Group(size, [Path(p) for p in recipe["sizes"][str(size)]["scenes"]], graphs[size], recipe["anchorScale"])
        for size in sizes
    ]
    shares = np.array([recipe["sizes"][str(size)]["share"] for size in sizes], float)

    def take(step: int) -> None:
        rng = np.random.default_rng([recipe["seed"], step])
        share = shares[:, 0 if step < recipe["mixFrom"] else 1]
        group = groups[rng.choice(len(groups), p=share / share.sum())]
        usable = len(group.paths)
        if step < recipe["ramp"]:
            usable = max(1, math.ceil(usable * (step + 1) / recipe["ramp"]))
        batch = recipe["sizes"][str(group.size)].get("batch", recipe["batch"])
        maps, index, labels, wanted = group.batch(rng, usable, batch)
        logits, regressions = training.network(group.size, [m.to(device) for m in maps])
        named, placed = losses(logits, regressions, index.to(device), labels.to(device), wanted.to(device))
        training.change(named + recipe["boxWeight"] * placed, batch, **{"class": named, "box": placed})

    def measure() -> None:
        """At the end on every size, before it on the first alone."""
        for size in sizes if training.step == recipe["steps"] else sizes[:1]:
            paths = [Path(p) for p in recipe["sizes"][str(size)]["validation"]]
            if all(p.with_suffix(".maps").exists() for p in paths):
                parts = [Part(p, graphs[size], None) for p in paths]
                scenes = found_in(training.averaged(), parts, size, recipe["anchorScale"], device)
                training.tell(size, average_precision(scenes, recipe["classes"], areas=("all",)))

    if training.run(take, measure):
        training.finish(training.averaged().export())


if __name__ == "__main__":
    main()
