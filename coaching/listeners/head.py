"""A small classifier of sentences, or of pairs of them: linear over what `features.py` sees and over the meaning.

The weights are shipped (`coaching/examples/en/heads.npz`); `packaging/understanding/train.py` fits them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.features import bond_of, classes_of, words_of

Matrix = NDArray[np.float32]

FILE = "heads.npz"
KINDS = {"words": 1.0, "classes": 0.5, "bond": 0.7}
"""How much each kind of feature counts beside the meaning (1.0). Set on examples of authors not trained on."""
BIAS = 0.3
FIRST = 0.5
"""How much the meaning of the first of two sentences counts beside that of the second."""
_COSINES = np.linspace(0.0, 0.8, 9, dtype=np.float32)


@dataclass(frozen=True)
class Head:
    """Chances of labels. Fitted for words alone; and beside the published meaning, or with the tuned encoder.

    rows: feature → row of the weights. rarity: of each feature, how much it counts. weights: (features + 1, labels),
    the last row a bias; meaning: what the published meaning adds, (dimensions, labels), None in a head without it.
    slope, offset: make a score a chance, per label; None where scores are used as they are. tuned: from what the
    tuned encoder gives to a logit, (dimensions + 1, labels); both: make score and logit a chance, (3, labels). None
    in heads that were not tuned for.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    rarity: Matrix
    weights: Matrix
    meaning: Matrix | None
    slope: Matrix | None
    offset: Matrix | None
    tuned: Matrix | None = None
    both: Matrix | None = None

    def chances(
        self,
        features: Sequence[Mapping[str, frozenset[str]]],
        meanings: Matrix | None,
        understood: Matrix | None = None,
    ) -> Matrix:
        """Shape (sentences, labels), each 0 to 1; raw scores, about 0 to 1, of a head without `slope`.

        meanings: from the published encoder; understood: from the tuned one, where both are there.
        """
        scores: Matrix = np.stack([self._score(each) for each in features]).astype(np.float32)
        if self.meaning is not None and meanings is not None:
            # one by one, so that a sentence scores alike whatever is beside it
            added: Matrix = np.stack([row @ self.meaning for row in meanings])
            scores += added
        if self.tuned is not None and self.both is not None and understood is not None:
            logits = np.stack([logits_of(row, self.tuned, self.labels) for row in understood])
            return _logistic(scores * self.both[0] + logits * self.both[1] + self.both[2])
        if self.slope is None or self.offset is None:
            return scores
        return _logistic(scores * self.slope + self.offset)

    def _score(self, features: Mapping[str, frozenset[str]]) -> Matrix:
        rows, values = placed(features, self.rows, self.rarity)
        score: Matrix = values @ self.weights[rows] + BIAS * self.weights[-1]
        return score


def _logistic(logits: Matrix) -> Matrix:
    chances: Matrix = (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)
    return chances


def logits_of(understood: Matrix, tuned: Matrix, labels: Sequence[str]) -> Matrix:
    """A logit a label. Of a label that others go into ("need" of "need-goal"), as much as these have in sum."""
    logits: Matrix = understood @ tuned[:-1] + tuned[-1]
    for column, label in enumerate(labels):
        parts = [place for place, other in enumerate(labels) if other.startswith(f"{label}-")]
        if parts:
            logits[column] = np.logaddexp.reduce(logits[parts])
    return logits


def placed(
    features: Mapping[str, frozenset[str]], rows: Mapping[str, int], rarity: Matrix
) -> tuple[NDArray[np.int64], Matrix]:
    """The rows of those features that are known, and their values: each kind of feature at its own length."""
    places, values = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    for kind, bag in features.items():
        known = np.array(sorted(rows[name] for each in bag if (name := f"{kind} {each}") in rows), np.int64)
        rare = rarity[known]
        places.append(known)
        values.append(rare * np.float32(KINDS[kind] / max(1e-6, math.sqrt(float(rare @ rare)))))
    return np.concatenate(places), np.concatenate(values)


def of_sentence(sentence: str) -> Mapping[str, frozenset[str]]:
    """What a head for sentences sees."""
    return {"words": words_of(sentence), "classes": classes_of(sentence)}


def of_pair(first: str, second: str) -> Mapping[str, frozenset[str]]:
    """What a head for pairs sees: the second, and what it has to do with the first."""
    return {**of_sentence(second), "bond": bond_of(first, second)}


def meaning_of_pairs(firsts: Matrix, seconds: Matrix) -> Matrix:
    """The meaning of pairs: both, what they share dimension by dimension, and how near they are."""
    shared = firsts * seconds
    near = shared.sum(axis=1, keepdims=True)
    steps = np.clip((near - _COSINES) * 5, 0, 1) * 0.3
    parts = (firsts * FIRST, seconds, shared * math.sqrt(firsts.shape[1] / 19.2), near * 2, steps)
    return np.concatenate(parts, axis=1).astype(np.float32)


@lru_cache(maxsize=32)
def shipped(name: str, by_meaning: bool, language: str = "en") -> Head | None:
    """The shipped head of that name, or None."""
    arrays = shipped_file(language)
    if f"{name}/labels" not in arrays:
        return None
    tuned = by_meaning and f"{name}/tuned" in arrays
    published = by_meaning and not tuned
    way = f"{name}/{'meaning' if published else 'words'}"
    features = str(arrays[f"{name}/features"]).split("\n")
    return Head(
        labels=tuple(str(arrays[f"{name}/labels"]).split("\n")),
        rows={feature: row for row, feature in enumerate(features)},
        rarity=arrays[f"{name}/rarity"].astype(np.float32),
        weights=arrays[f"{way}/weights"].astype(np.float32),
        meaning=arrays[f"{way}/of_meaning"].astype(np.float32) if published else None,
        slope=arrays[f"{way}/slope"].astype(np.float32) if f"{way}/slope" in arrays else None,
        offset=arrays[f"{way}/offset"].astype(np.float32) if f"{way}/offset" in arrays else None,
        tuned=arrays[f"{name}/tuned"].astype(np.float32) if tuned else None,
        both=arrays[f"{name}/both"].astype(np.float32) if tuned else None,
    )


@lru_cache(maxsize=1)
def shipped_file(language: str) -> Mapping[str, NDArray[np.generic]]:
    place = files("coaching") / "examples" / language / FILE
    with place.open("rb") as file, np.load(file) as arrays:
        return dict(arrays)
