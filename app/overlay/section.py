"""A section under the head: a rule, a small title, then paragraphs and the two sides' marks, stacked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.look import DARK, SMALL_MEDIUM
from app.overlay.grid import Grid
from app.overlay.paragraph import Paragraph, Span
from app.overlay.status import MARK_PX, paint_mark

WIDTH_PX = 380
PAD_PX = 16
INNER_PX = WIDTH_PX - 2 * PAD_PX
INDENT_PX = 22
EDGE_PX = 14
"""Between the rule and the title, and under the last line."""
TITLE_GAP_PX = 6


class Section(QWidget):
    """What is stacked is set by `_begin`, `_stack` and `_finish`, in this order, whenever it changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = DARK
        self._paragraphs: list[tuple[Paragraph, float, float]] = []
        self._marks: list[tuple[bool, float]] = []
        self._y = 0.0

    @property
    def empty(self) -> bool:
        """There is nothing that it could ever show in this call."""
        return False

    def _begin(self, title: str, note: str = "") -> None:
        """Start over with a title at the left and a note at the right of it."""
        self._paragraphs, self._marks = [], []
        self._y = float(EDGE_PX)
        color = self._palette.ink2
        if note:
            beside = Paragraph([Span(note, SMALL_MEDIUM, color)], INNER_PX / 2)
            self._paragraphs.append((beside, WIDTH_PX - PAD_PX - beside.width, self._y))
            top = self._y
            self._stack([Span(title, SMALL_MEDIUM, color)], right=beside.width + PAD_PX)
            self._y = max(self._y, top + beside.height)
        else:
            self._stack([Span(title, SMALL_MEDIUM, color)])
        self._y += TITLE_GAP_PX

    def _stack(self, spans: Sequence[Span], left: float = 0.0, right: float = 0.0, gap: float = 0.0) -> Paragraph:
        """Put these spans under what is there, `left` and `right` of it kept free, `gap` below it."""
        paragraph = Paragraph(spans, INNER_PX - left - right)
        self._paragraphs.append((paragraph, PAD_PX + left, self._y))
        self._y += paragraph.height + gap
        return paragraph

    def _mark(self, rep: bool, line_px: float) -> None:
        """Put a side's mark at the left of the line that comes next."""
        self._marks.append((rep, self._y + line_px / 2))

    def _finish(self, said: str) -> None:
        """said: the section's words for a screen reader."""
        self._y += EDGE_PX
        self.setAccessibleDescription(said)
        self.setFixedSize(WIDTH_PX, round(self._y))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid = Grid.of(painter)
        painter.fillRect(QRectF(0, grid.y(0), WIDTH_PX, grid.thick(1)), QColor(self._palette.line))
        for paragraph, x, y in self._paragraphs:
            paragraph.paint(painter, x, y)
        for rep, y in self._marks:
            paint_mark(painter, self._palette, QPointF(PAD_PX + MARK_PX / 2, y), rep, heard=True)
