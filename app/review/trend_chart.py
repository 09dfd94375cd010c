"""One trend as dots over calls: the middle half shaded, the target dashed, the latest ringed and named."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.fonts import font
from app.look import BODY_MEDIUM, DARK, SMALL, Palette
from app.overlay.grid import Grid
from app.review.calls_model import when
from coaching.trends import Trend

HEIGHT, TOP, BOTTOM, AXIS_Y = 132, 28.0, 100.0, 122.0
LEFT, GAP_PX = 8.0, 14.0
DOT_PX, NEAR_PX = 9.0, 9.0
VALUE_PX = (-27.0, 8.0)
"""The top of a value's text from its dot: above it, or below."""


class TrendChart(QWidget):
    """Every dot is a call: clicked, or reached with the arrow keys and Return, it opens."""

    call_wanted = Signal(str)

    def __init__(self, trend: Trend) -> None:
        super().__init__()
        self._trend = trend
        self._palette = DARK
        self._at: int | None = None
        target = "" if trend.target is None else trend.measure.shown(trend.target)
        self._right = QFontMetricsF(font(SMALL)).horizontalAdvance(target) + GAP_PX + 10
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(260, HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(f"{trend.measure.title} over {len(trend.points)} calls")
        values = ", ".join(trend.measure.shown(point.value) for point in trend.points)
        self.setAccessibleDescription(f"{trend.sentence} {values}")

    def sizeHint(self) -> QSize:
        return QSize(440, HEIGHT)

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def place(self, number: int) -> QPointF:
        """Where the dot of this call is."""
        count = len(self._trend.points)
        x = LEFT + number * (self.width() - LEFT - self._right) / max(1, count - 1)
        return QPointF(x, self._y(self._trend.points[number].value))

    def _y(self, value: float) -> float:
        known = [point.value for point in self._trend.points]
        known += [] if self._trend.target is None else [self._trend.target]
        low, high = min(known), max(known)
        return BOTTOM - (value - low) / ((high - low) or 1.0) * (BOTTOM - TOP)

    def value_rect(self) -> QRectF:
        """Where the value of the latest call, or of the one pointed at, is written."""
        number = self._named_number()
        at, text = self.place(number), self._trend.measure.shown(self._trend.points[number].value)
        width = QFontMetricsF(font(BODY_MEDIUM)).horizontalAdvance(text)
        left = max(0.0, min(at.x() - width / 2, self.width() - self._right + 8 - width))
        return QRectF(left, at.y() + VALUE_PX[self._stands_below(at)], width, BODY_MEDIUM.line_px)

    def _named_number(self) -> int:
        return len(self._trend.points) - 1 if self._at is None else self._at

    def _stands_below(self, at: QPointF) -> bool:
        """Where the line of the target would run through it."""
        target = self._trend.target
        above = target is not None and 2 < at.y() - self._y(target) < 30
        return above and at.y() + 30 < AXIS_Y - 14

    def _near(self, position: QPointF) -> int | None:
        for number in range(len(self._trend.points)):
            at = self.place(number)
            if abs(at.x() - position.x()) <= NEAR_PX and abs(at.y() - position.y()) <= NEAR_PX:
                return number
        return self._named_number() if self.value_rect().contains(position) else None

    def _point_at(self, number: int | None) -> None:
        self._at = number
        self.setCursor(Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._near(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (number := self._near(event.position())) is not None:
            self.call_wanted.emit(self._trend.points[number].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._trend.points) - 1
        at = last + 1 if self._at is None else self._at
        match event.key():
            case Qt.Key.Key_Left:
                self._point_at(max(0, at - 1))
            case Qt.Key.Key_Right:
                self._point_at(min(last, at + 1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._at is not None:
                self.call_wanted.emit(self._trend.points[self._at].id)
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            number = self._near(QPointF(event.pos()))
            text = "" if number is None else self._named(number)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _named(self, number: int) -> str:
        point = self._trend.points[number]
        return f"{self._trend.measure.shown(point.value)}, {when(point.started)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_spread(painter)
        self._paint_target(painter)
        self._paint_dots(painter)
        self._paint_days(painter)

    def _paint_spread(self, painter: QPainter) -> None:
        if self._trend.middle is None:
            return
        low, high = self._trend.middle
        top, bottom = self._y(high) - 2, self._y(low) + 2
        rect = Grid.of(painter).rect(LEFT - 8, top, self.width() - self._right - LEFT + 16, bottom - top)
        painter.fillRect(rect, QColor(self._palette.court))
        painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), QColor(self._palette.edge))

    def _paint_target(self, painter: QPainter) -> None:
        target = self._trend.target
        if target is None:
            return
        y = Grid.of(painter).y(self._y(target))
        pen = QPen(QColor(self._palette.ink2), 1.2)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.drawLine(QPointF(LEFT - 8, y), QPointF(self.width() - self._right + 8, y))
        painter.setFont(font(SMALL))
        painter.drawText(QPointF(self.width() - self._right + GAP_PX, y + 4), self._trend.measure.shown(target))

    def _paint_dots(self, painter: QPainter) -> None:
        last = len(self._trend.points) - 1
        for number in range(last + 1):
            at = self.place(number)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._palette.amber_fill))
            painter.drawEllipse(at, DOT_PX / 2, DOT_PX / 2)
            if number in (last, self._at):
                painter.setPen(QPen(QColor(self._palette.ink), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, DOT_PX / 2 + 3, DOT_PX / 2 + 3)
        painter.setFont(font(BODY_MEDIUM))
        painter.setPen(QColor(self._palette.ink))
        text = self._trend.measure.shown(self._trend.points[self._named_number()].value)
        painter.drawText(self.value_rect().adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_days(self, painter: QPainter) -> None:
        painter.setFont(font(SMALL))
        painter.setPen(QColor(self._palette.ink2))
        first, last = (_day(point.started) for point in (self._trend.points[0], self._trend.points[-1]))
        painter.drawText(QPointF(0, AXIS_Y), first)
        width = QFontMetricsF(font(SMALL)).horizontalAdvance(last)
        painter.drawText(QPointF(self.width() - self._right + 8 - width, AXIS_Y), last)


def _day(started: str) -> str:
    begun = datetime.fromisoformat(started)
    months = "January February March April May June July August September October November December".split()
    return f"{begun.day} {months[begun.month - 1]}"
