"""The review's first page, in the order in which it is read: the habit, how it went, the timeline, the words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.desktop.text import button, label, rule
from app.look import SMALL
from app.review.customer import Customer
from app.review.habit_place import HabitPlace
from app.review.how_it_went import HowItWent
from app.review.timeline import STEP, Timeline
from app.review.words import Words
from coaching.habit import Habit

EDGE_PX = 32
WIDE_PX = 1200
"""Lines longer than this page are hard to read."""


class Overview(QScrollArea):
    """Everything that can be clicked leads to one place: the timeline and the words, at that moment."""

    number_wanted = Signal(str)
    practise_wanted = Signal(str, bool)

    def __init__(self, log: dict[str, Any], found: Habit | None, *, practised: bool) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.habit = HabitPlace(found, practised=practised)
        self.how = HowItWent(log)
        self.timeline = Timeline(log)
        self.words = Words(log)
        self.customer = Customer(log)
        self._inside = self._page()
        self.setWidget(self._inside)
        for part in (self.habit, self.how, self.timeline, self.customer, self.words):
            part.chosen.connect(self.go_to)
        self.words.chosen.disconnect(self.go_to)
        self.words.chosen.connect(self.timeline.set_cursor)
        self.how.number_wanted.connect(self.number_wanted)
        self.habit.practise_wanted.connect(self.practise_wanted)

    def _page(self) -> QWidget:
        page = QWidget()
        outer = QHBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(WIDE_PX)
        outer.addWidget(inner, 1000)
        outer.addStretch(1)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(EDGE_PX, 24, EDGE_PX, 24)
        self._column.setSpacing(16)
        self._top = _columns(self.habit, self.how)
        self._column.addLayout(self._top)
        self._column.addLayout(self._zoom_row())
        self._column.addWidget(self.timeline)
        self._column.addWidget(rule())
        self._column.addLayout(_columns(self.words, self.customer), 1)
        return page

    def _zoom_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        hint = label("Ctrl and the wheel zoom", SMALL, "ink2", wrap=False)
        row.addWidget(hint)
        for text, name, does in (
            ("−", "Zoom out", lambda: self.timeline.zoom(1 / STEP)),
            ("+", "Zoom in", lambda: self.timeline.zoom(STEP)),
            ("Whole call", "Show the whole call", self.timeline.show_all),
        ):
            made = button(text, "small", name)
            made.clicked.connect(does)
            row.addWidget(made)
        return row

    def show_habit(self, found: Habit | None, *, practised: bool) -> None:
        """Another habit, once more is known of the calls before."""
        before, self.habit = self.habit, HabitPlace(found, practised=practised)
        self.habit.chosen.connect(self.go_to)
        self.habit.practise_wanted.connect(self.practise_wanted)
        self._top.replaceWidget(before, self.habit)
        before.deleteLater()

    def go_to(self, at_s: float) -> None:
        """The timeline stands at this moment, the words are beside it, and both are seen."""
        self.timeline.set_cursor(at_s)
        self.words.go_to(at_s)
        self._column.activate()
        top = self.timeline.mapTo(self._inside, self.timeline.rect().topLeft()).y()
        self.verticalScrollBar().setValue(top - 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Timeline and words fill one window together, so that neither has to be scrolled away for the other."""
        super().resizeEvent(event)
        room = self.viewport().height() - self.timeline.sizeHint().height() - 110
        self.words.rows.setFixedHeight(max(260, room))


def _columns(left: QWidget, right: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(40)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    grid.setColumnMinimumWidth(1, 300)
    grid.addWidget(left, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(right, 0, 1, Qt.AlignmentFlag.AlignTop)
    return grid
