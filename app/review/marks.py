"""The signs of the review: a disc, a ring, triangles filled and hollow, a bookmark, strokes up and down."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.export.moments import Kind
from app.look import Palette
from app.overlay.grid import Grid
from app.overlay.status import paint_mark

TRIANGLE_PX = 10.0


def paint_sign(painter: QPainter, palette: Palette, center: QPointF, kind: Kind) -> None:
    """The sign of a moment, about 10 px across, around `center`."""
    match kind:
        case Kind.REP | Kind.CUSTOMER:
            paint_mark(painter, palette, center, rep=kind is Kind.REP, heard=True)
        case Kind.SIGNAL:
            painter.fillRect(Grid.of(painter).rect(center.x() - 1, center.y() - 6, 2, 12), QColor(palette.blue_fill))
        case Kind.SHOWN | Kind.HELD_BACK:
            _triangle(painter, palette, center, filled=kind is Kind.SHOWN)
        case Kind.BOOKMARK:
            _bookmark(painter, palette, center)


def _triangle(painter: QPainter, palette: Palette, center: QPointF, *, filled: bool) -> None:
    half, ink = TRIANGLE_PX / 2, QColor(palette.ink)
    corners = [QPointF(0, -half + 0.5), QPointF(half, half - 0.5), QPointF(-half, half - 0.5)]
    pen = QPen(ink, 1.2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([center + corner for corner in corners]))


def _bookmark(painter: QPainter, palette: Palette, center: QPointF) -> None:
    corners = [(-3.5, -5.5), (3.5, -5.5), (3.5, 5.5), (0.0, 2.0), (-3.5, 5.5)]
    painter.setPen(QPen(QColor(palette.ink), 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([center + QPointF(x, y) for x, y in corners]))


def paint_stroke(painter: QPainter, palette: Palette, x: float, line_y: float, *, helped: bool, on: bool) -> None:
    """A stroke on a line of time: up and solid helped, hollow and below got in the way. on: it is pointed at."""
    grid = Grid.of(painter)
    wide = 5 if on else 3
    if helped:
        painter.fillRect(grid.rect(x - wide / 2, line_y - 11, wide, 11), QColor(palette.ink))
        return
    rect = grid.rect(x - wide / 2 - 0.5, line_y + 2, wide + 1, 11)
    one = grid.thick(1)
    painter.setPen(QPen(QColor(palette.ink), one))
    painter.setBrush(QColor(palette.ink) if on else Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(one / 2, one / 2, -one / 2, -one / 2))
