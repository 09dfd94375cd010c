"""Logical pixels put on whole device pixels, so that lines stay crisp at 100, 125, 150 and 200 %."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True)
class Grid:
    """ratio: device pixels in a logical one. x_px, y_px: where the painter's origin lies on the device."""

    ratio: float
    x_px: float = 0.0
    y_px: float = 0.0

    @classmethod
    def of(cls, painter: QPainter) -> Grid:
        transform = painter.deviceTransform()
        return cls(transform.m11(), transform.dx(), transform.dy())

    def x(self, logical: float) -> float:
        return _snapped(logical, self.ratio, self.x_px)

    def y(self, logical: float) -> float:
        return _snapped(logical, self.ratio, self.y_px)

    def size(self, logical: float) -> float:
        """The nearest size of whole device pixels, one at the least."""
        return max(1, floor(logical * self.ratio + 0.5)) / self.ratio

    def thick(self, logical: float) -> float:
        """The thickness of a line: whole device pixels, one at the least, rather fine than heavy."""
        return max(1, floor(logical * self.ratio + 1e-6)) / self.ratio

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """The rectangle with its corner and both its sizes on whole device pixels."""
        return QRectF(self.x(x), self.y(y), self.size(width), self.size(height))

    def across(self, center: QPointF, size: float) -> QRectF:
        """A square around `center`, of whole device pixels, lying on whole device pixels."""
        side = self.size(size)
        return QRectF(self.x(center.x() - side / 2), self.y(center.y() - side / 2), side, side)


def _snapped(logical: float, ratio: float, offset_px: float) -> float:
    # The small lift keeps a half that came out of floating point a hair low on the side it belongs to.
    return (floor(logical * ratio + offset_px + 0.5 + 1e-6) - offset_px) / ratio
