"""A few lines of text on a fixed line grid, in mixed faces and colours, wrapped and never cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from app.fonts import font
from app.look import Style
from app.overlay.grid import Grid


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one face and one colour."""

    text: str
    style: Style
    color: str


class Paragraph:
    """Spans set in lines no wider than `width`. balanced: lines of like length, as many as needed anyway.

    The first span's style gives the line height. Needs a QGuiApplication.
    """

    def __init__(self, spans: Sequence[Span], width: float, balanced: bool = False) -> None:
        self._layout = _layout(spans)
        style = spans[0].style
        metrics = QFontMetricsF(font(style))
        self._line_px = float(style.line_px)
        self._ascent = (self._line_px - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        self._break(width)
        if balanced and self._layout.lineCount() > 1:
            self._break(self._narrowest(width))

    @property
    def lines(self) -> int:
        return self._layout.lineCount()

    @property
    def height(self) -> float:
        return self.lines * self._line_px

    @property
    def width(self) -> float:
        """How far the longest line reaches."""
        return max((self.line_width(i) for i in range(self.lines)), default=0.0)

    def line_width(self, line: int) -> float:
        return self._layout.lineAt(line).naturalTextWidth()

    def baseline(self, line: int) -> float:
        """How far below the paragraph's top the baseline of this line lies."""
        return line * self._line_px + self._ascent

    def paint(self, painter: QPainter, x: float, y: float, centred_in: float = 0.0) -> None:
        """Paint with the top left corner of the first line box at (x, y); baselines on whole device pixels.
        centred_in: every line in the middle of this width from there."""
        grid = Grid.of(painter)
        for i in range(self.lines):
            line = self._layout.lineAt(i)
            indent = (centred_in - self.line_width(i)) / 2 if centred_in else 0.0
            baseline = grid.y(y + self.baseline(i))
            line.draw(painter, QPointF(grid.x(x + indent), baseline - line.ascent() - line.y()))

    def _break(self, width: float) -> None:
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
        self._layout.endLayout()

    def _narrowest(self, width: float) -> float:
        """The least width that needs no more lines than `width` does."""
        lines, low, high = self.lines, width / self.lines / 2, width
        while high - low > 1:
            middle = (low + high) / 2
            self._break(middle)
            fits = self.lines <= lines and self.width <= middle
            low, high = (low, middle) if fits else (middle, high)
        return high


def _layout(spans: Sequence[Span]) -> QTextLayout:
    layout = QTextLayout("".join(span.text for span in spans), font(spans[0].style))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats: list[QTextLayout.FormatRange] = []
    start = 0
    for span in spans:
        format_range = QTextLayout.FormatRange()
        format_range.start, format_range.length = start, _utf16_length(span.text)
        char_format = QTextCharFormat()
        char_format.setFont(font(span.style))
        char_format.setForeground(QColor(span.color))
        format_range.format = char_format
        formats.append(format_range)
        start += format_range.length
    layout.setFormats(formats)
    return layout


def _utf16_length(text: str) -> int:
    # Qt counts in UTF-16 units.
    return len(text.encode("utf-16-le")) // 2
