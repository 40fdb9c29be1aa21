"""Trains one network that names every pixel, on cached scenes; started by `npm run train -- NAME`. Interrupted, it goes on."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import torch
from backbone import computed
from data import CHUNK
from loop import Training, device_here, options_of
from network import TrainedPart
from pixels import PixelPart, confusions, enlarged, enlarging, intersection_over_union, shares
from torch.nn import functional as F


# What a head that only teaches counts beside the one that answers.
TAUGHT = 0.4
# Parts of a class's log weight that its bias may lose at the end.
TAKEN_BACK = (0.0, 0.25, 0.5, 0.75, 1.0)


class Scenes:
    """Training scenes of one size, one pass after another, each pass in an order of its own."""

    def __init__(self, paths: list[Path], graph: dict, cached: dict, seed: int, batch: int):
        self.paths, self.graph, self.cached, self.seed, self.batch = paths, graph, cached, seed, batch
        self.parts: dict[int, PixelPart] = {}

    def part(self, i: int) -> PixelPart:
        if i not in self.parts:
            # Painting and caching may still be under way; the list of boxes is the last file that the painter writes.
            last = ".maps" if computed(self.graph) else ".json"
            while not self.paths[i].with_suffix(last).exists():
                time.sleep(3)
            self.parts[i] = PixelPart(self.paths[i], self.graph, self.cached)
        return self.parts[i]

    def step(self, step: int) -> tuple[list[torch.Tensor], torch.Tensor]:
        """The step's maps and masks. A step reads two files, so that the first steps need no more than the first of them."""
        per_file = CHUNK // (self.batch // 2)
        pair, within = divmod(step, per_file)
        cycle, at = divmod(pair, len(self.paths) // 2)
        order = np.arange(len(self.paths)) if cycle == 0 else np.random.default_rng([self.seed, cycle]).permutation(len(self.paths))
        pieces, masks = [], []
        for i in order[2 * at : 2 * at + 2]:
            rows = np.random.default_rng([self.seed, cycle, int(i)]).permutation(CHUNK)
            part = self.part(int(i))
            for row in rows[within * (self.batch // 2) : (within + 1) * (self.batch // 2)]:
                pieces.append(part.maps_of([row]))
                masks.append(part.masks[row])
        maps = [torch.cat(level).contiguous(memory_format=torch.channels_last) for level in zip(*pieces)]
        return maps, torch.from_numpy(np.stack(masks).astype(np.int64))


def main() -> None:
    options = options_of()
    recipe = json.loads(options.recipe.read_text())
    device = device_here()
    size, classes = recipe["size"], recipe["classes"]
    graph, cached = (json.loads(Path(recipe[key].format(size=size)).read_text()) for key in ("taught", "cached"))

    def made(seed: int) -> TrainedPart:
        network = TrainedPart({size: graph}, torch.Generator().manual_seed(seed))
        return network.to(device, memory_format=torch.channels_last)

    training = Training(made, recipe, options, device)
    scenes = Scenes([Path(p) for p in recipe["scenes"]], graph, cached, recipe["seed"], recipe["batch"])
    weight = 1 / np.log(1.1 + shares(scenes.part(0).masks, classes))
    weight = torch.tensor(weight, dtype=torch.float32, device=device)
    reads = enlarging(size, graph["ops"][graph["outputs"]["pixelHead"]]["shape"][0]).to(device)

    def take(step: int) -> None:
        maps, masks = scenes.step(step)
        outputs = training.network.outputs(size, [m.to(device) for m in maps])
        logits = outputs.pop("pixelHead")
        # A quarter of the pixels a step: one of each 2×2, another phase each time.
        y, x = np.random.default_rng([recipe["seed"], step]).integers(0, 2, 2)
        wanted = masks[:, y::2, x::2].to(device)
        answers = enlarged(logits.contiguous(), reads[y::2], reads[x::2])
        counted = weight if step < recipe["weighted"] else None
        loss = F.cross_entropy(answers, wanted, counted)
        for taught in outputs.values():
            # At the cells' own size: the pixel in the middle of each.
            apart = size // taught.shape[2]
            loss = loss + TAUGHT * F.cross_entropy(taught, masks[:, apart // 2 :: apart, apart // 2 :: apart].to(device), counted)
        training.change(loss, recipe["batch"], loss=loss)

    def confused(*biases: list[np.ndarray]) -> list[np.ndarray]:
        parts = [PixelPart(Path(p), graph, cached) for p in recipe["validation"]]
        return confusions(training.averaged(), parts, size, classes, device, *biases)

    def measure() -> None:
        result = intersection_over_union(confused()[0].sum(0))
        training.tell(size, {"mIoU": float(np.nanmean(result))})
        print([round(float(v), 3) for v in result], flush=True)

    if not training.run(take, measure):
        return
    # What the weights of the classes did to the last layer is taken back, as far as that is best on the validation scenes.
    biases = [-k * weight.log().cpu().numpy() for k in TAKEN_BACK]
    tried = [float(np.nanmean(intersection_over_union(c.sum(0)))) for c in confused(biases)]
    best = int(np.argmax(tried))
    exported = training.averaged().export()
    last = graph["ops"][graph["outputs"]["pixelHead"]]["bias"]
    exported[last] = (exported[last] + biases[best]).astype(np.float32)
    taken_back = {str(k): round(miou, 4) for k, miou in zip(TAKEN_BACK, tried)}
    print("taken back", TAKEN_BACK[best], taken_back, flush=True)
    training.finish(exported, takenBack=TAKEN_BACK[best], validation=taken_back)


if __name__ == "__main__":
    main()
