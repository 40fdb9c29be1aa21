"""Reading and writing safetensors files, without another package."""

import json
import struct
from pathlib import Path

import numpy as np

KINDS = {"F16": np.float16, "F32": np.float32, "U8": np.uint8, "I64": np.int64}
NAMES = {np.dtype(kind): name for name, kind in KINDS.items()}


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """Every tensor of a file, by name."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        first, last = entry["data_offsets"]
        part = data[8 + length + first : 8 + length + last]
        tensors[name] = np.frombuffer(part, KINDS[entry["dtype"]]).reshape(entry["shape"])
    return tensors


def write_safetensors(path: Path, tensors: dict[str, np.ndarray], metadata: dict[str, str] | None = None) -> None:
    """Writes tensors in the order of `tensors`; the header is padded with spaces to a multiple of 8 bytes."""
    header: dict[str, object] = {"__metadata__": metadata} if metadata else {}
    parts = []
    at = 0
    for name, values in tensors.items():
        part = np.ascontiguousarray(values).tobytes()
        header[name] = {
            "dtype": NAMES[values.dtype],
            "shape": list(values.shape),
            "data_offsets": [at, at + len(part)],
        }
        at += len(part)
        parts.append(part)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    Path(path).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))
