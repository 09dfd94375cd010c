"""One of a few, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.desktop.text import button


class Segments(QWidget):
    """labels: what is kept → what is read. The arrow keys go from one to the next."""

    changed = Signal(str)

    def __init__(self, labels: Mapping[str, str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._values = list(labels)
        for i, text in enumerate(labels.values()):
            made = button(text, "segment", f"{name}: {text}")
            made.setCheckable(True)
            made.setProperty("end", "first" if i == 0 else "last" if i == len(labels) - 1 else "")
            self._group.addButton(made, i)
            row.addWidget(made)
        self._group.idClicked.connect(lambda i: self.changed.emit(self._values[i]))

    @property
    def value(self) -> str:
        return self._values[max(0, self._group.checkedId())]

    def set_value(self, value: str) -> None:
        """Shows this one; nothing is told."""
        self._group.button(self._values.index(value)).setChecked(True)
