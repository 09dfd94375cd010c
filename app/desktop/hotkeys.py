"""Keys that work while another window has the keyboard: on X11, grabbed only when the rep has set them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QKeyCombination, QObject, QSocketNotifier, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence

NOT_HERE = "This system keeps keys to itself. Bind these commands in its keyboard settings:"

log = logging.getLogger(__name__)

_NAMES = {
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "Prior",
    Qt.Key.Key_PageDown: "Next",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Pause: "Pause",
    Qt.Key.Key_Print: "Print",
}


def available() -> bool:
    """Keys can be grabbed for the whole desktop here."""
    return QGuiApplication.platformName() == "xcb"


def x11_keys(keys: str) -> tuple[str, int] | None:
    """ "Ctrl+Alt+C" as X11 has it: the key's name and a mask of modifiers; None for what cannot be grabbed.

    A key without Ctrl, Alt or Meta is refused unless it is a function key: it would be taken from every window.
    """
    sequence = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return None
    combination: QKeyCombination = sequence[0]  # type: ignore[index]
    key, modifiers = combination.key(), combination.keyboardModifiers()
    masks = {
        Qt.KeyboardModifier.ShiftModifier: 1,
        Qt.KeyboardModifier.ControlModifier: 4,
        Qt.KeyboardModifier.AltModifier: 8,
        Qt.KeyboardModifier.MetaModifier: 64,
    }
    mask = sum(bit for modifier, bit in masks.items() if modifiers & modifier)
    is_function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
    if not mask & ~1 and not is_function:
        return None
    if is_function:
        return f"F{key - Qt.Key.Key_F1 + 1}", mask
    if key in _NAMES:
        return _NAMES[key], mask
    if 0x21 <= key <= 0x7E:
        text = chr(key).lower()
        return (text if text.isalnum() else _PUNCTUATION.get(text, "")) or "", mask
    return None


_PUNCTUATION = {",": "comma", ".": "period", "-": "minus", "=": "equal", ";": "semicolon", "/": "slash", "`": "grave"}
_LOCKS = (0, 2, 16, 18)
"""Caps lock and num lock, in every combination: keys mean the same whichever is on."""


class Hotkeys(QObject):
    """Grabs keys and says which were pressed. `set_keys` may be called again at any time.

    refused: keys that another program holds already, or that cannot be grabbed, after the last `set_keys`.
    """

    pressed = Signal(str)
    """The order that the pressed keys stand for."""

    def __init__(self) -> None:
        super().__init__()
        self._display: Any = None
        self._notifier: QSocketNotifier | None = None
        self._orders: dict[tuple[int, int], str] = {}
        self.refused: list[str] = []

    def set_keys(self, orders: Mapping[str, str]) -> None:
        """keys → order. Nothing is grabbed, and no connection kept, while it is empty."""
        self.close()
        self.refused = []
        wanted = {keys: order for keys, order in orders.items() if keys}
        if not wanted or not available() or not self._connect():
            return
        from Xlib import XK

        for keys, order in wanted.items():
            found = x11_keys(keys)
            code = self._display.keysym_to_keycode(XK.string_to_keysym(found[0])) if found else 0
            if found is None or not code or not self._grab(code, found[1]):
                self.refused.append(keys)
            else:
                self._orders[code, found[1]] = order

    def close(self) -> None:
        """Gives all keys back."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._display is not None:
            self._display.close()  # the server lets go of the grabs with the connection
            self._display = None
        self._orders.clear()

    def _connect(self) -> bool:
        try:
            from Xlib.display import Display
            from Xlib.error import DisplayError

            self._display = Display()
        except (ImportError, DisplayError, OSError) as error:
            log.warning("keys cannot be grabbed: %s", error)
            return False
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_events)
        return True

    def _grab(self, code: int, mask: int) -> bool:
        from Xlib import X
        from Xlib.error import BadAccess, CatchError

        caught = CatchError(BadAccess)
        root = self._display.screen().root
        for locks in _LOCKS:
            root.grab_key(code, mask | locks, False, X.GrabModeAsync, X.GrabModeAsync, onerror=caught)
        self._display.sync()
        return caught.get_error() is None

    def _on_events(self) -> None:
        from Xlib import X

        while self._display is not None and self._display.pending_events():
            event = self._display.next_event()
            if event.type == X.KeyPress:
                order = self._orders.get((event.detail, event.state & (1 | 4 | 8 | 64)))
                if order:
                    self.pressed.emit(order)
