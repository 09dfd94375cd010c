"""Moments on a line of time, each to be clicked: a pillar's strokes, a barrier's triangles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.export.moments import Kind
from app.look import DARK, Palette
from app.overlay.grid import Grid
from app.review.marks import paint_sign, paint_stroke
from app.wording import time

HEIGHT_PX = 28
EDGE_PX = 4.0
NEAR_PX = 6.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """kind: None for a pillar's stroke, up when it helped; else the sign to draw."""

    at_s: float
    what: str
    helped: bool = False
    kind: Kind | None = None


class Strokes(QWidget):
    """Left and right go from one to the next, Return chooses it."""

    chosen = Signal(float)

    def __init__(self, strokes: Sequence[Stroke], duration_s: float, name: str) -> None:
        super().__init__()
        self._strokes = sorted(strokes, key=lambda stroke: stroke.at_s)
        self._duration_s = max(1.0, duration_s)
        self._palette = DARK
        self._at: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._strokes else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(f"{time(one.at_s)} {one.what}" for one in self._strokes))

    @property
    def strokes(self) -> list[Stroke]:
        return self._strokes

    def x_of(self, stroke: Stroke) -> float:
        return EDGE_PX + stroke.at_s / self._duration_s * (self.width() - 2 * EDGE_PX)

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT_PX)

    def _near(self, x: float) -> int | None:
        if not self._strokes:
            return None
        nearest = min(range(len(self._strokes)), key=lambda i: abs(self.x_of(self._strokes[i]) - x))
        return nearest if abs(self.x_of(self._strokes[nearest]) - x) <= NEAR_PX else None

    def _point_at(self, number: int | None) -> None:
        if number != self._at:
            self._at = number
            self.update()
        self.setCursor(Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._near(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._near(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and number is not None:
            self.chosen.emit(self._strokes[number].at_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = -1 if self._at is None else self._at
        match event.key():
            case Qt.Key.Key_Right:
                self._point_at(min(at + 1, len(self._strokes) - 1))
            case Qt.Key.Key_Left:
                self._point_at(max(at - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self._at is not None:
                self.chosen.emit(self._strokes[self._at].at_s)
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            number = self._near(event.pos().x())
            stroke = None if number is None else self._strokes[number]
            QToolTip.showText(event.globalPos(), f"{time(stroke.at_s)} {stroke.what}" if stroke else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid, line_y = Grid.of(painter), HEIGHT_PX / 2
        lies_under = bool(self._strokes) and self._strokes[0].kind is not None
        line_y = HEIGHT_PX - 8 if lies_under else line_y
        painter.fillRect(grid.rect(0, line_y, self.width(), 1), QColor(self._palette.edge))
        if self.hasFocus():
            painter.fillRect(grid.rect(0, line_y, self.width(), 2), QColor(self._palette.ink2))
        for number, stroke in enumerate(self._strokes):
            x, on = self.x_of(stroke), number == self._at
            if stroke.kind is None:
                paint_stroke(painter, self._palette, x, line_y, helped=stroke.helped, on=on)
            else:
                if on:
                    painter.fillRect(grid.rect(x - 7, line_y + 3, 14, 2), QColor(self._palette.ink))
                paint_sign(painter, self._palette, QPointF(x, line_y - 6), stroke.kind)
