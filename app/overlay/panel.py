"""The panel: head, reason and open form, one under the other, as high as their words need."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QWidget

from app import wording
from app.look import Palette
from app.overlay.controls import Controls, Offer
from app.overlay.court_widget import CourtWidget
from app.overlay.open_form import LastWords, Purposes, Questions
from app.overlay.scene import scene
from app.overlay.status import ROW_PX, StatusLine, status
from app.overlay.text_place import WIDTH_PX, TextPlace
from app.overlay.why import Why
from app.view import CallView, Phase

PANEL_WIDTH_PX, FOLDED_WIDTH_PX = 380, 89
HEAD_HEIGHT_PX = 96
_COURT_LEFT_PX, _TEXT_LEFT_PX, _TEXT_TOP_PX = 14, 91, 9
_BOTTOM_PX = 8
_SAID_MS = 1500


class Panel(QWidget):
    """All that stands on the overlay's ground. Decides nothing about windows. `now`: the clock of motion."""

    why_opened = Signal(int)
    helpful = Signal(int)
    not_helpful = Signal(int)
    not_now = Signal(int)
    bookmark = Signal()
    pause_toggled = Signal()
    form_toggled = Signal(bool)
    grown = Signal()
    """Its size changed."""

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = CallView()
        self._form_open = self._folded = False
        self._why_id: int | None = None
        self._saying = ""
        self._under_pointer = False
        self._keyboard = False
        self._opinions: dict[int, bool] = {}
        self._said = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._said.timeout.connect(self._refresh)
        self.court = CourtWidget(now, self)
        self.text = TextPlace(now, self)
        self._status = StatusLine(WIDTH_PX, self)
        self._controls = Controls(WIDTH_PX, self)
        self._why = Why(self)
        self._sections = (Purposes(self), Questions(self), LastWords(self))
        self.court.move(_COURT_LEFT_PX, 0)
        self.text.move(_TEXT_LEFT_PX, _TEXT_TOP_PX)
        self._connect()
        self._refresh()

    def _connect(self) -> None:
        self.text.laid_out.connect(self._refresh)
        self._controls.why.connect(self.toggle_why)
        self._controls.helpful.connect(self.call_helpful)
        self._controls.not_now.connect(self.call_not_now)
        self._controls.bookmark.connect(self.set_bookmark)
        self._controls.pause.connect(self.pause_toggled)
        self._controls.form.connect(lambda: self.set_form_open(not self._form_open))
        self._why.helpful.connect(self.call_helpful)
        self._why.not_helpful.connect(self.call_not_helpful)
        self._why.not_now.connect(self.call_not_now)

    @property
    def form_open(self) -> bool:
        return self._form_open

    @property
    def folded(self) -> bool:
        return self._folded

    @property
    def _form_shown(self) -> bool:
        """Before a call there is nothing to read in it, and it would lie on the review of the last one."""
        return self._form_open and not self._folded and self._view.phase is not Phase.READY

    def set_folded(self, folded: bool) -> None:
        """Nothing but the court, which shows that both sides are heard, and how loud."""
        self._folded = folded
        self._refresh()

    def show_view(self, view: CallView) -> None:
        """Draw this view; what has not changed is not painted again."""
        self._view = view
        self.court.show_scene(scene(view))
        self.court.hear(view.rep.level, view.call.level)
        said = f"{wording.ball(view)}. {wording.talk_share(view)}" if view.phase is Phase.LIVE else ""
        self.court.setAccessibleDescription(said.strip())
        self.text.show_view(view)
        if self._form_open:
            for section in self._sections:
                section.show_view(view)
        self._refresh()

    def set_colors(self, palette: Palette) -> None:
        for part in (self.court, self.text, self._status, self._controls, self._why, *self._sections):
            part.set_colors(palette)
        self._refresh()

    def set_reduced_motion(self, reduced: bool) -> None:
        self.court.set_reduced_motion(reduced)
        self.text.set_reduced_motion(reduced)

    def set_keyboard(self, here: bool) -> None:
        """The keyboard is on the overlay, or not any more: the controls show as they do for the pointer."""
        self._keyboard = here
        self._refresh()

    def set_form_open(self, form_open: bool) -> None:
        if form_open == self._form_open:
            return
        self._form_open = form_open
        for section in self._sections:
            section.show_view(self._view)
        self._refresh()
        self.form_toggled.emit(form_open)

    def toggle_why(self) -> None:
        """Open the reason of the nudge on screen, or close it."""
        nudge = self.text.nudge
        if nudge is None:
            return
        self._why_id = None if self._why_id == nudge.id else nudge.id
        self._refresh()
        if self._why_id is not None:
            self.why_opened.emit(nudge.id)

    def call_helpful(self) -> None:
        self._judge(True)

    def call_not_helpful(self) -> None:
        self._judge(False)

    def _judge(self, helpful: bool) -> None:
        nudge = self.text.nudge
        if nudge is None or self._opinions.get(nudge.id) is helpful:
            return
        self._opinions[nudge.id] = helpful
        self._say("Helpful, noted" if helpful else "Not helpful, noted")
        (self.helpful if helpful else self.not_helpful).emit(nudge.id)

    def call_not_now(self) -> None:
        if self.text.nudge is not None:
            self.not_now.emit(self.text.nudge.id)

    def set_bookmark(self) -> None:
        """Bookmark this moment of the call."""
        if self._view.phase is Phase.LIVE:
            self._say(f"Marked {wording.time(self._view.at_s)}")
            self.bookmark.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._under_pointer = True
        self._refresh()

    def leaveEvent(self, event: QEvent) -> None:
        self._under_pointer = False
        self._refresh()

    def _say(self, words: str) -> None:
        """Answer the rep for a moment in the capture line's place."""
        self._saying = words
        self._said.start()
        self._refresh()

    def _refresh(self) -> None:
        nudge = self.text.nudge
        said = self._saying if self._said.isActive() else ""
        revealed = self._under_pointer or self._keyboard
        if nudge is None or nudge.id != self._why_id:
            self._why_id = None
        else:
            self._why.show_reason(nudge, self._opinions.get(nudge.id))
        self._controls.show_offer(
            Offer(
                phase=self._view.phase,
                nudge=nudge is not None,
                why_open=self._why_id is not None,
                helped=nudge is not None and self._opinions.get(nudge.id) is True,
                marked=said.startswith("Marked"),
                form_open=self._form_open,
            )
        )
        self._status.show_status(status(self._view, said), marks_only=revealed)
        self._arrange(revealed)

    def _arrange(self, revealed: bool) -> None:
        row_y = max(HEAD_HEIGHT_PX - _BOTTOM_PX - ROW_PX, _TEXT_TOP_PX + self.text.height())
        row_px = self._controls.height() if revealed else self._status.height()
        self._status.move(_TEXT_LEFT_PX, row_y)
        self._controls.move(_TEXT_LEFT_PX, row_y)
        y = row_y + row_px + _BOTTOM_PX
        self.text.setVisible(not self._folded)
        self._status.setVisible(not self._folded)
        self._controls.setVisible(revealed and not self._folded)
        self._why.setVisible(self._why_id is not None and not self._folded)
        for section in self._sections:
            section.setVisible(self._form_shown and not section.empty)
        for part in (self._why, *self._sections):
            if not part.isHidden():
                part.move(0, y)
                y += part.height()
        size = QSize(FOLDED_WIDTH_PX, HEAD_HEIGHT_PX) if self._folded else QSize(PANEL_WIDTH_PX, y)
        if size != self.size():
            self.resize(size)
            self.grown.emit()
