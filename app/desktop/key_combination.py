"""Which keys may be taken from every other window: one press, with Ctrl, Alt or Meta, or a function key."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

_TAKING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def combination(keys: str) -> tuple[Qt.Key, Qt.KeyboardModifier] | None:
    """ "Ctrl+Alt+C" as key and modifiers; None for what cannot be taken: a letter of its own is typed everywhere."""
    sequence = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return None
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]
    key, modifiers = pressed.key(), pressed.keyboardModifiers()
    return (key, modifiers) if modifiers & _TAKING or function_number(key) else None


def function_number(key: Qt.Key) -> int:
    """9 for F9; 0 for any other key."""
    return key - Qt.Key.Key_F1 + 1 if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F24 else 0
