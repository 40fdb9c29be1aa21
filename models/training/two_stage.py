"""Trains the two stages of a detector on cached scenes; started by `npm run train -- NAME`. Interrupted, it goes on."""

from __future__ import annotations

import argparse
import json
import signal
import time
from pathlib import Path

import numpy as np
import torch
from average_precision import average_precision
from data import Part
from network import TrainedPart
from regions import RegionHead, answer_of, judged, placed_anchors, propose, sampled
from regions import SWAPPED
from targets import losses, match
from torch import nn
from torch.nn import functional as F
from train import learning_rate
from weights import write_safetensors

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

    def value(self, name: str) -> torch.Tensor:
        return (self.first if name in self.first.parameter_names else self.second).value(name)

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
    size, classes, batch = recipe["size"], recipe["classes"], recipe["batch"]
    graph, region, cached = (json.loads(Path(recipe[key]).read_text()) for key in ("graph", "region", "cached"))
    made = lambda seed: TwoStages(size, graph, region, torch.Generator().manual_seed(seed)).to(device, memory_format=torch.channels_last)
    network = made(recipe["seed"]).train()
    average = {name: network.value(name).detach().clone() for name in network.parameter_names}
    trained = [name for name in network.parameter_names if network.roles[name] not in ("mean", "variance")]
    kernels = [network.value(name) for name in trained if network.roles[name] == "kernel"]
    others = [network.value(name) for name in trained if network.roles[name] != "kernel"]
    groups = [{"params": kernels, "weight_decay": recipe["weightDecay"]}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=recipe["learningRate"], betas=(0.9, 0.99), foreach=True)
    parts: dict[int, Part] = {}
    targets: dict[tuple[int, int], tuple] = {}
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

    def averaged() -> TwoStages:
        copy = made(0)
        with torch.no_grad():
            for name in copy.parameter_names:
                copy.value(name).copy_(average[name])
        return copy.eval()

    def part(i: int) -> Part:
        if i not in parts:
            parts[i] = Part(Path(recipe["scenes"][i]), graph, None, cached)
        return parts[i]

    def target(i: int, row: int) -> tuple:
        if (i, row) not in targets:
            boxes = part(i).boxes[row]
            targets[i, row] = match(network.anchors, boxes, np.zeros(len(boxes), np.int64))
        return targets[i, row]

    averages = [average[name] for name in network.parameter_names]
    current = [network.value(name) for name in network.parameter_names]
    running, since, started, first = np.zeros(4), time.process_time(), time.monotonic(), step
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))
    per_file = 250 // (batch // 4)
    while step < recipe["steps"]:
        if stop:
            save()
            print(f"stopped at step {step}; start again to go on", flush=True)
            return
        # A step reads four files, a quarter of the batch from each; a pass goes once over all of them, in an order of its own.
        four, within = divmod(step, per_file)
        cycle, at = divmod(four, len(recipe["scenes"]) // 4)
        order = np.random.default_rng([recipe["seed"], cycle]).permutation(len(recipe["scenes"]))
        chosen = []
        for i in order[4 * at : 4 * at + 4]:
            rows = np.random.default_rng([recipe["seed"], cycle, int(i)]).permutation(250)
            chosen += [(int(i), int(row)) for row in rows[within * (batch // 4) : (within + 1) * (batch // 4)]]
        pieces = [part(i).maps_of([row]) for i, row in chosen]
        maps = [torch.cat(level).to(device).contiguous(memory_format=torch.channels_last) for level in zip(*pieces)]
        scores, deltas, thin = network.proposed(maps)
        wanted = [target(i, row) for i, row in chosen]
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
            truth = (part(i).boxes[row], part(i).labels[row])
            rois.append(sampled(rng, near, *truth, classes, recipe["regions"], recipe["positive"]))
        owner = torch.from_numpy(np.repeat(np.arange(batch), [len(r[0]) for r in rois])).to(device)
        boxes, kinds, shifts = (torch.from_numpy(np.concatenate([r[k] for r in rois])).to(device) for k in range(3))
        outputs = network.second(thin, owner, boxes)
        named = F.cross_entropy(outputs["head/classes"], kinds)
        positive = kinds < classes
        moved = F.smooth_l1_loss(outputs["head/boxes"][positive], shifts[positive], reduction="sum") / len(kinds)
        loss = thing + recipe["boxWeight"] * where + 2 * named + 2 * moved
        for parameters in optimizer.param_groups:
            parameters["lr"] = learning_rate(step, recipe)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([network.value(name) for name in trained], recipe["clip"])
        optimizer.step()
        keep = min(recipe["average"], (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(averages, current, 1 - keep)
        step += 1
        now = time.process_time()
        seconds += now - since
        since = now
        running += (thing.item(), where.item(), named.item(), moved.item())
        if step % 20 == 0:
            rate = batch * (step - first) / (time.monotonic() - started)
            told = " ".join(f"{name} {value / 20:.4f}" for name, value in zip(("rpn", "rpn boxes", "classes", "boxes"), running))
            print(f"step {step} {told} positive {positive.float().mean():.2f} {rate:.1f} scenes/s, {seconds / 60:.1f} CPU min", flush=True)
            running[:] = 0
        if step % 100 == 0:
            save()
        if step % recipe["every"] == 0 or step == recipe["steps"]:
            checked = [Part(Path(p), graph, None, cached) for p in recipe["validation"]]
            scenes = found_in(averaged(), checked, device, recipe["best"], recipe["kept"])
            result = average_precision(scenes, classes, areas=("all",))
            history.append({"step": step, "size": size, **{k: round(v, 4) for k, v in result.items()}})
            print(json.dumps(history[-1]), flush=True)
            save()
            since = time.process_time()
    options.out.mkdir(parents=True, exist_ok=True)
    write_safetensors(options.out / "trained.safetensors", averaged().export())
    facts = {"steps": step, "scenesSeen": step * batch, "minutes": round(seconds / 60, 1), "history": history, "device": device.type}
    (options.out / "training.json").write_text(json.dumps(facts, indent=1))


if __name__ == "__main__":
    main()
