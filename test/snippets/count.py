"""Runs snippets that build networks, and counts what they built. Reads a JSON list of {library, code}, writes one of {parameters, multiplyAdds}
and, last, the libraries' versions. Needs torch, timm, torchvision, effdet, and keras (on torch)."""

import json
import os
import sys
from math import prod

os.environ["KERAS_BACKEND"] = "torch"

import torch


class Heard:
    """Multiply-adds of convolutions and dense layers, in every forward pass of any module in torch."""

    def __init__(self):
        self.total = 0

    def __call__(self, module, inputs, output):
        if isinstance(module, torch.nn.Conv2d):
            self.total += output.numel() * prod(module.kernel_size) * module.in_channels // module.groups
        elif isinstance(module, torch.nn.Linear):
            self.total += output.numel() * module.in_features


def count_keras(model):
    """The same of a Keras model, from the shapes of its layers."""
    total = 0
    for layer in model.layers:
        kind = type(layer).__name__
        if kind in ("Conv2D", "DepthwiseConv2D"):
            _, height, width, channels = layer.output.shape
            inputs = layer.kernel.shape[2] if kind == "Conv2D" else 1
            total += height * width * channels * prod(layer.kernel_size) * inputs
        elif kind == "Dense":
            total += prod(layer.kernel.shape)
    return sum(prod(each.shape) for each in model.trainable_weights), total


def counted(library, code):
    """Runs a snippet on torch's meta device, where nothing is stored and nothing computed but shapes."""
    names = {"__name__": "__main__"}
    if library == "keras":
        from keras.src.backend.torch.core import device_scope

        with device_scope("meta"):
            exec(code, names)
            parameters, multiply_adds = count_keras(names["model"])
    else:
        heard = Heard()
        hook = torch.nn.modules.module.register_module_forward_hook(heard)
        with torch.device("meta"), torch.no_grad():
            exec(code, names)
        hook.remove()
        parameters = sum(each.numel() for each in names["model"].parameters() if each.requires_grad)
        multiply_adds = heard.total
    return {"parameters": int(parameters), "multiplyAdds": int(multiply_adds)}


def main():
    answers = []
    for index, snippet in enumerate(json.load(sys.stdin)):
        try:
            answers.append(counted(snippet["library"], snippet["code"]))
        except Exception as error:  # What a library refuses is an answer, too.
            answers.append({"error": f"{type(error).__name__}: {error}"})
        print(f"\r{index + 1} ", end="", file=sys.stderr)
    from importlib.metadata import version

    print(json.dumps({
        "counted": answers,
        "versions": {name: version(name) for name in ("timm", "torchvision", "keras", "effdet")},
    }))


main()
