"""A page that scrolls: one column, no wider than can be read, exactly as tall as what is on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

EDGE_PX, WIDE_PX = 32, 1200


class Sheet(QScrollArea):
    """Put what is on it into `column`."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = _Inside()
        outer = QHBoxLayout(self.inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDE_PX)
        outer.addWidget(middle, 1000)
        outer.addStretch(1)
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(EDGE_PX, 24, EDGE_PX, 24)
        self.setWidget(self.inside)


class _Inside(QWidget):
    """Its height follows from its width: what wrapped text would need at its narrowest must not count."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
