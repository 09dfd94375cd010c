"""The ground that the panel stands on: its rounded shape, its edge and its shadow."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBitmap, QColor, QPainter, QPainterPath, QPen, QPixmap

from app.look import WINDOW_RADIUS_PX, Palette
from app.overlay.grid import Grid

SHADOW_MARGINS = QMargins(24, 16, 24, 32)
"""Room around the panel for its shadow: 8 down, 24 of blur."""
EDGE_MARGINS = QMargins(1, 1, 1, 1)
_SHADOW_DOWN_PX, _SHADOW_BLUR_PX, _SHADOW_OPACITY = 8, 24, 0.22


def paint_panel(painter: QPainter, panel: QRect, palette: Palette, opacity: float) -> None:
    """Fill the panel, which alone may be see-through, and draw the edge around it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    grid = Grid.of(painter)
    one = grid.thick(1)
    rect = grid.rect(panel.x(), panel.y(), panel.width(), panel.height())
    ground = QColor(palette.panel)
    ground.setAlphaF(opacity)
    painter.setPen(QPen(QColor(palette.edge), one))
    painter.setBrush(ground)
    half = one / 2
    painter.drawRoundedRect(rect.adjusted(-half, -half, half, half), WINDOW_RADIUS_PX + half, WINDOW_RADIUS_PX + half)


def mask(size: QSize, panel: QRect) -> QBitmap:
    """The window's shape where nothing can be see-through."""
    bitmap = QBitmap(size)
    bitmap.fill(Qt.GlobalColor.color0)
    painter = QPainter(bitmap)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.color1)
    painter.drawRoundedRect(panel.marginsAdded(EDGE_MARGINS), WINDOW_RADIUS_PX + 1, WINDOW_RADIUS_PX + 1)
    painter.end()
    return bitmap


def shadow(size: QSize, panel: QRect, ratio: float) -> QPixmap:
    """The shadow of `panel` in a window of this size; nothing under the panel itself."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = QPainterPath()
    around.addRect(QRectF(QPointF(), size.toSizeF()))
    inside = QPainterPath()
    inside.addRoundedRect(QRectF(panel), WINDOW_RADIUS_PX, WINDOW_RADIUS_PX)
    painter.setClipPath(around - inside)
    painter.setPen(Qt.PenStyle.NoPen)
    base = QRectF(panel.translated(0, _SHADOW_DOWN_PX))
    # Rings from the outermost in; each adds its share, so that the sum falls off like a blur does.
    for outset in range(_SHADOW_BLUR_PX, -_SHADOW_BLUR_PX, -1):
        part = _fall_off(outset - 1) - _fall_off(outset)
        color = QColor(0, 0, 0)
        color.setAlphaF(part * _SHADOW_OPACITY)
        painter.setBrush(color)
        radius = max(2.0, WINDOW_RADIUS_PX + outset)
        painter.drawRoundedRect(base.adjusted(-outset, -outset, outset, outset), radius, radius)
    painter.end()
    return pixmap


def _fall_off(outset: float) -> float:
    """How dark the shadow is this far outside its shape: 1 well inside, 0 a whole blur away."""
    t = (outset + _SHADOW_BLUR_PX) / (2 * _SHADOW_BLUR_PX)
    return 1 - t * t * (3 - 2 * t)
