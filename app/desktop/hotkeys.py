"""Keys that work while another window has the keyboard, where the system gives them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

NOT_HERE = "This system keeps keys to itself. Bind these commands in its keyboard settings:"

log = logging.getLogger(__name__)


class Keys(Protocol):
    """One system's way of taking keys; made with what to call when some of them are pressed."""

    def grab(self, keys: str) -> bool:
        """False where another program has them, or nobody could."""
        ...

    def close(self) -> None:
        """Gives all keys back."""
        ...


def available() -> bool:
    """Keys can be taken for the whole desktop here."""
    return QGuiApplication.platformName() in ("xcb", "windows")


def system_keys(pressed: Callable[[str], None]) -> Keys:
    """This system's. Raises OSError or ImportError where it cannot be had after all."""
    if QGuiApplication.platformName() == "windows":
        from app.desktop.windows_keys import WindowsKeys

        return WindowsKeys(pressed)
    from app.desktop.x11_keys import X11Keys

    return X11Keys(pressed)


class Hotkeys(QObject):
    """Takes keys and says which were pressed. `set_keys` may be called again at any time.

    refused: keys that another program holds already, or that cannot be taken, after the last `set_keys`.
    """

    pressed = Signal(str)
    """The order that the pressed keys stand for."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: Keys | None = None
        self._orders: dict[str, str] = {}
        self.refused: list[str] = []

    def set_keys(self, orders: Mapping[str, str]) -> None:
        """keys → order. Nothing is taken while it is empty."""
        self.close()
        self.refused = []
        self._orders = {keys: order for keys, order in orders.items() if keys}
        if not self._orders or not available():
            return
        try:
            self._keys = system_keys(lambda keys: self.pressed.emit(self._orders[keys]))
        except (ImportError, OSError) as error:
            log.warning("keys cannot be taken: %s", error)
            return
        self.refused = [keys for keys in self._orders if not self._keys.grab(keys)]

    def close(self) -> None:
        """Gives all keys back."""
        if self._keys is not None:
            self._keys.close()
            self._keys = None
