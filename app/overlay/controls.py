"""The controls that take the status line's place while the pointer, or the keyboard, is on the overlay."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.look import Palette
from app.overlay.buttons import Button, Icon, IconButton
from app.overlay.status import MARKS_WIDTH_PX, ROW_PX
from app.view import Phase

_GAP_PX = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done now. nudge: there is one to answer. why_open, form_open: that part is open already.
    helped: the rep called this nudge helpful. marked: a bookmark was just set."""

    phase: Phase = Phase.READY
    nudge: bool = False
    why_open: bool = False
    helped: bool = False
    marked: bool = False
    form_open: bool = False


class Controls(QWidget):
    """Answers to the nudge on the left; bookmark, pause and the open form on the right. Wraps, never cuts."""

    why = Signal()
    helpful = Signal()
    not_now = Signal()
    bookmark = Signal()
    pause = Signal()
    form = Signal()

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(width, ROW_PX)
        self._offer: Offer | None = None
        self._why = Button("Why?", parent=self)
        self._helpful = Button("Helpful", parent=self)
        self._not_now = Button("Not now", parent=self)
        self._bookmark = IconButton(Icon.BOOKMARK, "Bookmark this moment", self)
        self._pause = IconButton(Icon.PAUSE, "Pause listening", self)
        self._form = IconButton(Icon.OPEN, "Show more", self)
        self._answers = (self._why, self._helpful, self._not_now)
        self._icons = (self._bookmark, self._pause, self._form)
        for button, signal in (
            (self._why, self.why),
            (self._helpful, self.helpful),
            (self._not_now, self.not_now),
            (self._bookmark, self.bookmark),
            (self._pause, self.pause),
            (self._form, self.form),
        ):
            button.clicked.connect(signal)

    def set_colors(self, palette: Palette) -> None:
        for button in (*self._answers, *self._icons):
            button.set_colors(palette)

    def show_offer(self, offer: Offer) -> None:
        """Offer this, and lay out the rows for it."""
        if offer == self._offer:
            return
        self._offer = offer
        for button in self._answers:
            button.setVisible(offer.nudge)
        self._bookmark.setVisible(offer.phase is Phase.LIVE)
        self._pause.setVisible(offer.phase in (Phase.LIVE, Phase.PAUSED))
        self._form.setVisible(offer.phase is not Phase.READY)
        self._why.set_filled(offer.why_open)
        self._helpful.set_filled(offer.helped)
        self._bookmark.set_filled(offer.marked)
        if offer.phase is Phase.PAUSED:
            self._pause.set_icon(Icon.RESUME, "Resume listening")
        else:
            self._pause.set_icon(Icon.PAUSE, "Pause listening")
        if offer.form_open:
            self._form.set_icon(Icon.CLOSE, "Show less")
        else:
            self._form.set_icon(Icon.OPEN, "Show more")
        self._arrange()

    def _arrange(self) -> None:
        """Icons at the right of the first row; answers beside the two marks, or in rows of their own."""
        right = self.width()
        for icon in reversed([icon for icon in self._icons if not icon.isHidden()]):
            right -= icon.width()
            icon.move(right, 0)
            right -= _GAP_PX
        answers = [button for button in self._answers if not button.isHidden()]
        x, y = MARKS_WIDTH_PX + _GAP_PX, 0
        if x + sum(button.width() + _GAP_PX for button in answers) > right + _GAP_PX:
            x, y = 0, ROW_PX + _GAP_PX
        for button in answers:
            if x and x + button.width() > self.width():
                x, y = 0, y + ROW_PX + _GAP_PX
            button.move(x, y)
            x += button.width() + _GAP_PX
        self.resize(self.width(), (y if answers else 0) + ROW_PX)
