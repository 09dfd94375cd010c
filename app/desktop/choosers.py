"""The control for each kind of setting: it shows a value, and tells when the rep has chosen another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from app.desktop.picker import Picker
from app.desktop.segments import Segments
from app.desktop.text import button
from app.fonts import font
from app.look import BODY
from app.settings.declaration import Choice, Declared, Keys, Named, Number, Switch


class Chooser(QWidget):
    """One control. `chosen` carries the new value."""

    chosen = Signal(object)

    def __init__(self, option: Declared) -> None:
        super().__init__()
        self.option = option
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)

    def show_value(self, value: Any) -> None:
        """Shows this value; nothing is told."""
        raise NotImplementedError

    def _take(self, control: QWidget) -> None:
        control.setAccessibleName(self.option.title)
        control.setAccessibleDescription(self.option.help)
        control.setFont(font(BODY))
        self._row.addWidget(control)


def chooser(option: Declared) -> Chooser:
    match option.kind:
        case Switch():
            return _SwitchChooser(option)
        case Number() as kind:
            return _NumberChooser(option, kind)
        case Choice() as kind:
            return _SegmentsChooser(option, kind.labels)
        case Named():
            return NamedChooser(option)
        case Keys():
            return _KeysChooser(option)


class _SwitchChooser(Chooser):
    def __init__(self, option: Declared) -> None:
        super().__init__(option)
        self._box = QCheckBox()
        self._take(self._box)
        self._box.clicked.connect(lambda on: self.chosen.emit(on))

    def show_value(self, value: bool) -> None:
        self._box.setChecked(value)


class _NumberChooser(Chooser):
    def __init__(self, option: Declared, kind: Number) -> None:
        super().__init__(option)
        self._box = QSpinBox()
        self._box.setRange(kind.low, kind.high)
        self._box.setSingleStep(kind.step)
        self._box.setSuffix(f" {kind.unit}" if kind.unit else "")
        if kind.zero and kind.low == 0:
            self._box.setSpecialValueText(kind.zero)
        self._box.setKeyboardTracking(False)
        self._box.lineEdit().setTextMargins(10, 0, 0, 0)
        self._take(self._box)
        still(self._box)
        self._box.valueChanged.connect(self.chosen.emit)

    def show_value(self, value: int) -> None:
        self._box.blockSignals(True)
        self._box.setValue(value)
        self._box.blockSignals(False)


class _SegmentsChooser(Chooser):
    def __init__(self, option: Declared, labels: Mapping[str, str]) -> None:
        super().__init__(option)
        self._segments = Segments(labels, option.title)
        self._take(self._segments)
        self._segments.changed.connect(self.chosen.emit)

    def show_value(self, value: str) -> None:
        self._segments.set_value(value)


class NamedChooser(Chooser):
    """Something of this machine: told what there is with `offer`, as soon as it is known."""

    def __init__(self, option: Declared) -> None:
        super().__init__(option)
        self._box = Picker()
        self._box.setMinimumWidth(240)
        self._box.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(24)
        self._take(self._box)
        still(self._box)
        self._box.activated.connect(lambda i: self.chosen.emit(self._box.itemData(i)))
        self._value: Any = option.default

    def offer(self, found: Sequence[tuple[str, str]]) -> None:
        """(what is kept, what is read) of each; one that is chosen and not there is kept, and named as missing."""
        self._box.clear()
        for value, text in found:
            self._box.addItem(text, value)
        if self._box.findData(self._value) < 0:
            self._box.addItem(f"{self._value} (not connected)", self._value)
        self.show_value(self._value)

    def show_value(self, value: str) -> None:
        self._value = value
        self._box.setCurrentIndex(self._box.findData(value))


class _KeysChooser(Chooser):
    def __init__(self, option: Declared) -> None:
        super().__init__(option)
        self._edit = QKeySequenceEdit()
        self._edit.setMaximumSequenceLength(1)
        self._edit.setFixedWidth(160)
        self._take(self._edit)
        self._edit.editingFinished.connect(self._on_edited)
        for line in self._edit.findChildren(QLineEdit):
            line.setAccessibleName(option.title)
        self._clear = button("Clear", "small", f"No keys for: {option.title}")
        self._clear.clicked.connect(self._on_clear)
        self._row.addWidget(self._clear)

    def show_value(self, value: str) -> None:
        self._edit.setKeySequence(QKeySequence(value, QKeySequence.SequenceFormat.PortableText))
        self._clear.setEnabled(bool(value))
        for line in self._edit.findChildren(QLineEdit):
            line.setPlaceholderText("None")  # Qt puts its own words back with every change

    def _on_edited(self) -> None:
        self.chosen.emit(self._edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def _on_clear(self) -> None:
        self._edit.clear()
        self._on_edited()


class _Still(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def still(control: QWidget) -> None:
    """Scrolling the page over this control does not change it."""
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.installEventFilter(_Still(control))
