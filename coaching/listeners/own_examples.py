"""Examples of the user's own: a sentence that is like one of them is taken for what it is labelled."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.features import words_of

LIKE_BY_MEANING = (0.55, 0.8)
LIKE_BY_WORDS = (0.3, 0.6)
"""Cosines at which a sentence begins to count as like an example, and at which it surely is. Unrelated sentences of
calls lie under 0.35 by meaning; the same thing in other words at 0.6 and above."""


class OwnExamples:
    """The user's examples of one group. embed: unit vectors of sentences, of no dimension without the model."""

    def __init__(
        self, labels: Mapping[str, Sequence[str]], embed: Callable[[Sequence[str]], NDArray[np.float32]]
    ) -> None:
        self._labels = tuple(labels)
        self._of = [label for label in labels for _ in labels[label]]
        self._sentences = [sentence for label in labels for sentence in labels[label]]
        self._embed = embed
        self._examples: NDArray[np.float32] | None = None

    def beside(self, sentence: str, leaning: Mapping[str, float]) -> dict[str, float]:
        """The leanings, with those of the user's examples: the label of the likest one rises, all others fall."""
        told = dict.fromkeys(self._labels, 0.0) | dict(leaning)
        if not self._sentences:
            return told
        cosines = self._cosines(sentence)
        nearest = int(np.argmax(cosines))
        low, high = LIKE_BY_MEANING if self._vectors().shape[1] else LIKE_BY_WORDS
        like = min(1.0, max(0.0, (float(cosines[nearest]) - low) / (high - low)))
        label = self._of[nearest]
        kind = label.partition("-")[0]
        mixed = {name: chance * (1 - like) for name, chance in told.items()}
        for name in {label, kind} & told.keys():
            mixed[name] += like
        return mixed

    def _cosines(self, sentence: str) -> NDArray[np.float32]:
        examples = self._vectors()
        if examples.shape[1]:
            cosines: NDArray[np.float32] = examples @ self._embed([sentence])[0]
            return cosines
        words = words_of(sentence)
        bags = [words_of(each) for each in self._sentences]
        return np.array([len(words & bag) / math.sqrt(max(1, len(words) * len(bag))) for bag in bags], np.float32)

    def _vectors(self) -> NDArray[np.float32]:
        if self._examples is None:
            self._examples = self._embed(self._sentences)
        return self._examples
