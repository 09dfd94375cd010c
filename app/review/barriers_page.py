"""Pillars and barriers: what held the call up at the left, what got in the way at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from app.review.barriers import Barriers
from app.review.how_it_went import WORRIES
from app.review.numbers import NumberRow, TakenApart
from app.review.pillars import Pillars

EDGE_PX, WIDE_PX, BESIDE_PX = 32, 1280, 1120


class HeldAndHindered(QScrollArea):
    chosen = Signal(float)
    judged = Signal(int, bool)
    opened = Signal(bool)

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pillars = Pillars(log, TakenApart(log))
        self.barriers = Barriers(log)
        page = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._halves.setContentsMargins(EDGE_PX, 24, EDGE_PX, 24)
        self._halves.setSpacing(48)
        self._halves.addWidget(self.pillars, 4)
        self._halves.addWidget(self.barriers, 3)
        page.setMaximumWidth(WIDE_PX)
        self.setWidget(page)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
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
        """Opens a number, by its metric, to what it is made of; worries are made of genuine moments."""
        if name == WORRIES:
            self.pillars.openers[0].set_open(True)
            return
        row = next(row for row in self.rows if row.of == name)
        row.set_open(True)
        self.ensureWidgetVisible(row)
