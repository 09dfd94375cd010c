"""What Courtside's tuning adds to the published sentence model: the difference of its last layers, four bits a weight.

`packaging/understanding/tune.py` makes the file and says how.
"""

from __future__ import annotations

from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

FILE = "understanding.npz"
MIDDLE = 8
"""What stands for no difference: a weight's four bits are 1 to 15."""

Weights = dict[str, NDArray[np.float32]]


def tuned(weights: Weights) -> Weights | None:
    """The published weights with the difference added; None if they are of another model than the one tuned."""
    with (files("models") / FILE).open("rb") as file, np.load(file) as arrays:
        names = [name for name in arrays.files if not name.endswith(".scale")]
        differences = {name: _unpacked(arrays[name], arrays.get(f"{name}.scale")) for name in names}
    if any(name not in weights or weights[name].shape != each.shape for name, each in differences.items()):
        return None
    return weights | {name: weights[name] + each for name, each in differences.items()}


def pack(name: str, difference: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """The arrays that keep a difference: two weights a byte, a scale a row; vectors as they are."""
    if difference.ndim == 1:
        return {name: difference.astype(np.float16)}
    widest = np.maximum(np.abs(difference).max(axis=1, keepdims=True), 1e-5) / (MIDDLE - 1)
    tried = [(_error(difference, widest * part), widest * part) for part in (0.6, 0.7, 0.8, 0.9, 1.0)]
    least = np.argmin([error for error, _ in tried], axis=0)
    scale = np.choose(least[:, None], [scale for _, scale in tried]).astype(np.float16)
    bits = (_rounded(difference, scale.astype(np.float32)) + MIDDLE).astype(np.uint8)
    return {name: (bits[:, 0::2] << 4) | bits[:, 1::2], f"{name}.scale": scale[:, 0]}


def _rounded(difference: NDArray[np.float32], scale: NDArray[np.float32]) -> NDArray[np.float32]:
    rounded: NDArray[np.float32] = np.clip(np.rint(difference / scale), 1 - MIDDLE, MIDDLE - 1)
    return rounded


def _error(difference: NDArray[np.float32], scale: NDArray[np.float32]) -> NDArray[np.float32]:
    error: NDArray[np.float32] = ((_rounded(difference, scale) * scale - difference) ** 2).sum(axis=1)
    return error


def _unpacked(packed: NDArray[np.generic], scale: NDArray[np.generic] | None) -> NDArray[np.float32]:
    if scale is None:
        return packed.astype(np.float32)
    pairs = packed.astype(np.uint8)
    bits = np.stack([pairs >> 4, pairs & 15], axis=2).reshape(len(pairs), -1).astype(np.float32)
    difference: NDArray[np.float32] = (bits - MIDDLE) * scale.astype(np.float32)[:, None]
    return difference
