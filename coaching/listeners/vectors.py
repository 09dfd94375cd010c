"""Vectors of the shipped examples, worked out beforehand: a call can be coached at once, not after ten seconds.

`packaging/embed_examples.py` writes them. They are used only with the sentence model they were made with, and only
for sentences they hold: an example added since is embedded when it is met.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FILE = "example_vectors.npz"
SAME_MODEL = 0.98
"""Cosine of a vector and its stored copy, rounding included, below which the model is another one."""
SCALE = 127.0

Vectors = NDArray[np.float32]


class Embeds(Protocol):
    def embed(self, sentences: Sequence[str]) -> Vectors: ...


def key(sentence: str) -> int:
    """What a plain sentence is filed under."""
    return int.from_bytes(blake2b(sentence.encode("utf-8"), digest_size=8).digest(), "big")


def pack(sentences: Sequence[str], vectors: Vectors) -> dict[str, NDArray[np.generic]]:
    """The arrays of the file: one byte a dimension, each vector with its own largest value as the scale."""
    scales = np.abs(vectors).max(axis=1)
    bytes_ = np.rint(vectors / scales[:, None] * SCALE).astype(np.int8)
    return {
        "keys": np.array([key(sentence) for sentence in sentences], dtype=np.uint64),
        "scales": scales.astype(np.float32),
        "vectors": bytes_,
        "probe": np.array(sentences[0]),
    }


@lru_cache(maxsize=1)
def _stored(language: str = "en") -> tuple[str, Mapping[int, int], Vectors]:
    """The probe sentence, key → row, and the vectors. Empty when the file is missing."""
    place = files("coaching") / "examples" / language / FILE
    if not place.is_file():
        return "", {}, np.zeros((0, 0), np.float32)
    with place.open("rb") as file, np.load(file) as arrays:
        vectors = arrays["vectors"].astype(np.float32) * (arrays["scales"][:, None] / SCALE)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        rows = {int(each): row for row, each in enumerate(arrays["keys"])}
        return str(arrays["probe"]), rows, vectors


def stored_for(meaning: Embeds) -> tuple[Mapping[int, int], Vectors]:
    """key → row and the vectors, if they are of this model; else nothing."""
    probe, rows, vectors = _stored()
    if not rows:
        return {}, vectors
    now = meaning.embed([probe])[0]
    if now.shape != vectors.shape[1:] or float(now @ vectors[rows[key(probe)]]) < SAME_MODEL:
        return {}, vectors
    return rows, vectors


def missing(sentences: Sequence[str]) -> list[str]:
    """Those of the plain sentences that the file does not hold."""
    _, rows, _ = _stored()
    return [sentence for sentence in sentences if key(sentence) not in rows]
