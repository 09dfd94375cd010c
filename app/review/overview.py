"""The review's first page, in the order in which it is read: the habit, how it went, the timeline, the words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desktop.text import button, label, rule
from app.look import SMALL
from app.review.customer import Customer
from app.review.habit_place import HabitPlace
from app.review.how_it_went import HowItWent
from app.review.playback import Playback
from app.review.sheet import Sheet
from app.review.timeline import STEP, Timeline
from app.review.words import Words

CONTROLS_PX = 44
"""What stands over the timeline and is seen with it: play, bookmark, zoom."""


class Overview(Sheet):
    """Everything that can be clicked leads to one place: the timeline and the words, at that moment.

    playback: None where the call's sound was not kept.
    """

    number_wanted = Signal(str)
    practise_wanted = Signal(str, bool)
    bookmark_wanted = Signal(float)
    call_wanted = Signal(str)

    said = Signal(str)
    """One line for the rep."""

    def __init__(self, log: dict[str, Any], habit: HabitPlace, playback: Playback | None = None) -> None:
        super().__init__()
        self.habit = habit
        self.playback = playback
        self.how = HowItWent(log)
        self.timeline = Timeline(log)
        self.words = Words(log)
        self.customer = Customer(log)
        self._lay_out()
        for part in (self.how, self.timeline, self.customer):
            part.chosen.connect(self.go_to)
        self.words.chosen.connect(self.timeline.set_cursor)
        self._connect_playback()
        self.how.number_wanted.connect(self.number_wanted)
        self._connect_habit()

    def _lay_out(self) -> None:
        self.column.setSpacing(16)
        self._top = _columns(self.habit, self.how)
        self.column.addLayout(self._top)
        self.column.addLayout(self._zoom_row())
        self.column.addWidget(self.timeline)
        self.column.addWidget(rule())
        self.column.addLayout(_columns(self.words, self.customer), 1)

    def _zoom_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self.playback is not None:
            row.addWidget(self.playback)
        self.bookmark = button("Bookmark", "small", "Bookmark the moment that the timeline stands at")
        self.bookmark.setEnabled(False)
        self.bookmark.clicked.connect(lambda: self.bookmark_wanted.emit(self.timeline.cursor_s))
        self.timeline.moved.connect(lambda: self.bookmark.setEnabled(True))
        row.addWidget(self.bookmark)
        row.addStretch(1)
        row.addWidget(label("Ctrl and the wheel zoom", SMALL, "ink2", wrap=False))
        for text, name, does in (
            ("−", "Zoom out", lambda: self.timeline.zoom(1 / STEP)),
            ("+", "Zoom in", lambda: self.timeline.zoom(STEP)),
            ("Whole call", "Show the whole call", self.timeline.show_all),
        ):
            made = button(text, "small", name)
            made.clicked.connect(does)
            row.addWidget(made)
        return row

    def show_habit(self, habit: HabitPlace) -> None:
        """Another habit, once more is known of the calls before."""
        before, self.habit = self.habit, habit
        self._connect_habit()
        self._top.replaceWidget(before, self.habit)
        before.deleteLater()

    def _connect_playback(self) -> None:
        playback = self.playback
        if playback is None:
            return
        playback.toggled.connect(self._play_or_pause)
        playback.moved.connect(self.timeline.follow)
        playback.moved.connect(self.words.follow)
        playback.failed.connect(self.said)
        self.words.chosen.connect(playback.jump)
        self.timeline.space_pressed.connect(self._play_or_pause)

    def _play_or_pause(self) -> None:
        assert self.playback is not None
        if self.playback.playing:
            self.playback.stop()
        else:
            self.playback.play(self.timeline.cursor_s or 0.0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is played that cannot be stopped."""
        if self.playback is not None:
            self.playback.stop()
        super().hideEvent(event)

    def _connect_habit(self) -> None:
        self.habit.chosen.connect(self.go_to)
        self.habit.practise_wanted.connect(self.practise_wanted)
        self.habit.number_wanted.connect(self.number_wanted)
        self.habit.call_wanted.connect(self.call_wanted)

    def go_to(self, at_s: float) -> None:
        """The timeline stands at this moment, the words are beside it, and both are seen."""
        self.timeline.set_cursor(at_s)
        self.words.go_to(at_s)
        if self.playback is not None:
            self.playback.jump(at_s)
        self.column.activate()
        top = self.timeline.mapTo(self.inside, self.timeline.rect().topLeft()).y()
        self.verticalScrollBar().setValue(top - CONTROLS_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Timeline and words fill one window together, so that neither has to be scrolled away for the other."""
        super().resizeEvent(event)
        room = self.viewport().height() - self.timeline.sizeHint().height() - 110 - CONTROLS_PX
        self.words.rows.setFixedHeight(max(260, room))


def _columns(left: QWidget, right: QWidget) -> QHBoxLayout:
    # not a grid: that one takes wrapped text for taller than it is
    row = QHBoxLayout()
    row.setSpacing(40)
    row.addWidget(left, 3, Qt.AlignmentFlag.AlignTop)
    row.addWidget(right, 2, Qt.AlignmentFlag.AlignTop)
    return row
