"""The text place: one thing at a time, as large as it deserves, and never cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app import wording
from app.fonts import font
from app.look import BODY, DARK, LEAD, LEAD_STRONG, NUDGE, SPOKEN, Palette, Style
from app.overlay.buttons import Button, Rank
from app.overlay.grid import Grid
from app.overlay.motion import NudgeFrame, NudgeLife
from app.overlay.paragraph import Paragraph, Span
from app.view import CallView, Phase
from app.wording import Act, Head, Voice
from coaching.nudge import Nudge

WIDTH_PX = 273
_GAP_PX = 8
_UNDERLINE_BELOW_PX = 4.0


class TextPlace(QWidget):
    """Paints the `Head` of the newest view and lives a nudge's life. `now`: the clock of motion, in seconds."""

    acted = Signal(Act)
    laid_out = Signal()
    """Its height may have changed."""

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._palette = DARK
        self._view = CallView()
        self._life = NudgeLife()
        self._head: Head | None = None
        self._frame: NudgeFrame | None = None
        self._paragraphs: list[tuple[Paragraph, float, float]] = []
        self._buttons = {
            Act.NOTICE: Button(rank=Rank.OUTLINED, parent=self),
            Act.START: Button(rank=Rank.PRIMARY, large=True, parent=self),
            Act.RESUME: Button(rank=Rank.OUTLINED, large=True, parent=self),
            Act.REVIEW: Button(rank=Rank.OUTLINED, large=True, parent=self),
        }
        for act, button in self._buttons.items():
            button.clicked.connect(lambda _=False, act=act: self.acted.emit(act))
        self._motion = QTimer(self, interval=16)
        self._motion.timeout.connect(self._refresh)
        self._refresh()

    @property
    def nudge(self) -> Nudge | None:
        """The nudge on screen, as long as any of it is there."""
        return self._frame.nudge if self._frame else None

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        for button in self._buttons.values():
            button.set_colors(palette)
        self._lay_out()

    def set_reduced_motion(self, reduced: bool) -> None:
        self._life.reduced = reduced

    def show_view(self, view: CallView) -> None:
        """Say what this view has to say, from now on."""
        self._view = view
        if view.phase is Phase.LIVE:
            self._life.update(view.nudge, view.nudge_put_right, self._now())
        else:
            self._life = NudgeLife(self._life.reduced)
        self._refresh()

    def _refresh(self) -> None:
        now_s = self._now()
        frame = self._life.frame(now_s)
        head = wording.nudge_head(frame.nudge) if frame else wording.head(replace(self._view, nudge=None))
        if self._life.moving(now_s) != self._motion.isActive():
            self._motion.stop() if self._motion.isActive() else self._motion.start()
        if head != self._head:
            self._head = head
            self._frame = frame
            self._lay_out()
        elif frame != self._frame:
            self._frame = frame
            self.update()

    def _lay_out(self) -> None:
        head = self._head
        assert head is not None
        self.setAccessibleName(" ".join(part for part in (head.title, head.quote, head.detail) if part))
        for button in self._buttons.values():
            button.setVisible(False)
        height = self._lay_out_nudge(head) if head.voice is Voice.NUDGE else self._lay_out_notice(head)
        buttons_px = [button.geometry().bottom() + 1 for button in self._buttons.values() if not button.isHidden()]
        self.resize(WIDTH_PX, max([round(height), *buttons_px]))
        self.update()
        self.laid_out.emit()

    def _lay_out_nudge(self, head: Head) -> float:
        title = Paragraph([Span(head.title, NUDGE, self._palette.ink)], WIDTH_PX, balanced=True)
        self._paragraphs = [(title, 0.0, 0.0)]
        if head.quote and title.lines == 1:
            words = f"“{_fitting(head.quote, SPOKEN)}”"
            quote = Paragraph([Span(words, SPOKEN, self._palette.blue_text)], WIDTH_PX)
            self._paragraphs.append((quote, 0.0, title.height))
        return sum(paragraph.height for paragraph, _, _ in self._paragraphs)

    def _lay_out_notice(self, head: Head) -> float:
        """Title over detail. A large button stands right of both, a small one wherever there is room."""
        button = self._buttons[head.act] if head.action else None
        room = float(WIDTH_PX)
        if button is not None:
            button.set_label(head.action)
            button.setVisible(True)
            if head.act is not Act.NOTICE:
                button.move(WIDTH_PX - button.width(), 5)
                room -= button.width() + _GAP_PX
        title_color = self._palette.ink2 if head.voice is Voice.QUIET else self._palette.ink
        title = Paragraph([Span(head.title, LEAD_STRONG if head.action else LEAD, title_color)], room)
        self._paragraphs = [(title, 0.0, 0.0)]
        height = title.height
        detail = None
        if head.detail:
            detail = Paragraph([Span(head.detail, BODY, self._palette.ink2)], room)
            self._paragraphs.append((detail, 0.0, height))
            height += detail.height
        if button is not None and head.act is Act.NOTICE:
            height = self._place_small(button, title, detail, height)
        return height

    def _place_small(self, button: Button, title: Paragraph, detail: Paragraph | None, height: float) -> float:
        """Beside the detail, else beside the title, else below both. Returns the height they all take."""
        right = WIDTH_PX - button.width()
        if detail is None:
            button.move(0, round(height) + 4)
            return height + button.height() + 4
        if detail.lines == 1 and detail.width + _GAP_PX <= right:
            button.move(right, round(title.height) - 2)
            return height
        if title.lines == 1 and title.width + _GAP_PX <= right:
            button.move(right, 0)
            return height
        button.move(0, round(height) + 4)
        return height + button.height() + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = self._frame
        rise_px = 0.0
        if frame is not None:
            painter.setOpacity(frame.opacity)
            rise_px = frame.rise_px
        for paragraph, x, y in self._paragraphs:
            paragraph.paint(painter, x, y + rise_px)
        if frame is not None and frame.underline:
            self._paint_underline(painter, frame.underline)

    def _paint_underline(self, painter: QPainter, part: float) -> None:
        """Under the customer's words, else under the nudge's last line."""
        paragraph, _, y = self._paragraphs[-1]
        last = paragraph.lines - 1
        grid = Grid.of(painter)
        line_y = grid.y(y + paragraph.baseline(last) + _UNDERLINE_BELOW_PX)
        line = QRectF(0, line_y, paragraph.line_width(last) * part, grid.thick(1))
        painter.fillRect(line, QColor(self._palette.ink2))


def _fitting(quote: str, style: Style) -> str:
    """The quote, shortened by whole words where its letters are too wide for one line."""
    metrics = QFontMetricsF(font(style))
    while metrics.horizontalAdvance(f"“{quote}”") > WIDTH_PX and " " in quote:
        quote = quote.removesuffix("…").rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
    return quote
