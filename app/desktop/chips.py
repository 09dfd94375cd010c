"""A few short texts, each a chip; a field at the end takes the next one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from app.desktop.flow import Flow
from app.desktop.text import button
from app.fonts import font
from app.look import BODY
from coaching.plain_text import plain
from coaching.prep import MAX_LIST_ITEMS, MAX_TEXT_CHARACTERS


class Chips(QWidget):
    """Return adds what is in the field. A chip pressed goes back into the field to be changed; Delete removes it."""

    changed = Signal()

    def __init__(self, add: str, name: str) -> None:
        super().__init__()
        self._flow = Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._chips: list[QPushButton] = []
        self._name = name
        self.field = _Field()
        self.field.setFont(font(BODY))
        self.field.setProperty("bare", True)
        self.field.setPlaceholderText(add)
        self.field.setAccessibleName(f"{add}: {name}")
        self.field.setMaxLength(MAX_TEXT_CHARACTERS)
        self.field.returnPressed.connect(self._on_add)
        self.field.editingFinished.connect(self._on_add)
        self._flow.addWidget(self.field)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(chip.accessibleName() for chip in self._chips)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Shows these in place of what was there; nothing is told."""
        while self._chips:
            self._drop(self._chips[0])
        for text in texts:
            self._add(text)
        self.field.clear()

    def _on_add(self) -> None:
        text = plain(self.field.text())
        self.field.clear()
        if text and text not in self.texts and len(self._chips) < MAX_LIST_ITEMS:
            self._add(text)
            self.changed.emit()

    def _add(self, text: str) -> None:
        chip = button(text if len(text) <= 48 else f"{text[:47].rstrip()}…", "outlined", text)
        chip.setFont(font(BODY))
        chip.setToolTip("Press to change it, Delete to remove it")
        chip.setAccessibleDescription(f"{self._name}. Press to change it, Delete to remove it.")
        chip.clicked.connect(lambda: self._change(chip))
        chip.installEventFilter(self)
        self._chips.append(chip)
        self._flow.addWidget(chip)
        self._flow.to_end(self.field)
        QWidget.setTabOrder(self._chips[-2] if len(self._chips) > 1 else self.field, chip)
        QWidget.setTabOrder(chip, self.field)
        chip.show()
        self.updateGeometry()

    def _change(self, chip: QPushButton) -> None:
        text = chip.accessibleName()
        self._drop(chip)
        self.field.setText(text)
        self.field.setFocus()
        self.changed.emit()

    def _drop(self, chip: QPushButton) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            and isinstance(watched, QPushButton)
        ):
            self._drop(watched)
            self.field.setFocus()
            self.changed.emit()
            return True
        return super().eventFilter(watched, event)


class _Field(QLineEdit):
    """Asks for the room of its placeholder; whatever else is free is its own as well."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.placeholderText()) + 14, hint.height())
