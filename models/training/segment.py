"""Trains one network that names every pixel, on cached scenes; started by `npm run train -- NAME`. Interrupted, it goes on."""

from __future__ import annotations

import argparse
import json
import signal
import time
from pathlib import Path

import numpy as np
import torch
from backbone import computed
from network import TrainedPart
from pixels import PixelPart, confusions, enlarged, enlarging, intersection_over_union, shares
from torch.nn import functional as F
from train import learning_rate, optimizer_for
from weights import write_safetensors


# What a head that only teaches counts beside the one that answers.
TAUGHT = 0.4
# Parts of a class's log weight that its bias may lose at the end.
TAKEN_BACK = (0.0, 0.25, 0.5, 0.75, 1.0)


class Scenes:
    """Training scenes of one size, one pass after another, each pass in an order of its own."""

    def __init__(self, paths: list[Path], graph: dict, cached: dict, seed: int, batch: int):
        self.paths, self.graph, self.cached, self.seed, self.batch = paths, graph, cached, seed, batch
        self.parts: dict[int, PixelPart] = {}
        self.chunk = 250

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
        per_file = self.chunk // (self.batch // 2)
        pair, within = divmod(step, per_file)
        cycle, at = divmod(pair, len(self.paths) // 2)
        order = np.arange(len(self.paths)) if cycle == 0 else np.random.default_rng([self.seed, cycle]).permutation(len(self.paths))
        pieces, masks = [], []
        for i in order[2 * at : 2 * at + 2]:
            rows = np.random.default_rng([self.seed, cycle, int(i)]).permutation(self.chunk)
            part = self.part(int(i))
            for row in rows[within * (self.batch // 2) : (within + 1) * (self.batch // 2)]:
                pieces.append(part.maps_of([row]))
                masks.append(part.masks[row])
        maps = [torch.cat(level).contiguous(memory_format=torch.channels_last) for level in zip(*pieces)]
        return maps, torch.from_numpy(np.stack(masks).astype(np.int64))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe", type=Path, help="JSON: name, steps, scenes, validation, and the rest")
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    recipe = json.loads(options.recipe.read_text())
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    size, classes = recipe["size"], recipe["classes"]
    graph, cached = (json.loads(Path(recipe[key].format(size=size)).read_text()) for key in ("taught", "cached"))
    network = TrainedPart({size: graph}, torch.Generator().manual_seed(recipe["seed"])).to(device)
    network.to(memory_format=torch.channels_last)
    network.train()
    average = {name: network.value(name).detach().clone() for name in network.parameter_names}
    scenes = Scenes([Path(p) for p in recipe["scenes"]], graph, cached, recipe["seed"], recipe["batch"])
    weight = 1 / np.log(1.1 + shares(scenes.part(0).masks, classes))
    weight = torch.tensor(weight, dtype=torch.float32, device=device)
    optimizer = optimizer_for(network, recipe)
    step, seconds, history = 0, 0.0, []
    if options.state.exists():
        saved = torch.load(options.state, weights_only=True, map_location=device)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step, seconds, history = saved["average"], saved["step"], saved["seconds"], saved["history"]
        print(f"going on from step {step}", flush=True)

    def save() -> None:
        part = options.state.with_suffix(".part")
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average}
        torch.save({**state, "step": step, "seconds": seconds, "history": history}, part)
        part.replace(options.state)

    def averaged() -> TrainedPart:
        copy = TrainedPart({size: graph}, torch.Generator().manual_seed(0)).to(device, memory_format=torch.channels_last)
        with torch.no_grad():
            for name in network.parameter_names:
                copy.value(name).copy_(average[name])
        return copy

    averages = [average[name] for name in network.parameter_names]
    current = [network.value(name) for name in network.parameter_names]
    trained = [network.value(name) for name in network.parameter_names if network.roles[name] not in ("mean", "variance")]
    cells = graph["ops"][graph["outputs"]["pixelHead"]]["shape"][0]
    reads = enlarging(size, cells).to(device)
    running, since, started, first = 0.0, time.process_time(), time.monotonic(), step
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))
    while step < recipe["steps"]:
        if stop:
            save()
            print(f"stopped at step {step}; start again to go on", flush=True)
            return
        maps, masks = scenes.step(step)
        for parameters in optimizer.param_groups:
            parameters["lr"] = learning_rate(step, recipe) * parameters["times"]
        outputs = network.outputs(size, [m.to(device) for m in maps])
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
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, recipe["clip"])
        optimizer.step()
        keep = min(recipe["average"], (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(averages, current, 1 - keep)
        step += 1
        now = time.process_time()
        seconds += now - since
        since = now
        running += loss.item()
        if step % 20 == 0:
            rate = recipe["batch"] * (step - first) / (time.monotonic() - started)
            print(f"step {step} loss {running / 20:.3f} {rate:.1f} scenes/s, {seconds / 60:.1f} CPU min", flush=True)
            running = 0.0
        if step % 100 == 0:
            save()
        if step % recipe["every"] == 0 or step == recipe["steps"]:
            parts = [PixelPart(Path(p), graph, cached) for p in recipe["validation"]]
            result = intersection_over_union(confusions(averaged().eval(), parts, size, classes, device)[0].sum(0))
            history.append({"step": step, "size": size, "mIoU": round(float(np.nanmean(result)), 4)})
            print(json.dumps(history[-1]), [round(float(v), 3) for v in result], flush=True)
            save()
            since = time.process_time()
    options.out.mkdir(parents=True, exist_ok=True)
    # What the weights of the classes did to the last layer is taken back, as far as that is best on the validation scenes.
    parts = [PixelPart(Path(p), graph, cached) for p in recipe["validation"]]
    biases = [-k * weight.log().cpu().numpy() for k in TAKEN_BACK]
    tried = [float(np.nanmean(intersection_over_union(c.sum(0)))) for c in confusions(averaged().eval(), parts, size, classes, device, biases)]
    best = int(np.argmax(tried))
    exported = averaged().export()
    last = graph["ops"][graph["outputs"]["pixelHead"]]["bias"]
    exported[last] = (exported[last] + biases[best]).astype(np.float32)
    write_safetensors(options.out / "trained.safetensors", exported)
    taken_back = {str(k): round(miou, 4) for k, miou in zip(TAKEN_BACK, tried)}
    print("taken back", TAKEN_BACK[best], taken_back, flush=True)
    facts = {"steps": step, "takenBack": TAKEN_BACK[best], "validation": taken_back, "scenesSeen": step * recipe["batch"], "minutes": round(seconds / 60, 1), "history": history, "device": device.type}
    (options.out / "training.json").write_text(json.dumps(facts, indent=1))


if __name__ == "__main__":
    main()
