"""The overlay's buttons: ink on raised, never amber or blue; each with a name for screen readers."""

from __future__ import annotations

from enum import Enum, auto
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.fonts import font
from app.look import BODY_MEDIUM, CONTROL_RADIUS_PX, DARK, SMALL_MEDIUM, Palette, Style
from app.overlay.grid import Grid


class Rank(Enum):
    """How much a button asks for: the one thing to do, a way out, or a quiet control."""

    PRIMARY = auto()
    OUTLINED = auto()
    QUIET = auto()


class Button(QAbstractButton):
    """A labelled button, 24 high, or 32 when `large`. Filled, it says that it is on."""

    def __init__(
        self, label: str = "", rank: Rank = Rank.QUIET, large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rank = rank
        self._style: Style = BODY_MEDIUM if large else SMALL_MEDIUM
        self._padding_px = 13 if large else 5 if rank is Rank.QUIET else 9
        self._height_px = 32 if large else 24
        self._palette = DARK
        self._filled = rank is Rank.PRIMARY
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_label(label)

    def set_label(self, label: str) -> None:
        self.setText(label)
        self.setAccessibleName(label)
        self.resize(self.sizeHint())

    def set_filled(self, filled: bool) -> None:
        if filled != self._filled:
            self._filled = filled
            self.setAccessibleDescription("on" if filled else "")
            self.update()

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font(self._style)).horizontalAdvance(self.text())
        return QSize(ceil(width) + 2 * self._padding_px, self._height_px)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        self._paint_face(painter, ink)

    def _paint_ground(self, painter: QPainter) -> QColor:
        """The shape under the label; returns what to write on it with."""
        palette = self._palette
        filled = self._filled
        edge = palette.ink if filled or self.hasFocus() else palette.button_edge
        if self._rank is Rank.QUIET and not filled and not self.hasFocus():
            edge = palette.ink3 if self.underMouse() else palette.line
        ground = palette.ink if filled else palette.panel
        if not filled and (self._rank is Rank.QUIET or self.underMouse()):
            ground = palette.line if self.isDown() else palette.raised
        grid = Grid.of(painter)
        edge_px = grid.thick(2 if self.hasFocus() else 1)
        rect = grid.rect(0, 0, self.width(), self.height())
        painter.setPen(QPen(QColor(edge), edge_px))
        painter.setBrush(QColor(ground))
        half = edge_px / 2
        radius = CONTROL_RADIUS_PX - half
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
        return QColor(palette.panel if filled else palette.ink)

    def _paint_face(self, painter: QPainter, ink: QColor) -> None:
        painter.setPen(ink)
        painter.setFont(font(self._style))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())


class Icon(Enum):
    BOOKMARK = auto()
    PAUSE = auto()
    RESUME = auto()
    OPEN = auto()
    CLOSE = auto()


class IconButton(Button):
    """A quiet 24 × 24 button with a drawn sign; `label` is its name and its tooltip."""

    def __init__(self, icon: Icon, label: str, parent: QWidget | None = None) -> None:
        self._icon = icon
        super().__init__(label, parent=parent)
        self.setToolTip(label)

    def set_icon(self, icon: Icon, label: str) -> None:
        if icon is not self._icon:
            self._icon = icon
            self.set_label(label)
            self.setToolTip(label)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(24, 24)

    def _paint_face(self, painter: QPainter, ink: QColor) -> None:
        pen = QPen(ink, 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath()
        match self._icon:
            case Icon.BOOKMARK:
                _polyline(path, (8.75, 7.75), (15.25, 7.75), (15.25, 16.5), (12, 13.75), (8.75, 16.5))
                path.closeSubpath()
            case Icon.PAUSE:
                grid = Grid.of(painter)
                painter.fillRect(grid.rect(8, 8, 2, 8), ink)
                painter.fillRect(grid.rect(14, 8, 2, 8), ink)
            case Icon.RESUME:
                _polyline(path, (9.25, 7.5), (16, 12), (9.25, 16.5))
                path.closeSubpath()
            case Icon.OPEN:
                _polyline(path, (8, 10.25), (12, 14.25), (16, 10.25))
            case Icon.CLOSE:
                _polyline(path, (8, 13.75), (12, 9.75), (16, 13.75))
        if self._filled:
            painter.setBrush(ink)
        painter.drawPath(path)


def _polyline(path: QPainterPath, *points: tuple[float, float]) -> None:
    path.moveTo(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
