"""Pillars and barriers: what held the call up at the left, what got in the way at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from app.review.barriers import Barriers
from app.review.habit_place import BARRIERS
from app.review.how_it_went import WORRIES
from app.review.numbers import NumberRow, TakenApart
from app.review.pillars import Pillars
from app.review.sheet import Sheet

BESIDE_PX = 1120


class HeldAndHindered(Sheet):
    chosen = Signal(float)
    judged = Signal(int, bool)
    opened = Signal(bool)

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        self.pillars = Pillars(log, TakenApart(log))
        self.barriers = Barriers(log)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(48)
        self._halves.addWidget(self.pillars, 4)
        self._halves.addWidget(self.barriers, 3)
        self.column.addLayout(self._halves)
        for part in (self.pillars, self.barriers):
            part.chosen.connect(self.chosen)
            part.opened.connect(self.opened)
        self.barriers.judged.connect(self.judged)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one under the other."""
        super().resizeEvent(event)
        beside = self.viewport().width() >= BESIDE_PX
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(way)

    @property
    def rows(self) -> list[NumberRow]:
        return [row for numbers in self.pillars.numbers for row in numbers.rows]

    def open_number(self, name: str) -> None:
        """Opens a number, by its metric, to what it is made of; worries are made of genuine moments. What got in the
        way is open already."""
        if name == BARRIERS:
            self.ensureWidgetVisible(self.barriers)
            return
        if name == WORRIES:
            self.pillars.openers[0].set_open(True)
            return
        row = next(row for row in self.rows if row.of == name)
        row.set_open(True)
        self.ensureWidgetVisible(row)
