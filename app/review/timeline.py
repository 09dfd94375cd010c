"""The court unrolled in time: far is up, near is down, and every moment can be clicked, pointed at and walked to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.export.moments import Kind, Moment, moments
from app.look import DARK, Palette
from app.review.scale import Scale
from app.review.timeline_paint import (
    FAR_Y,
    HEIGHT,
    LANE_PX,
    LEFT,
    NEAR_Y,
    NUDGE_Y,
    RIGHT,
    SIGNAL_BOTTOM,
    TimelinePainting,
    TimelineParts,
)
from app.wording import time

NEAR_PX = 7.0
STEP = 1.25
CUT_CHARACTERS = 220


class Timeline(QWidget):
    """Wheel with Ctrl zooms around the pointer, with Shift (or sideways) it moves; a plain wheel scrolls the page.

    Arrow keys walk from moment to moment, plus and minus zoom, 0 shows all, Return goes to the words.
    """

    chosen = Signal(float)
    """The rep wants the words of this moment."""
    space_pressed = Signal()
    moved = Signal()
    """The cursor stands at another moment."""

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        self._moments = moments(log)
        end_s = max([1.0, log["call"]["duration_s"], *(moment.end_s for moment in self._moments)])
        self._parts = TimelineParts(log, self._moments)
        self._scale = Scale.whole(end_s, LEFT, 800.0)
        self._cursor_s: float | None = None
        self._palette = DARK
        self._grabbed: tuple[float, Scale] | None = None
        self.setMinimumSize(480, HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("The call on a timeline: their speech above, yours below, nudges under it")
        self._tell()

    @property
    def cursor_s(self) -> float | None:
        return self._cursor_s

    @property
    def scale(self) -> Scale:
        return self._scale

    def sizeHint(self) -> QSize:
        return QSize(960, HEIGHT)

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def set_cursor(self, at_s: float) -> None:
        """Stands at this moment, which is then seen."""
        self.follow(at_s)
        self._tell()

    def follow(self, at_s: float) -> None:
        """The same for what is being heard, without telling a screen reader of each step."""
        self._cursor_s = at_s
        self._scale = self._scale.showing(at_s)
        self.update()
        self.moved.emit()

    def zoom(self, factor: float, around_s: float | None = None) -> None:
        """Nearer by `factor`, around this moment, the cursor, or the middle."""
        middle_s = self._scale.from_s + self._scale.span_s / 2
        around_s = around_s if around_s is not None else self._cursor_s if self._cursor_s is not None else middle_s
        self._scale = self._scale.nearer(factor, around_s)
        self.update()

    def show_all(self) -> None:
        self._scale = Scale.whole(self._scale.duration_s, LEFT, self.width() - LEFT - RIGHT)
        self.update()

    def moment_at(self, position: QPointF) -> Moment | None:
        """What lies under the pointer: a signal above, a turn in its lane, a nudge or bookmark below."""
        y = position.y()
        if y < SIGNAL_BOTTOM:
            return self._nearest(position.x(), (Kind.SIGNAL,))
        if FAR_Y <= y < FAR_Y + LANE_PX:
            # a long turn of the rep's tells how long in the empty lane over it
            return self._turn_at(position.x(), Kind.CUSTOMER) or self._turn_at(position.x(), Kind.REP)
        if NEAR_Y <= y < NEAR_Y + LANE_PX:
            return self._turn_at(position.x(), Kind.REP)
        if y >= NUDGE_Y - 10:
            return self._nearest(position.x(), (Kind.SHOWN, Kind.HELD_BACK, Kind.BOOKMARK))
        return None

    def _nearest(self, x: float, kinds: tuple[Kind, ...]) -> Moment | None:
        near = [m for m in self._moments if m.kind in kinds and abs(self._scale.x(m.at_s) - x) <= NEAR_PX]
        return min(near, key=lambda moment: abs(self._scale.x(moment.at_s) - x), default=None)

    def _turn_at(self, x: float, kind: Kind) -> Moment | None:
        turns = (m for m in self._moments if m.kind is kind)
        return next((m for m in turns if self._scale.x(m.at_s) - 1 <= x <= self._scale.x(m.end_s) + 1), None)

    def _walk(self, forward: bool) -> None:
        """To the next moment that is worth a stop, or the one before."""
        stops = sorted({moment.at_s for moment in self._moments if not moment.kind.is_turn} or {0.0})
        now_s = -1.0 if self._cursor_s is None else self._cursor_s
        ahead = [at_s for at_s in stops if at_s > now_s + 0.01] if forward else [s for s in stops if s < now_s - 0.01]
        if ahead:
            self.set_cursor(ahead[0] if forward else ahead[-1])

    def _tell(self) -> None:
        """The moment that the cursor stands at, for a screen reader."""
        if self._cursor_s is None:
            self.setAccessibleDescription("Arrow keys go from moment to moment.")
            return
        here = [m for m in self._moments if abs(m.at_s - self._cursor_s) < 0.01]
        self.setAccessibleDescription(f"{time(self._cursor_s)} " + " ".join(f"{m.label} {m.text}" for m in here))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                self._walk(event.key() == Qt.Key.Key_Right)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / STEP)
            case Qt.Key.Key_0:
                self.show_all()
            case Qt.Key.Key_Space:
                self.space_pressed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._cursor_s is not None:
                self.chosen.emit(self._cursor_s)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        along, modifiers = event.angleDelta(), event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP ** (along.y() / 120), self._scale.at_s(event.position().x()))
        elif self._scale.zoomed and (along.x() or modifiers & Qt.KeyboardModifier.ShiftModifier):
            self._scale = self._scale.moved(-(along.x() or along.y()) / 120 * self._scale.span_s / 10)
            self.update()
        else:
            event.ignore()
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and event.position().x() >= LEFT - NEAR_PX:
            self._grabbed = (event.position().x(), self._scale)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._grabbed and self._scale.zoomed and abs(x - self._grabbed[0]) > NEAR_PX:
            from_x, scale = self._grabbed
            self._scale = scale.moved((from_x - x) * scale.span_s / scale.width_px)
            self.update()
        pointed = self.moment_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointed else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grabbed, self._grabbed = self._grabbed, None
        if grabbed is None or self._scale != grabbed[1]:
            return
        found = self.moment_at(event.position())
        at_s = found.at_s if found else self._scale.at_s(event.position().x())
        self.set_cursor(at_s)
        self.chosen.emit(at_s)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.moment_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), _hint(found) if found else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scale = self._scale.resized(self.width() - LEFT - RIGHT)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        TimelinePainting(painter, self._palette, self._scale, self._parts).paint(
            self._cursor_s, focused=self.hasFocus()
        )


def _hint(moment: Moment) -> str:
    """A few lines at the pointer, as plain text made safe."""
    from html import escape

    text = moment.text if len(moment.text) <= CUT_CHARACTERS else moment.text[:CUT_CHARACTERS].rpartition(" ")[0] + "…"
    quoted = f"“{text}”" if moment.kind.is_turn or moment.kind is Kind.SIGNAL else text
    held = " (held back)" if moment.kind is Kind.HELD_BACK else ""
    why = f"<br>{escape(moment.detail)}" if moment.kind.is_nudge else ""
    label = f"{escape(moment.label)}, " if moment.kind is Kind.SIGNAL else ""
    return f"<p style='margin: 0'>{label}{time(moment.at_s)}{held}<br>{escape(quoted)}{why}</p>"
