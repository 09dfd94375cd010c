"""Ridge regression on a few features out of many thousand, in numpy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.head import BIAS, placed

Matrix = NDArray[np.float32]

RIDGE = 2.0
PRECISION = 1e-3
"""Size of what is left unexplained, beside what there was, at which the fit is good enough."""
MAX_STEPS = 200


@dataclass(frozen=True)
class Rows:
    """Sentences as rows: the columns and values of their features, then a bias, then what the meaning adds."""

    columns: list[NDArray[np.int64]]
    values: list[Matrix]
    features: int
    dense: Matrix

    @classmethod
    def of(
        cls,
        bags: Sequence[Mapping[str, frozenset[str]]],
        rows: Mapping[str, int],
        rarity: Matrix,
        meanings: Matrix | None,
    ) -> Rows:
        both = [placed(bag, rows, rarity) for bag in bags]
        bias = np.full((len(bags), 1), BIAS, dtype=np.float32)
        dense = bias if meanings is None else np.concatenate([bias, meanings], axis=1)
        return cls([columns for columns, _ in both], [values for _, values in both], len(rows), dense)

    @property
    def width(self) -> int:
        return self.features + self.dense.shape[1]

    def of_rows(self, rows: NDArray[np.int64]) -> Rows:
        return Rows(
            [self.columns[row] for row in rows], [self.values[row] for row in rows], self.features, self.dense[rows]
        )

    def times(self, weights: Matrix) -> Matrix:
        """Shape (rows, labels)."""
        return _Product(self).forward(weights)


class _Product:
    """Multiplies rows with weights, and back."""

    def __init__(self, rows: Rows, weight: Matrix | None = None) -> None:
        scale = np.ones(len(rows.columns), np.float32) if weight is None else weight
        self._features = rows.features
        self._dense = rows.dense * scale[:, None]
        sizes = [len(columns) for columns in rows.columns]
        row = np.repeat(np.arange(len(sizes)), sizes)
        column, value = np.concatenate(rows.columns), np.concatenate(rows.values) * scale[row]
        self._by_row = _Sums(row, column, value, len(sizes))
        order = np.argsort(column, kind="stable")
        self._by_column = _Sums(column[order], row[order], value[order], rows.features)

    def forward(self, weights: Matrix) -> Matrix:
        result: Matrix = self._by_row.of(weights[: self._features]) + self._dense @ weights[self._features :]
        return result

    def back(self, result: Matrix) -> Matrix:
        return np.concatenate([self._by_column.of(result), self._dense.T @ result])


class _Sums:
    """For every target, the sum of some rows of a matrix, each times a value."""

    def __init__(self, target: NDArray[np.int64], source: NDArray[np.int64], value: Matrix, targets: int) -> None:
        self._source, self._value, self._targets = source, value[:, None], targets
        self._met, self._starts = np.unique(target, return_index=True)

    def of(self, matrix: Matrix) -> Matrix:
        sums = np.zeros((self._targets, matrix.shape[1]), dtype=np.float32)
        sums[self._met] = np.add.reduceat(matrix[self._source] * self._value, self._starts, axis=0)
        return sums


def ridge(rows: Rows, truth: Matrix, weight: Matrix) -> Matrix:
    """Solves (FᵀF + RIDGE) W = FᵀT, a column a label, by conjugate gradients; rows count by the square of `weight`."""
    product = _Product(rows, weight)
    residual = product.back(truth * weight[:, None])
    weights, direction = np.zeros_like(residual), residual.copy()
    size = goal = np.sum(residual * residual, axis=0)
    for _ in range(MAX_STEPS):
        if np.all(size <= PRECISION**2 * goal):
            break
        image = product.back(product.forward(direction)) + RIDGE * direction
        step = size / np.maximum(np.sum(direction * image, axis=0), 1e-12)
        weights += step * direction
        residual -= step * image
        before, size = size, np.sum(residual * residual, axis=0)
        direction = residual + direction * (size / np.maximum(before, 1e-12))
    return weights


def known_features(bags: Sequence[Mapping[str, frozenset[str]]]) -> tuple[list[str], Matrix]:
    """Features met more than once, and how much each counts: the rarer, the more."""
    met: dict[str, int] = {}
    for bag in bags:
        for kind, names in bag.items():
            for name in names:
                met[f"{kind} {name}"] = met.get(f"{kind} {name}", 0) + 1
    kept = sorted(name for name, count in met.items() if count > 1)
    return kept, np.array([math.log(1 + len(bags) / met[name]) for name in kept], dtype=np.float32)
