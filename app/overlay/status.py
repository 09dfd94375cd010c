"""The capture line: two marks that say who is heard, the words for it, and the time. It cannot be hidden."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app import wording
from app.fonts import font
from app.look import DARK, SMALL, SMALL_STRONG, Palette
from app.overlay.grid import Grid
from app.overlay.paragraph import Paragraph, Span
from app.view import CallView, Phase

HEIGHT_PX = 16
MARK_PX, RING_PX = 8.0, 2.0
MARKS_WIDTH_PX = 19
"""What the two marks take while the controls stand beside them."""


@dataclass(frozen=True, slots=True)
class Status:
    """rep, customer: heard at this moment. text: the capture line. strong: it is a warning. clock: or ""."""

    rep: bool
    customer: bool
    text: str
    strong: bool
    clock: str


def status(view: CallView, said: str = "") -> Status:
    """The capture line of this view. said: what the overlay answers to the rep just now ("Marked 12:40")."""
    live = view.phase is Phase.LIVE
    seen = wording.visible(view)
    return Status(
        rep=live and view.rep.heard,
        customer=live and view.call.heard,
        text=said or seen or wording.hearing(view),
        strong=bool(said or seen),
        clock=wording.clock(view),
    )


class StatusLine(QWidget):
    """Paints a `Status`; with `marks_only` the words give way to the controls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = DARK
        self._status = Status(False, False, "", False, "")
        self._marks_only = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def show_status(self, status: Status, marks_only: bool) -> None:
        if (status, marks_only) != (self._status, self._marks_only):
            self._status, self._marks_only = status, marks_only
            self.setAccessibleName(f"{status.text}. {status.clock}" if status.clock else status.text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 3 if self._marks_only else 6
        center = QPointF(MARK_PX / 2, self.height() / 2)
        paint_mark(painter, self._palette, center, rep=True, heard=self._status.rep)
        center.setX(center.x() + MARK_PX + gap)
        paint_mark(painter, self._palette, center, rep=False, heard=self._status.customer)
        if not self._marks_only:
            self._paint_words(painter, 2 * MARK_PX + 2 * gap + 1)

    def _paint_words(self, painter: QPainter, left: float) -> None:
        clock = QFontMetricsF(font(SMALL)).horizontalAdvance(self._status.clock)
        top = (self.height() - HEIGHT_PX) / 2
        if self._status.clock:
            span = Span(self._status.clock, SMALL, self._palette.ink2)
            Paragraph([span], self.width()).paint(painter, self.width() - clock, top)
        style = SMALL_STRONG if self._status.strong else SMALL
        room = self.width() - left - clock - (8 if self._status.clock else 0)
        text = QFontMetricsF(font(style)).elidedText(self._status.text, Qt.TextElideMode.ElideRight, room)
        color = self._palette.ink if self._status.strong else self._palette.ink2
        Paragraph([Span(text, style, color)], room + 1).paint(painter, left, top)


def paint_mark(painter: QPainter, palette: Palette, center: QPointF, rep: bool, heard: bool) -> None:
    """The sign of one side: a disc for the rep, a ring for the customer, dashed where nothing is heard."""
    grid = Grid.of(painter)
    rect = grid.across(center, MARK_PX)
    if heard and rep:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.amber_fill))
        painter.drawEllipse(rect)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    thick = grid.thick(RING_PX if heard else 1)
    pen = QPen(QColor(palette.blue_fill if heard else palette.ink2), thick)
    if not heard:
        pen.setDashPattern([1.9 / thick, 1.24 / thick])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    half = thick / 2
    painter.drawEllipse(QRectF(rect).adjusted(half, half, -half, -half))
