"""Trains one detector on cached scenes; started by `npm run train -- NAME`. Interrupted, it goes on from its last saved state."""

from __future__ import annotations

import argparse
import json
import math
import signal
import time
from pathlib import Path

import numpy as np
import torch
from average_precision import average_precision
from data import Group, Part
from evaluate import found_in
from network import TrainedPart
from targets import losses
from weights import write_safetensors


def learning_rate(step: int, recipe: dict) -> float:
    """Warm-up, then level, then straight down to nothing over the last part, where there is one."""
    rate = recipe["learningRate"]
    fall = recipe["steps"] * (1 - recipe["decay"])
    if step < recipe["warmUp"]:
        return rate * (step + 1) / recipe["warmUp"]
    if step < fall:
        return rate
    return rate * min(1.0, max(0.0, (recipe["steps"] - step) / (recipe["steps"] - fall)))


def optimizer_for(network: TrainedPart, recipe: dict) -> torch.optim.Optimizer:
    kernels, fusion, others = [], [], []
    for name in network.parameter_names:
        role = network.roles[name]
        if role in ("mean", "variance"):
            continue
        (kernels if role == "kernel" else fusion if role == "fusion" else others).append(network.value(name))
    groups = [
        {"params": kernels, "weight_decay": recipe["weightDecay"], "times": 1.0},
        {"params": others, "weight_decay": 0.0, "times": 1.0},
    ]
    if fusion:
        groups.append({"params": fusion, "weight_decay": 0.0, "times": recipe["fusionTimes"]})
    return torch.optim.AdamW(groups, lr=recipe["learningRate"], betas=(0.9, 0.99), foreach=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe", type=Path, help="JSON: name, steps, sizes with their scenes, and the rest")
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    recipe = json.loads(options.recipe.read_text())
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    sizes = [int(size) for size in recipe["sizes"]]
    graphs = {size: json.loads(Path(recipe["graphs"].format(size=size)).read_text()) for size in sizes}
    network = TrainedPart(graphs, torch.Generator().manual_seed(recipe["seed"]), recipe["classPrior"]).to(device)
    network.to(memory_format=torch.channels_last)
    network.train()
    average = {name: network.value(name).detach().clone() for name in network.parameter_names}
    groups = [
        Group(size, [Path(p) for p in recipe["sizes"][str(size)]["scenes"]], graphs[size], recipe["anchorScale"])
        for size in sizes
    ]
    shares = np.array([recipe["sizes"][str(size)]["share"] for size in sizes], float)
    optimizer = optimizer_for(network, recipe)
    step, seen, seconds, history = 0, 0, 0.0, []
    if options.state.exists():
        saved = torch.load(options.state, weights_only=True, map_location=device)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step, seconds, history = saved["average"], saved["step"], saved["seconds"], saved["history"]
        seen = saved.get("seen", step * recipe["batch"])
        print(f"going on from step {step}", flush=True)

    def save() -> None:
        part = options.state.with_suffix(".part")
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average}
        torch.save({**state, "step": step, "seen": seen, "seconds": seconds, "history": history}, part)
        part.replace(options.state)

    def averaged() -> TrainedPart:
        copy = TrainedPart(graphs, torch.Generator().manual_seed(0)).to(device, memory_format=torch.channels_last)
        with torch.no_grad():
            for name in network.parameter_names:
                copy.value(name).copy_(average[name])
        return copy

    averages = [average[name] for name in network.parameter_names]
    current = [network.value(name) for name in network.parameter_names]
    running, since = np.zeros(2), time.monotonic()
    trained = [network.value(name) for name in network.parameter_names if network.roles[name] not in ("mean", "variance")]
    started, scenes_here = time.monotonic(), 0
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))
    while step < recipe["steps"]:
        if stop:
            save()
            print(f"stopped at step {step}; start again to go on", flush=True)
            return
        rng = np.random.default_rng([recipe["seed"], step])
        share = shares[:, 0 if step < recipe["mixFrom"] else 1]
        group = groups[rng.choice(len(groups), p=share / share.sum())]
        usable = min(len(group.paths), max(1, math.ceil(len(group.paths) * (step + 1) / recipe["ramp"])))
        batch = recipe["sizes"][str(group.size)].get("batch", recipe["batch"])
        maps, index, labels, wanted = group.batch(rng, usable, batch)
        maps = [m.to(device) for m in maps]
        for parameters in optimizer.param_groups:
            parameters["lr"] = learning_rate(step, recipe) * parameters["times"]
        logits, regressions = network(group.size, maps)
        class_loss, box_loss = losses(logits, regressions, index.to(device), labels.to(device), wanted.to(device))
        optimizer.zero_grad(set_to_none=True)
        (class_loss + recipe["boxWeight"] * box_loss).backward()
        torch.nn.utils.clip_grad_norm_(trained, recipe["clip"])
        optimizer.step()
        keep = min(recipe["average"], (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(averages, current, 1 - keep)
        step += 1
        scenes_here += batch
        seen += batch
        now = time.monotonic()
        seconds += now - since
        since = now
        running += (class_loss.item(), box_loss.item())
        if step % 20 == 0:
            rate = scenes_here / (now - started)
            print(f"step {step} class {running[0] / 20:.3f} box {running[1] / 20:.4f} {rate:.1f} scenes/s", flush=True)
            running[:] = 0
        if step % 100 == 0:
            save()
        if step % recipe["every"] == 0 or step == recipe["steps"]:
            for size in sizes if step == recipe["steps"] else sizes[:1]:
                paths = [Path(p) for p in recipe["sizes"][str(size)]["validation"]]
                if all(p.with_suffix(".maps").exists() for p in paths):
                    parts = [Part(p, graphs[size], None) for p in paths]
                    scenes = found_in(averaged().eval(), parts, size, recipe["anchorScale"], device)
                    result = average_precision(scenes, recipe["classes"], areas=("all",))
                    history.append({"step": step, "size": size, **{k: round(v, 4) for k, v in result.items()}})
                    print(json.dumps(history[-1]), flush=True)
            save()
            since = time.monotonic()
    options.out.mkdir(parents=True, exist_ok=True)
    exported = averaged().export()
    write_safetensors(options.out / "trained.safetensors", exported)
    facts = {"steps": step, "scenesSeen": seen, "minutes": round(seconds / 60, 1), "history": history, "device": device.type}
    (options.out / "training.json").write_text(json.dumps(facts, indent=1))


if __name__ == "__main__":
    main()
