"""The court as a meter: a line behind each baseline for how loud that side is, the ball with who is heard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.look import DARK, Palette
from app.overlay.grid import Grid

COURT_WIDTH, COURT_HEIGHT = 116.0, 232.0
OVERHANG, SERVICE, BAR, GAP, BALL = 14.0, 56.0, 10.0, 11.0, 36.0
CLEAR = 0.12
"""From this level on a side is heard clearly: about 6 dB above the noise of a quiet room (-54 dB)."""
FALL = 0.08


class SoundCourt(QWidget):
    """Far is the call, near is you. Nothing moves while nothing is heard."""

    def __init__(self) -> None:
        super().__init__()
        self._palette = DARK
        self._near = self._far = 0.0
        self._listening = False
        self.setFixedSize(QSize(round(COURT_WIDTH + 2 * OVERHANG), round(COURT_HEIGHT + 2 * (BAR + GAP))))
        self.setAccessibleName("Sound levels")

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def hear(self, near: float, far: float) -> None:
        """Levels, 0 to 1: up at once, down softly."""
        shown = max(near, self._near - FALL), max(far, self._far - FALL)
        if shown != (self._near, self._far) or not self._listening:
            self._listening = True
            self._near, self._far = shown
            self.setAccessibleDescription(f"You {self._near * 100:.0f} %, the call {self._far * 100:.0f} %")
            self.update()

    def rest(self) -> None:
        """Nobody is listened to: no lines, which silence would have."""
        self._listening = False
        self._near = self._far = 0.0
        self.setAccessibleDescription("")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(OVERHANG, BAR + GAP)
        p, half = self._palette, COURT_HEIGHT / 2
        self._half(painter, QRectF(0, 0, COURT_WIDTH, half), p.blue_wash if self._far >= CLEAR else p.court)
        self._half(painter, QRectF(0, half, COURT_WIDTH, half), p.amber_wash if self._near >= CLEAR else p.court)
        self._lines(painter)
        if self._far >= CLEAR:
            painter.setBrush(QColor(p.panel))
            painter.setPen(QPen(QColor(p.blue_fill), 10))
            painter.drawEllipse(QPointF(COURT_WIDTH / 2, 28), BALL / 2 - 5, BALL / 2 - 5)
            painter.setPen(Qt.PenStyle.NoPen)
        if self._near >= CLEAR:
            painter.setBrush(QColor(p.amber_fill))
            painter.drawEllipse(QPointF(COURT_WIDTH / 2, COURT_HEIGHT - 28), BALL / 2, BALL / 2)
        self._bar(painter, -GAP - BAR, self._far, p.blue_fill)
        self._bar(painter, COURT_HEIGHT + GAP, self._near, p.amber_fill)

    def _half(self, painter: QPainter, rect: QRectF, floor: str) -> None:
        painter.fillRect(rect, QColor(floor))

    def _lines(self, painter: QPainter) -> None:
        grid = Grid.of(painter)
        one = grid.thick(1)
        ink = QColor(self._palette.ink)
        ink.setAlphaF(0.42)
        for x in (0.0, COURT_WIDTH - one):
            painter.fillRect(QRectF(grid.x(x), 0, one, COURT_HEIGHT), ink)
        for y in (0.0, SERVICE, COURT_HEIGHT - SERVICE, COURT_HEIGHT - one):
            painter.fillRect(QRectF(0, grid.y(y), COURT_WIDTH, one), ink)
        middle = QRectF(grid.x(COURT_WIDTH / 2), grid.y(SERVICE), one, COURT_HEIGHT - 2 * SERVICE)
        painter.fillRect(middle, ink)
        ink.setAlphaF(0.85)
        net = QRectF(-OVERHANG, grid.y(COURT_HEIGHT / 2 - 1), COURT_WIDTH + 2 * OVERHANG, grid.thick(2))
        painter.fillRect(net, ink)

    def _bar(self, painter: QPainter, y: float, level: float, color: str) -> None:
        painter.setBrush(QColor(self._palette.line))
        painter.drawRoundedRect(QRectF(0, y, COURT_WIDTH, BAR), BAR / 2, BAR / 2)
        if not self._listening:
            return
        width = BAR + (COURT_WIDTH - BAR) * level
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(QRectF((COURT_WIDTH - width) / 2, y, width, BAR), BAR / 2, BAR / 2)
