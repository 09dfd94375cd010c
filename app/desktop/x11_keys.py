"""Keys grabbed from an X11 server, over a connection of our own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Qt

from app.desktop.key_combination import combination, function_number

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
_PUNCTUATION = {",": "comma", ".": "period", "-": "minus", "=": "equal", ";": "semicolon", "/": "slash", "`": "grave"}
_MASKS = {
    Qt.KeyboardModifier.ShiftModifier: 1,
    Qt.KeyboardModifier.ControlModifier: 4,
    Qt.KeyboardModifier.AltModifier: 8,
    Qt.KeyboardModifier.MetaModifier: 64,
}
_LOCKS = (0, 2, 16, 18)
"""Caps lock and num lock, in every combination: keys mean the same whichever is on."""


def x11_keys(keys: str) -> tuple[str, int] | None:
    """ "Ctrl+Alt+C" as X11 has it: the key's name and a mask of modifiers; None for what cannot be grabbed."""
    if (found := combination(keys)) is None:
        return None
    key, modifiers = found
    mask = sum(bit for modifier, bit in _MASKS.items() if modifiers & modifier)
    if number := function_number(key):
        return f"F{number}", mask
    if key in _NAMES:
        return _NAMES[key], mask
    text = chr(key).lower() if 0x21 <= key <= 0x7E else ""
    name = text if text.isalnum() else _PUNCTUATION.get(text, "")
    return (name, mask) if name else None


class X11Keys(QObject):
    """Until `close`. pressed: called with the keys as they were given to `grab`. Raises OSError without a server."""

    def __init__(self, pressed: Callable[[str], None]) -> None:
        super().__init__()
        from Xlib.display import Display
        from Xlib.error import DisplayError

        self._pressed = pressed
        self._keys: dict[tuple[int, int], str] = {}
        try:
            self._display: Any = Display()
        except DisplayError as error:
            raise OSError(str(error)) from error
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_events)

    def grab(self, keys: str) -> bool:
        """False where another program has them, or nobody could."""
        from Xlib import XK, X
        from Xlib.error import BadAccess, CatchError

        found = x11_keys(keys)
        code = self._display.keysym_to_keycode(XK.string_to_keysym(found[0])) if found else 0
        if found is None or not code:
            return False
        caught = CatchError(BadAccess)
        root = self._display.screen().root
        for locks in _LOCKS:
            root.grab_key(code, found[1] | locks, False, X.GrabModeAsync, X.GrabModeAsync, onerror=caught)
        self._display.sync()
        if caught.get_error() is not None:
            return False
        self._keys[code, found[1]] = keys
        return True

    def close(self) -> None:
        self._notifier.setEnabled(False)
        self._notifier.deleteLater()
        self._display.close()  # the server lets go of the grabs with the connection
        self._display = None

    def _on_events(self) -> None:
        from Xlib import X

        while self._display is not None and self._display.pending_events():
            event = self._display.next_event()
            if event.type == X.KeyPress:
                keys = self._keys.get((event.detail, event.state & (1 | 4 | 8 | 64)))
                if keys:
                    self._pressed(keys)
