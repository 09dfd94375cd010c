"""One step of getting ready: its number, or a check once it is done, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.text import label, say
from app.fonts import font
from app.look import BODY, DARK, LEAD_STRONG, SMALL_STRONG, Palette

MARK_PX = 20


class Step(QWidget):
    """Add what belongs to the step to `body`, under its title and detail."""

    def __init__(self, number: int, title: str, detail: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._mark = _Mark(number)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        self.body.addWidget(label(title, LEAD_STRONG))
        self._detail = label(detail, BODY, "ink2")
        self._detail.setVisible(bool(detail))
        self.body.addWidget(self._detail)
        row.addLayout(self.body, 1)

    def say(self, detail: str) -> None:
        say(self._detail, detail)
        self._detail.setVisible(bool(detail))

    @property
    def detail(self) -> str:
        return self._detail.text()

    def set_done(self, done: bool) -> None:
        self._mark.set_done(done)

    @property
    def done(self) -> bool:
        return self._mark.done


class _Mark(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._palette, self.done = number, DARK, False
        self.setFixedSize(QSize(MARK_PX, 22))
        self.setAccessibleName(f"Step {number}")

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def set_done(self, done: bool) -> None:
        self.done = done
        self.setAccessibleDescription("done" if done else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, panel = QColor(self._palette.ink), QColor(self._palette.panel)
        circle = QRectF(0.75, 1.75, MARK_PX - 1.5, MARK_PX - 1.5)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if self.done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if self.done:
            painter.setPen(QPen(panel, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(6, 11.5), QPointF(9, 14.5), QPointF(14.5, 8)]))
        else:
            painter.setFont(font(SMALL_STRONG))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
