"""What every measurement of trained weights does alike: its options, and a JSON object with one entry a set of cached scenes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import torch


def options_here() -> argparse.ArgumentParser:
    """The options that all of them take; each adds its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("sets", nargs="+", help="NAME=SIZE=FILE,FILE…: painted files without their ending")
    return parser


def measure_sets(options: argparse.Namespace, measure: Callable[[str, int, list[Path]], dict]) -> None:
    """Writes what `measure` says of each set's name, size and files beside what was measured before, as soon as it is known."""
    torch.set_num_threads(options.threads)
    results = json.loads(options.out.read_text()) if options.out.exists() else {}
    for entry in options.sets:
        name, size, files = entry.split("=")
        results[name] = measure(name, int(size), [Path(file) for file in files.split(",")])
        print(name, json.dumps(results[name]), flush=True)
        options.out.write_text(json.dumps(results, indent=1))


def graph_at(path: str, size: int) -> dict:
    """A graph from a path with {size} in it."""
    return json.loads(Path(path.format(size=size)).read_text())
