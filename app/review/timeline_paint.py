"""How the timeline is painted; `timeline.py` decides what is seen of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from app.export.moments import Kind, Moment
from app.export.story import who
from app.fonts import font
from app.look import SMALL, SMALL_STRONG, Palette, Style
from app.overlay.grid import Grid
from app.overlay.status import MARK_PX, paint_mark
from app.review.marks import paint_sign
from app.review.scale import Scale
from app.wording import time
from coaching.limits import Limits

LEFT, RIGHT = 92.0, 8.0
LANE_PX = 26
SIGNAL_Y, SIGNAL_BOTTOM, FAR_Y, BALL_FAR_Y, NET_Y, BALL_NEAR_Y, NEAR_Y = 14, 42, 42, 76, 84, 92, 100
NUDGE_Y, NUDGE_LABEL_Y, BADGE_Y, AXIS_Y, HEIGHT = 137, 158, 166, 200, 208
LABEL_GAP_PX = 10.0
ROUND_PX = 4.0


class TimelineParts:
    """What there is to paint of one call. moments: by time."""

    def __init__(self, log: dict[str, Any], moments: list[Moment]) -> None:
        name = who(log)
        self.name = "They" if name == "they" else name
        self.turns = [m for m in moments if m.kind.is_turn]
        self.signals = [m for m in moments if m.kind is Kind.SIGNAL]
        self.below = [m for m in moments if m.kind.is_nudge or m.kind is Kind.BOOKMARK]
        self.limit_s = Limits.in_log(log).monologue.of(log["call"]["kind"])


class TimelinePainting:
    """One painting of the timeline; it lives no longer than its painter."""

    def __init__(self, painter: QPainter, palette: Palette, scale: Scale, parts: TimelineParts) -> None:
        self._p, self._c, self._scale, self._parts, self._grid = painter, palette, scale, parts, Grid.of(painter)

    def paint(self, cursor_s: float | None, *, focused: bool) -> None:
        painter = self._p
        self._row_names(focused)
        painter.save()
        painter.setClipRect(QRectF(LEFT - 6, 0, self._scale.width_px + RIGHT + 12, HEIGHT))
        self._axis()
        for turn in self._parts.turns:
            self._lane(turn)
        self._ball()
        self._signals_above()
        self._nudges_below()
        if cursor_s is not None:
            self._cursor(cursor_s)
        painter.restore()

    def _row_names(self, focused: bool) -> None:
        self._text(0, SIGNAL_Y, f"{self._parts.name} said", self._c.ink2, max_px=LEFT - 10)
        for y, rep, name in ((FAR_Y, False, self._parts.name), (NEAR_Y, True, "You")):
            paint_mark(self._p, self._c, QPointF(MARK_PX / 2, y + LANE_PX / 2), rep=rep, heard=True)
            self._text(16, y + LANE_PX / 2 + 4, name, self._c.ink, max_px=LEFT - 26)
        self._text(0, NET_Y + 4, "the ball", self._c.ink3)
        self._text(0, NUDGE_Y + 4, "Nudges", self._c.ink2)
        if focused:
            self._p.setPen(QPen(QColor(self._c.ink), self._grid.thick(1)))
            rect = self._grid.rect(LEFT - 4, 24, self._scale.width_px + RIGHT + 2, NUDGE_Y - 12)
            self._p.setBrush(Qt.BrushStyle.NoBrush)
            self._p.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    def _axis(self) -> None:
        for at_s, label in self._scale.ticks():
            x = self._scale.x(at_s)
            self._p.fillRect(self._grid.rect(x, 30, 1, NUDGE_Y - 38), QColor(self._c.line))
            if x < LEFT + self._scale.width_px - 46:
                self._text(x, AXIS_Y, label, self._c.ink2)
        end = time(self._scale.end_s)
        x = LEFT + self._scale.width_px - self._width(end, SMALL)
        self._text(x, AXIS_Y, end, self._c.ink2)
        y = self._grid.y(NET_Y)
        pen = QPen(QColor(self._c.ink3), self._grid.thick(1), Qt.PenStyle.DotLine)
        self._p.setPen(pen)
        self._p.drawLine(QPointF(LEFT, y), QPointF(LEFT + self._scale.width_px, y))

    def _lane(self, turn: Moment) -> None:
        x, right = self._scale.x(turn.at_s), self._scale.x(turn.end_s)
        if right < LEFT - 6 or x > LEFT + self._scale.width_px + 6:
            return
        rep = turn.kind is Kind.REP
        rect = self._grid.rect(x, NEAR_Y if rep else FAR_Y, max(2.0, right - x - 1), LANE_PX)
        if rep:
            self._p.fillRect(rect, QColor(self._c.amber_fill))
            self._name_long(turn, x, right)
            return
        one = self._grid.thick(1)
        self._p.setPen(QPen(QColor(self._c.blue_fill), one))
        self._p.setBrush(QColor(self._c.blue_wash))
        radius = min(ROUND_PX, rect.width() / 2)
        self._p.drawRoundedRect(rect.adjusted(one / 2, one / 2, -one / 2, -one / 2), radius, radius)

    def _name_long(self, turn: Moment, x: float, right: float) -> None:
        """A turn over the limit says how long it was, in the lane that was silent meanwhile."""
        lasted_s = turn.end_s - turn.at_s
        text = f"{lasted_s:.0f} s"
        if lasted_s > self._parts.limit_s and right - x > self._width(text, SMALL_STRONG) + 8:
            left = (x + right - self._width(text, SMALL_STRONG)) / 2
            self._text(left, FAR_Y + LANE_PX / 2 + 4, text, self._c.ink, SMALL_STRONG)

    def _ball(self) -> None:
        points = []
        for turn in self._parts.turns:
            y = self._grid.y(BALL_NEAR_Y if turn.kind is Kind.REP else BALL_FAR_Y)
            points += [QPointF(self._scale.x(turn.at_s), y), QPointF(self._scale.x(turn.end_s), y)]
        self._p.setPen(QPen(QColor(self._c.ink), 1.2))
        self._p.setBrush(Qt.BrushStyle.NoBrush)
        if points:
            self._p.drawPolyline(QPolygonF(points))

    def _signals_above(self) -> None:
        free_x = 0.0
        for signal in self._parts.signals:
            x = self._scale.x(signal.at_s)
            self._p.fillRect(self._grid.rect(x, SIGNAL_Y + 6, 1.5, FAR_Y - SIGNAL_Y - 6), QColor(self._c.blue_fill))
            free_x = self._label(x, SIGNAL_Y, signal.label, free_x, self._c.ink)

    def _nudges_below(self) -> None:
        free_x = 0.0
        for moment in self._parts.below:
            x = self._scale.x(moment.at_s)
            paint_sign(self._p, self._c, QPointF(x, NUDGE_Y), moment.kind)
            if moment.kind is not Kind.HELD_BACK:
                free_x = self._label(x, NUDGE_LABEL_Y, moment.label, free_x, self._c.ink2)

    def _label(self, x: float, y: float, text: str, free_x: float, color: str) -> float:
        """Writes it where no label before it stands in the way; returns where the next may begin."""
        width = self._width(text, SMALL)
        left = min(x, LEFT + self._scale.width_px + RIGHT - width)
        if not text or x < LEFT - 6 or x > LEFT + self._scale.width_px + 6 or left < free_x:
            return free_x
        self._text(left, y, text, color)
        return left + width + LABEL_GAP_PX

    def _cursor(self, at_s: float) -> None:
        x = self._grid.x(self._scale.x(at_s))
        self._p.fillRect(self._grid.rect(x, 30, 1, BADGE_Y - 30), QColor(self._c.ink))
        text = time(at_s)
        width = self._width(text, SMALL_STRONG) + 12
        left = min(max(LEFT - 6, x - width / 2), LEFT + self._scale.width_px + RIGHT - width)
        rect = self._grid.rect(left, BADGE_Y, width, 18)
        self._p.setPen(Qt.PenStyle.NoPen)
        self._p.setBrush(QColor(self._c.ink))
        self._p.drawRoundedRect(rect, 4, 4)
        self._text(rect.left() + 6, BADGE_Y + 13, text, self._c.panel, SMALL_STRONG)

    def _text(
        self, x: float, baseline: float, text: str, color: str, style: Style = SMALL, max_px: float | None = None
    ) -> None:
        self._p.setFont(font(style))
        self._p.setPen(QColor(color))
        if max_px is not None:
            text = QFontMetricsF(font(style)).elidedText(text, Qt.TextElideMode.ElideRight, max_px)
        self._p.drawText(QPointF(x, self._grid.y(baseline)), text)

    def _width(self, text: str, style: Style) -> float:
        return QFontMetricsF(font(style)).horizontalAdvance(text)
