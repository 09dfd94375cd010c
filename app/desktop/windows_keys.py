"""Keys registered with Windows, which posts a message to this thread when they are pressed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, Qt

from app.desktop.key_combination import combination, function_number

_WM_HOTKEY = 0x0312
_NO_REPEAT = 0x4000
_MODIFIERS = {
    Qt.KeyboardModifier.AltModifier: 1,
    Qt.KeyboardModifier.ControlModifier: 2,
    Qt.KeyboardModifier.ShiftModifier: 4,
    Qt.KeyboardModifier.MetaModifier: 8,
}
_CODES = {
    Qt.Key.Key_Pause: 0x13,
    Qt.Key.Key_Space: 0x20,
    Qt.Key.Key_PageUp: 0x21,
    Qt.Key.Key_PageDown: 0x22,
    Qt.Key.Key_End: 0x23,
    Qt.Key.Key_Home: 0x24,
    Qt.Key.Key_Left: 0x25,
    Qt.Key.Key_Up: 0x26,
    Qt.Key.Key_Right: 0x27,
    Qt.Key.Key_Down: 0x28,
    Qt.Key.Key_Print: 0x2C,
    Qt.Key.Key_Insert: 0x2D,
}


def windows_keys(keys: str, code_of: Callable[[int], int]) -> tuple[int, int] | None:
    """ "Ctrl+Alt+C" as Windows has it: modifiers and a virtual key; None for what cannot be registered.

    code_of: VkKeyScanW, which knows on which key of this keyboard a sign stands; -1 for none.
    """
    if (found := combination(keys)) is None:
        return None
    key, modifiers = found
    mask = sum(bit for modifier, bit in _MODIFIERS.items() if modifiers & modifier)
    if number := function_number(key):
        return mask, 0x6F + number
    if key in _CODES:
        return mask, _CODES[key]
    if not 0x21 <= key <= 0x7E:
        return None
    code = key if chr(key).isalnum() else code_of(key)
    return (mask, int(code) & 0xFF) if code >= 0 else None


class WindowsKeys(QAbstractNativeEventFilter):
    """Until `close`. pressed: called with the keys as they were given to `grab`. user32: the system's own."""

    def __init__(self, pressed: Callable[[str], None], user32: Any = None) -> None:
        super().__init__()
        self._pressed = pressed
        self._user32 = user32 or ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
        self._keys: dict[int, str] = {}
        application = QCoreApplication.instance()
        assert application is not None
        application.installNativeEventFilter(self)

    def grab(self, keys: str) -> bool:
        """False where another program has them, or nobody could."""
        found = windows_keys(keys, self._user32.VkKeyScanW)
        number = len(self._keys) + 1
        if found is None or not self._user32.RegisterHotKey(None, number, found[0] | _NO_REPEAT, found[1]):
            return False
        self._keys[number] = keys
        return True

    def close(self) -> None:
        for number in self._keys:
            self._user32.UnregisterHotKey(None, number)
        self._keys.clear()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self)

    def nativeEventFilter(
        self, event_type: QByteArray | bytes | bytearray | memoryview[int], message: Any
    ) -> tuple[bool, int]:
        if QByteArray(event_type).startsWith(b"windows"):
            told = wintypes.MSG.from_address(int(message))
            keys = self._keys.get(told.wParam)
            if told.message == _WM_HOTKEY and keys is not None:
                self._pressed(keys)
        return False, 0
