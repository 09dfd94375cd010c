"""What something is made of, opened under it: moments in a list, each a way into the call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.desktop.text import button, label
from app.export.moments import Kind
from app.look import BODY, SMALL, SPOKEN
from app.review.said import Sign, time_button

AT_ONCE = 8
"""So many are shown; the rest are one click away."""
VALUE_PX = 84


@dataclass(frozen=True, slots=True)
class Part:
    """kind: the sign before it. value: its own figure, or "". spoken: the text is words that were said."""

    at_s: float
    kind: Kind | None
    value: str
    text: str
    spoken: bool = True


class Evidence(QWidget):
    """how: one line on how the thing is made of its parts."""

    chosen = Signal(float)
    grown = Signal()
    """Parts were added after it was made."""

    def __init__(self, how: str, parts: Sequence[Part]) -> None:
        super().__init__()
        self._parts = list(parts)
        self.times: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 8)
        column.setSpacing(4)
        self.how = label(how, SMALL, "ink2")
        column.addWidget(self.how)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        self._add(0, min(AT_ONCE, len(self._parts)))
        if len(self._parts) > AT_ONCE:
            rest = button(f"{len(self._parts) - AT_ONCE} more", "link")
            rest.clicked.connect(lambda: self._show_rest(rest))
            column.addWidget(rest)

    def _show_rest(self, rest: QPushButton) -> None:
        rest.hide()
        self._add(AT_ONCE, len(self._parts))
        self.grown.emit()

    def _add(self, first: int, end: int) -> None:
        for number in range(first, end):
            self._rows.addLayout(self._row(self._parts[number]))

    def _row(self, part: Part) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        go = time_button(part.at_s)
        go.clicked.connect(lambda: self.chosen.emit(part.at_s))
        self.times.append(go)
        row.addWidget(go, 0, top)
        if part.kind is not None:
            row.addWidget(Sign(part.kind), 0, top)
        value = label(part.value, BODY)
        value.setFixedWidth(VALUE_PX)
        row.addWidget(value, 0, top)
        words = f"“{part.text}”" if part.spoken and part.text else part.text
        ink = "blue" if part.spoken and part.kind is Kind.CUSTOMER else "ink"
        row.addWidget(label(words, SPOKEN if part.spoken else BODY, ink), 1, top)
        return row


class Opener(QWidget):
    """A thing that opens to its evidence: made when it is first opened, put under `head`."""

    chosen = Signal(float)
    opened = Signal(bool)

    def __init__(self, head: QWidget, trigger: QPushButton, make: Callable[[], Evidence], indent_px: int = 0) -> None:
        super().__init__()
        self.evidence: Evidence | None = None
        self.trigger = trigger
        self._make = make
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(head)
        self._indent_px = indent_px
        trigger.setCheckable(True)
        trigger.toggled.connect(self.set_open)

    def set_open(self, is_open: bool) -> None:
        if self.evidence is None:
            if not is_open:
                return
            self.evidence = self._make()
            self.evidence.setContentsMargins(self._indent_px, 0, 0, 0)
            self.evidence.chosen.connect(self.chosen)
            self.evidence.grown.connect(lambda: self.opened.emit(True))
            self._column.addWidget(self.evidence)
        self.evidence.setVisible(is_open)
        if self.trigger.isChecked() is not is_open:
            self.trigger.setChecked(is_open)
        self.opened.emit(is_open)
