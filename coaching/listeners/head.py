"""A small classifier over labelled example sentences, fitted when they are loaded: ridge regression, one score a label.

It sees a sentence as its words (stems and pairs of neighbours), as the classes its words belong to, and, when the
sentence model is there, as its meaning. The fit is deterministic and takes a second or two for five thousand sentences. `RIDGE` and the weights were set on the development cases of the signals
(`tests/coaching/cases/signals/thresholds.toml`), from which no example was made; half or twice as much changes little.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.language import stem
from coaching.listeners.lexicon import word_classes
from coaching.listeners.spoken import hear

Matrix = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Matrix]

RIDGE = 2.0
WORDS_WEIGHT = 1.0
CLASSES_WEIGHT = 0.5
"""How much each counts beside the meaning (1.0)."""
BIAS = 0.3
PRECISION = 1e-3
"""Size of what is left unexplained, beside what there was, at which the fit is good enough."""
MAX_STEPS = 200


class Head:
    """Scores near 1 for a label whose examples a sentence resembles, near 0 for the others."""

    def __init__(self, examples: Mapping[str, Sequence[str]], embed: Embed | None) -> None:
        self.labels = tuple(examples)
        self._embed = embed
        sentences = [sentence for label in self.labels for sentence in examples[label]]
        truth = [index for index, label in enumerate(self.labels) for _ in examples[label]]
        words, classes = _bags(sentences)
        self._words, self._classes = _Columns(words, WORDS_WEIGHT), _Columns(classes, CLASSES_WEIGHT)
        features = self._features(sentences, words, classes)
        targets = np.eye(len(self.labels), dtype=np.float32)[truth]
        self._weights = _ridge_weights(features, targets)

    def scores(self, sentences: Sequence[str]) -> Matrix:
        """Shape (sentences, labels)."""
        return self._features(sentences, *_bags(sentences)) @ self._weights

    def _features(self, sentences: Sequence[str], words: Sequence[set[str]], classes: Sequence[set[str]]) -> Matrix:
        parts = [
            self._words.matrix(words),
            self._classes.matrix(classes),
            np.full((len(sentences), 1), BIAS, dtype=np.float32),
        ]
        if self._embed is not None:
            parts.append(self._embed(sentences))
        return np.concatenate(parts, axis=1)


def _ridge_weights(features: Matrix, targets: Matrix) -> Matrix:
    """Solves (FᵀF + RIDGE) W = FᵀT, a column a label, by conjugate gradients: far less work than exactly."""
    residual = features.T @ targets
    weights, direction = np.zeros_like(residual), residual.copy()
    size = goal = np.sum(residual * residual, axis=0)
    for _ in range(MAX_STEPS):
        if np.all(size <= PRECISION**2 * goal):
            break
        image = features.T @ (features @ direction) + RIDGE * direction
        step = size / np.maximum(np.sum(direction * image, axis=0), 1e-12)
        weights += step * direction
        residual -= step * image
        before, size = size, np.sum(residual * residual, axis=0)
        direction = residual + direction * (size / np.maximum(before, 1e-12))
    return weights


class _Columns:
    """Sets of features as vectors of one length, the rarer features longer. Those met once are left out."""

    def __init__(self, bags: Sequence[set[str]], weight: float) -> None:
        met = Counter(feature for bag in bags for feature in sorted(bag))
        kept = [feature for feature, count in met.items() if count > 1]
        self._columns = {feature: column for column, feature in enumerate(kept)}
        self._rarity = np.array([math.log(1 + len(bags) / met[feature]) for feature in kept], dtype=np.float32)
        self._weight = weight

    def matrix(self, bags: Sequence[set[str]]) -> Matrix:
        vectors: Matrix = np.zeros((len(bags), len(self._columns)), dtype=np.float32)
        for row, bag in enumerate(bags):
            columns = [self._columns[feature] for feature in bag if feature in self._columns]
            vectors[row, columns] = self._rarity[columns]
        vectors *= self._weight / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        return vectors


def _bags(sentences: Sequence[str]) -> tuple[list[set[str]], list[set[str]]]:
    """What each sentence is made of: its words, and the classes of its words."""
    bags = [(_word_bag(each), _class_bag(each)) for each in sentences]  # together: `hear` remembers the last ones
    return [words for words, _ in bags], [classes for _, classes in bags]


def _word_bag(sentence: str) -> set[str]:
    """Stems and pairs of neighbouring stems, the ends of the sentence included."""
    stems = ["^", *(stem(word) for word in hear(sentence).plain), "$"]
    return {*stems[1:-1], *(f"{one} {other}" for one, other in pairwise(stems))}


def _class_bag(sentence: str) -> set[str]:
    """The classes of its words, and which of them come together."""
    classes = sorted(word_classes(hear(sentence)))
    return {*classes, *(f"{one}&{other}" for one, other in combinations(classes, 2))}
