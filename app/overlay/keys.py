"""The keyboard's visit to the overlay: only when the rep asks for it, and back to the call afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.overlay import x11
from app.overlay.panel import Panel


class KeyboardVisit:
    """Lends the keyboard to `window`, which otherwise never takes it. While it is here Tab goes through the
    controls, and P, B, H, N and W do what they do in the terminal."""

    def __init__(self, window: QWidget, panel: Panel) -> None:
        self._window = window
        self._panel = panel
        self._here = False
        self._had_focus: int | None = None

    def begin(self) -> None:
        """Bring the keyboard here, the first control first."""
        self._window.windowHandle().setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, False)
        self._had_focus = x11.give_focus(int(self._window.winId()))
        if self._had_focus is None:
            self._window.activateWindow()
        self._here = True
        self._panel.set_keyboard(True)
        self._window.focusNextChild()

    def end(self, give_back: bool) -> None:
        """It is gone, or with `give_back` goes back to the window that had it."""
        if not self._here:
            return
        self._here = False
        self._panel.set_keyboard(False)
        if focused := self._window.focusWidget():
            focused.clearFocus()
        self._window.windowHandle().setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, True)
        if give_back and self._had_focus is not None:
            x11.give_focus(self._had_focus)
        elif give_back:
            # The system hands the keyboard to the window below a window that goes.
            self._window.hide()
            self._window.show()

    def press(self, key: int) -> bool:
        """What this key does here; False if nothing."""
        does = {
            Qt.Key.Key_Escape: lambda: self.end(give_back=True),
            Qt.Key.Key_P: self._panel.pause_toggled.emit,
            Qt.Key.Key_B: self._panel.set_bookmark,
            Qt.Key.Key_H: self._panel.call_helpful,
            Qt.Key.Key_N: self._panel.call_not_now,
            Qt.Key.Key_W: self._panel.toggle_why,
        }.get(Qt.Key(key))
        if does is None:
            return False
        does()
        return True
