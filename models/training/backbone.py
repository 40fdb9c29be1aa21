"""The frozen part of a detector: from the picture to the maps that its neck reads, run by OpenVINO (CPU) or PyTorch (GPU)."""

from __future__ import annotations

import numpy as np

SCOPE = "backbone/"
MEAN = np.array([0.485 * 255, 0.456 * 255, 0.406 * 255], np.float32)
DEVIATION = np.array([0.229 * 255, 0.224 * 255, 0.225 * 255], np.float32)


def boundary(graph: dict) -> list[int]:
    """Tensor ids that the trained part reads from the frozen part, finest first."""
    ops = graph["ops"]
    frozen = {i for i, op in enumerate(ops) if op["kind"] == "input" or op["name"].startswith(SCOPE)}
    read = {j for i, op in enumerate(ops) if i not in frozen for j in op["inputs"] if j in frozen}
    return sorted(read, key=lambda i: -ops[i]["shape"][0])


def computed(graph: dict) -> list[int]:
    """Those of them that the frozen part computes; the picture itself, which a trained path may read too, is none."""
    return [i for i in boundary(graph) if graph["ops"][i]["kind"] != "input"]


def normalized(pictures: np.ndarray) -> np.ndarray:
    """RGB bytes [..., 3] as the frozen part reads them, float32."""
    return (pictures - MEAN) / DEVIATION


def folded(graph: dict, op: dict, weights: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Kernel and bias of a layer whose batch norm was folded in; a checkpoint of the backbone alone has no scope in its names."""
    kernel = op["kernel"].removeprefix(SCOPE)
    bias = kernel.rsplit("/", 1)[0] + "/bias"
    return weights[kernel].astype(np.float32), weights[bias].astype(np.float32)


def openvino_backbone(graph: dict, weights: dict[str, np.ndarray], batch: int, threads: int = 1, exact: bool = False):
    """A function from RGB bytes [batch, size, size, 3] to the boundary's maps, float16 (float32 where `exact`), [batch, channels, height, width]."""
    import openvino
    import openvino.opset13 as ov

    ops = graph["ops"]
    height, width, _ = ops[0]["shape"]
    picture = ov.parameter([batch, height, width, 3], np.uint8)
    x = ov.transpose(ov.convert(picture, np.float32), ov.constant(np.array([0, 3, 1, 2])))
    x = ov.divide(ov.subtract(x, ov.constant(MEAN.reshape(1, 3, 1, 1))), ov.constant(DEVIATION.reshape(1, 3, 1, 1)))
    made = {0: x}
    wanted = computed(graph)
    for i, op in enumerate(ops):
        if not op["name"].startswith(SCOPE) or i > max(wanted):
            continue
        inputs = [made[j] for j in op["inputs"]]
        kind = op["kind"]
        if kind in ("conv2d", "depthwiseConv2d"):
            kernel, bias = folded(graph, op, weights)
            pad = op["padding"]
            window = (op["stride"], [pad["top"], pad["left"]], [pad["bottom"], pad["right"]], op["dilation"])
            if kind == "conv2d":
                y = ov.convolution(inputs[0], ov.constant(kernel.transpose(3, 2, 0, 1).copy()), *window)
            else:
                grouped = kernel.transpose(2, 3, 0, 1)[:, None].copy()
                y = ov.group_convolution(inputs[0], ov.constant(grouped), *window)
            made[i] = ov.add(y, ov.constant(bias.reshape(1, -1, 1, 1)))
        elif kind == "batchNorm":
            made[i] = inputs[0]
        elif kind == "activation":
            made[i] = ov.swish(inputs[0]) if op["activation"] == "swish" else ov.sigmoid(inputs[0])
        elif kind == "add":
            made[i] = ov.add(*inputs)
        elif kind == "multiply":
            made[i] = ov.multiply(*inputs)
        elif kind == "globalAveragePool":
            made[i] = ov.reduce_mean(inputs[0], ov.constant(np.array([2, 3])), True)
        else:
            raise ValueError(f"{op['name']}: a backbone with {kind} cannot be run here.")
    outputs = [ov.result(made[i] if exact else ov.convert(made[i], np.float16)) for i in wanted]
    model = openvino.Model(outputs, [picture], "backbone")
    compiled = openvino.Core().compile_model(
        model, "CPU", {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32"}
    )

    def run(pictures: np.ndarray) -> list[np.ndarray]:
        result = compiled(pictures)
        return [result[output] for output in compiled.outputs]

    return run
