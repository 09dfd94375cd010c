"""The capture line: two marks that say who is heard, the words for it, and the time. It cannot be hidden."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app import wording
from app.look import CLOCK, DARK, SMALL, SMALL_STRONG, Palette
from app.overlay.grid import Grid
from app.overlay.paragraph import Paragraph, Span
from app.view import CallView, Phase

ROW_PX = 24
MARK_PX, RING_PX = 8, 2
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
    """Paints a `Status` in a row of 24, or more where long words need them; with `marks_only` in less of it."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = DARK
        self._status = Status(False, False, "", False, "")
        self._marks_only = False
        self._paragraphs: list[tuple[Paragraph, float, float]] = []
        self.resize(width, ROW_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self._lay_out()

    def show_status(self, status: Status, marks_only: bool) -> None:
        if (status, marks_only) != (self._status, self._marks_only):
            self._status, self._marks_only = status, marks_only
            self.setAccessibleName(f"{status.text}. {status.clock}" if status.clock else status.text)
            self._lay_out()

    @property
    def _gap_px(self) -> int:
        return MARKS_WIDTH_PX - 2 * MARK_PX if self._marks_only else 6

    def _lay_out(self) -> None:
        """The words and the time in one row, or the time in a row below where they do not fit."""
        self._paragraphs = []
        rows = 1
        if not self._marks_only:
            status, left, y = self._status, 2 * MARK_PX + 2 * self._gap_px + 1, (ROW_PX - SMALL.line_px) / 2
            color = self._palette.ink if status.strong else self._palette.ink2
            words = Span(status.text, SMALL_STRONG if status.strong else SMALL, color)
            clock = Paragraph([Span(status.clock, CLOCK, self._palette.ink2)], self.width())
            text = Paragraph([words], self.width() - left - clock.width - 8)
            if text.lines > 1:
                text = Paragraph([words], self.width() - left)
                rows = text.lines + 1
            self._paragraphs = [
                (text, left, y),
                (clock, self.width() - clock.width, y + (rows - 1) * SMALL.line_px),
            ]
        self.resize(self.width(), ROW_PX + (rows - 1) * SMALL.line_px)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        center = QPointF(MARK_PX / 2, ROW_PX / 2)
        paint_mark(painter, self._palette, center, rep=True, heard=self._status.rep)
        center.setX(center.x() + MARK_PX + self._gap_px)
        paint_mark(painter, self._palette, center, rep=False, heard=self._status.customer)
        for paragraph, x, y in self._paragraphs:
            paragraph.paint(painter, x, y)


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
    thick = grid.size(RING_PX) if heard else grid.thick(1)
    pen = QPen(QColor(palette.blue_fill if heard else palette.ink2), thick)
    if not heard:
        pen.setDashPattern([1.9 / thick, 1.24 / thick])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    half = thick / 2
    painter.drawEllipse(QRectF(rect).adjusted(half, half, -half, -half))
