"""What every training here does alike: its options, its optimizer, its steps, what is kept of them, and how it goes on."""

from __future__ import annotations

import argparse
import json
import signal
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from weights import write_safetensors

# Steps after which a line is printed, and after which the state is saved.
TELL, SAVE = 20, 100


def options_of() -> argparse.Namespace:
    """What `npm run train` says; as many threads as it asks for are set."""
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe", type=Path, help="JSON: name, steps, scenes, validation, and the rest")
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    return options


def device_here() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def learning_rate(step: int, recipe: dict) -> float:
    """Warm-up, then level, then straight down to nothing over the last part, where there is one."""
    rate = recipe["learningRate"]
    fall = recipe["steps"] * (1 - recipe["decay"])
    if step < recipe["warmUp"]:
        return rate * (step + 1) / recipe["warmUp"]
    if step < fall:
        return rate
    return rate * min(1.0, max(0.0, (recipe["steps"] - step) / (recipe["steps"] - fall)))


def optimizer_for(network, recipe: dict) -> torch.optim.Optimizer:
    """AdamW, which lets kernels alone decay; fusion weights may learn faster than all others."""
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


class Training:
    """A network on its way. `made` makes one like it with random weights; saved state is taken up where there is some."""

    def __init__(self, made: Callable[[int], torch.nn.Module], recipe: dict, options: argparse.Namespace, device: torch.device):
        self.made, self.recipe, self.options, self.device = made, recipe, options, device
        self.network = made(recipe["seed"]).train()
        names = self.network.parameter_names
        self.average = {name: self.network.value(name).detach().clone() for name in names}
        self.trained = [self.network.value(name) for name in names if self.network.roles[name] not in ("mean", "variance")]
        self.optimizer = optimizer_for(self.network, recipe)
        self.step, self.seen, self.seconds, self.history = 0, 0, 0.0, []
        self.running: dict[str, float] = {}
        if options.state.exists():
            saved = torch.load(options.state, weights_only=True, map_location=device)
            self.network.load_state_dict(saved["network"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.average, self.step, self.seconds, self.history = saved["average"], saved["step"], saved["seconds"], saved["history"]
            self.seen = saved.get("seen", self.step * recipe["batch"])
            print(f"going on from step {self.step}", flush=True)

    def save(self) -> None:
        part = self.options.state.with_suffix(".part")
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), "average": self.average}
        rest = {"step": self.step, "seen": self.seen, "seconds": self.seconds, "history": self.history}
        torch.save({**state, **rest}, part)
        part.replace(self.options.state)

    def averaged(self) -> torch.nn.Module:
        """The moving average of the weights, which is what is measured and what ships."""
        copy = self.made(0)
        with torch.no_grad():
            for name in copy.parameter_names:
                copy.value(name).copy_(self.average[name])
        return copy.eval()

    def run(self, take: Callable[[int], None], measure: Callable[[], None]) -> bool:
        """The steps that are left, measured now and then. False where it was asked to stop; its state is saved, and it may be started again."""
        stop: list[int] = []
        signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))
        wall, first = 0.0, self.seen
        while self.step < self.recipe["steps"]:
            if stop:
                self.save()
                print(f"stopped at step {self.step}; start again to go on", flush=True)
                return False
            since, began = time.process_time(), time.monotonic()
            take(self.step)
            self.step += 1
            self.seconds += time.process_time() - since
            wall += time.monotonic() - began
            if self.step % TELL == 0:
                told = " ".join(f"{name} {value / TELL:.4f}" for name, value in self.running.items())
                rate = (self.seen - first) / wall
                print(f"step {self.step} {told} {rate:.1f} scenes/s, {self.seconds / 60:.1f} CPU min", flush=True)
                self.running.clear()
            if self.step % SAVE == 0:
                self.save()
            if self.step % self.recipe["every"] == 0 or self.step == self.recipe["steps"]:
                measure()
                self.save()
        return True

    def change(self, cost: torch.Tensor, scenes: int, **told: torch.Tensor) -> None:
        """One change of the weights and of their average, at a cost over so many scenes; `told` are its parts, to be printed."""
        for parameters in self.optimizer.param_groups:
            parameters["lr"] = learning_rate(self.step, self.recipe) * parameters["times"]
        self.optimizer.zero_grad(set_to_none=True)
        cost.backward()
        torch.nn.utils.clip_grad_norm_(self.trained, self.recipe["clip"])
        self.optimizer.step()
        keep = min(self.recipe["average"], (1 + self.step) / (10 + self.step))
        names = self.network.parameter_names
        with torch.no_grad():
            torch._foreach_lerp_([self.average[name] for name in names], [self.network.value(name) for name in names], 1 - keep)
        self.seen += scenes
        for name, value in told.items():
            self.running[name] = self.running.get(name, 0.0) + value.item()

    def tell(self, size: int, values: dict[str, float]) -> None:
        self.history.append({"step": self.step, "size": size, **{name: round(value, 4) for name, value in values.items()}})
        print(json.dumps(self.history[-1]), flush=True)

    def finish(self, exported: dict[str, np.ndarray], **facts) -> None:
        """Writes the weights, and what is to be known of the training."""
        out = self.options.out
        out.mkdir(parents=True, exist_ok=True)
        write_safetensors(out / "trained.safetensors", exported)
        rest = {"scenesSeen": self.seen, "minutes": round(self.seconds / 60, 1), "history": self.history, "device": self.device.type}
        (out / "training.json").write_text(json.dumps({"steps": self.step, **facts, **rest}, indent=1))
