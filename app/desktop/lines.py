"""A label on the line grid of its style: Qt's own sets text of 14 px on lines of 17, where the type scale has 20."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from app.fonts import font
from app.look import Style
from app.overlay.paragraph import Paragraph, Span

ENDLESS_PX = 1_000_000
LINE_SEPARATOR = "\u2028"


class Lines(QLabel):
    """Plain text in one style. It is wrapped where `wordWrap` is set, and never cut by its own doing."""

    def __init__(self, text: str, style: Style) -> None:
        super().__init__(text)
        self._style = style
        self.setFont(font(style))
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        """As wide as Qt would have it, and a pixel, for Qt measures less exactly than the text is set."""
        width = super().sizeHint().width() + 1
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word across and a line down, as Qt has it: how high it must be, `heightForWidth` tells."""
        return QSize(super().minimumSizeHint().width() + 1, self.heightForWidth(ENDLESS_PX))

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = max(1, width - margins.left() - margins.right()) if self.wordWrap() else ENDLESS_PX
        return _height_px(self.text(), self._style, inner) + margins.top() + margins.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        width = room.width() if self.wordWrap() else ENDLESS_PX
        paragraph = _set(self.text(), self._style, width, self.palette().color(self.foregroundRole()).name())
        spare = 0 if self.alignment() & Qt.AlignmentFlag.AlignTop else (room.height() - paragraph.height) / 2
        centred = bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)
        painter = QPainter(self)
        paragraph.paint(painter, room.x(), room.y() + spare, centred_in=room.width() if centred else 0.0)


@lru_cache(2048)
def _height_px(text: str, style: Style, width: int) -> int:
    """Remembered, because Qt's layouts ask for it a dozen times before a window is seen."""
    return ceil(_set(text, style, width, "#000000").height)


def _set(text: str, style: Style, width: int, color: str) -> Paragraph:
    return Paragraph([Span(text.replace("\n", LINE_SEPARATOR), style, color)], width)
