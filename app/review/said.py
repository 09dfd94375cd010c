"""One line of what was said: the side's mark, the time to click, and the words in their own face."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.desktop.text import button, label
from app.export.moments import Kind
from app.look import DARK, SMALL, SPOKEN, SPOKEN_STRONG, Palette
from app.review.marks import paint_sign
from app.wording import time

CLOCK_PX = 52
BAR_PX = 10
"""How far before the words the bar stands."""


class Sign(QWidget):
    """The sign of a side or a nudge."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind, self._palette = kind, DARK
        self.setFixedSize(QSize(12, SPOKEN.line_px))

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, self._palette, QPointF(5, self.height() / 2), self._kind)


class Said(QWidget):
    """Words with their time, which takes the rep there."""

    chosen = Signal(float)

    def __init__(self, speaker: str, at_s: float, text: str, *, quoted: bool = True) -> None:
        super().__init__()
        rep = speaker == "rep"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Sign(Kind.REP if rep else Kind.CUSTOMER), 0, Qt.AlignmentFlag.AlignTop)
        self.time = time_button(at_s)
        self.time.clicked.connect(lambda: self.chosen.emit(at_s))
        row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        words = label(f"“{text}”" if quoted else text, SPOKEN, "ink" if rep else "blue")
        row.addWidget(words, 1)


class Instead(QWidget):
    """What to say instead, told apart by a bar before it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._palette = DARK
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._name = name = label("Instead", SMALL, "ink2", wrap=False)
        name.setContentsMargins(0, 0, BAR_PX + 4, 0)
        name.setMinimumWidth(12 + 6 + CLOCK_PX)
        name.setFixedHeight(SPOKEN.line_px)
        name.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(f"“{text}”", SPOKEN_STRONG), 1)

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self._name.width() - BAR_PX, 0, 2, self.height(), QColor(self._palette.ink))


def time_button(at_s: float) -> QPushButton:
    """A moment to go to."""
    made = button(time(at_s), "time", f"Go to {time(at_s)}")
    made.setFixedSize(CLOCK_PX, SPOKEN.line_px)
    return made
