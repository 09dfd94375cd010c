"""The calls that a figure over many calls is made of: each with its part of it, and a click away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.desktop.text import button, label
from app.look import BODY
from app.review.call_part import CallPart
from app.review.calls_model import named, when

WHEN_PX = 190


class CallsBehind(QWidget):
    """Hidden until `toggle`; the latest call first."""

    call_wanted = Signal(str)

    def __init__(self, parts: Sequence[CallPart]) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(2)
        for part in reversed(parts):
            row = QHBoxLayout()
            row.setSpacing(12)
            go = button(when(part.started), "time", f"Open the call of {when(part.started)}")
            go.setFixedWidth(WHEN_PX)
            go.clicked.connect(lambda _=False, id=part.id: self.call_wanted.emit(id))
            self.buttons.append(go)
            row.addWidget(go)
            row.addWidget(label(part.value, BODY, wrap=False))
            row.addWidget(label(named(part.customer, ""), BODY, "ink2", wrap=False), 1, Qt.AlignmentFlag.AlignLeft)
            column.addLayout(row)
        self.hide()

    def toggle(self) -> None:
        self.setVisible(self.isHidden())
