"""A small classifier over labelled example sentences, fitted when they are loaded: ridge regression, one score a label.

It sees a sentence as its words (stems, pairs of neighbours) and, when the sentence model is there, as its meaning.
Ridge in its dual form is exact, deterministic and takes a fraction of a second for a thousand sentences.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.language import stem
from coaching.listeners.spoken import hear

Matrix = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Matrix]

RIDGE = 0.3
"""Set on the development cases (not on the examples): from 0.1 to 1 the result hardly moves."""
WORDS_WEIGHT = 0.7
"""How much the words count beside the meaning (1): set on the development cases."""


class Head:
    """Scores near 1 for a label whose examples a sentence resembles, near 0 for the others."""

    def __init__(self, examples: Mapping[str, Sequence[str]], embed: Embed | None) -> None:
        self.labels = tuple(examples)
        self._embed = embed
        sentences = [sentence for label in self.labels for sentence in examples[label]]
        truth = [index for index, label in enumerate(self.labels) for _ in examples[label]]
        bags = [_bag(sentence) for sentence in sentences]
        seen = Counter(feature for bag in bags for feature in bag)
        kept = [feature for feature, count in seen.items() if count > 1]
        self._columns = {feature: column for column, feature in enumerate(kept)}
        self._rarity = np.array([math.log(1 + len(sentences) / seen[feature]) for feature in kept], dtype=np.float32)
        features = self._features(sentences, bags)
        targets = np.eye(len(self.labels), dtype=np.float32)[truth]
        kernel = features @ features.T + RIDGE * np.eye(len(sentences), dtype=np.float32)
        self._weights: Matrix = features.T @ np.linalg.solve(kernel, targets)

    def scores(self, sentences: Sequence[str]) -> Matrix:
        """Shape (sentences, labels)."""
        return self._features(sentences, [_bag(sentence) for sentence in sentences]) @ self._weights

    def _features(self, sentences: Sequence[str], bags: Sequence[Counter[str]]) -> Matrix:
        words = np.zeros((len(sentences), len(self._columns)), dtype=np.float32)
        for row, bag in enumerate(bags):
            for feature in bag:
                column = self._columns.get(feature)
                if column is not None:
                    words[row, column] = self._rarity[column]
        lengths = np.linalg.norm(words, axis=1, keepdims=True)
        words *= WORDS_WEIGHT / np.maximum(lengths, 1e-6)
        parts = [words, np.full((len(sentences), 1), 0.3, dtype=np.float32)]
        if self._embed is not None:
            parts.append(self._embed(sentences))
        return np.concatenate(parts, axis=1)


def _bag(sentence: str) -> Counter[str]:
    """Stems and pairs of neighbouring stems, the ends of the sentence included."""
    stems = ["^", *(stem(word) for word in hear(sentence).plain), "$"]
    return Counter(stems[1:-1]) + Counter(f"{one} {other}" for one, other in zip(stems, stems[1:], strict=False))
