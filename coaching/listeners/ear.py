"""How sentences are understood: by words always, by meaning when the sentence model is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Meaning(Protocol):
    """The sentence model, as the coach sees it."""

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(sentences), dimensions)."""


class Ear:
    """Nearness of what was said to examples kept as data (`coaching/examples/<language>/`)."""

    def __init__(self, meaning: Meaning | None = None) -> None:
        self._meaning = meaning

    @property
    def by_meaning(self) -> bool:
        """False when only words are used (the sentence model is not installed)."""
        return self._meaning is not None

    def nearness(self, group: str, text: str) -> Mapping[str, float]:
        """Cosine of `text` to the nearest example of each label in `group`; empty without the model."""
        return {}

    def similarity(self, one: str, other: str) -> float | None:
        """Cosine of two sentences, or None without the model."""
        if self._meaning is None:
            return None
        first, second = self._meaning.embed([one, other])
        return float(first @ second)
