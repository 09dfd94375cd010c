"""Windows is asked for keys in its own terms, and its message gives the order; here against a stand-in for user32."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest

from app.desktop import hotkeys
from app.desktop.hotkeys import Hotkeys
from app.desktop.windows_keys import WindowsKeys, windows_keys

ALT, CONTROL, SHIFT, WIN = 1, 2, 4, 8


class User32:
    """What Windows does with keys: one owner each."""

    def __init__(self, taken: tuple[int, int] = (0, 0)) -> None:
        self.held: dict[int, tuple[int, int]] = {}
        self.taken = taken

    def RegisterHotKey(self, window: None, number: int, modifiers: int, code: int) -> int:
        wanted = modifiers & ~0x4000, code
        if wanted == self.taken or wanted in self.held.values():
            return 0
        self.held[number] = wanted
        return 1

    def UnregisterHotKey(self, window: None, number: int) -> int:
        del self.held[number]
        return 1

    def VkKeyScanW(self, sign: int) -> int:
        return {",": 0xBC, ".": 0x1BE}.get(chr(sign), -1)


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("Ctrl+Alt+C", (CONTROL | ALT, 0x43)),
        ("Meta+Shift+9", (WIN | SHIFT, 0x39)),
        ("Ctrl+Space", (CONTROL, 0x20)),
        ("F9", (0, 0x78)),
        ("Ctrl+,", (CONTROL, 0xBC)),
        ("Ctrl+.", (CONTROL, 0xBE)),
        ("Ctrl+PgUp", (CONTROL, 0x21)),
        ("Ctrl+#", None),
        ("Ctrl+Ä", None),
        ("C", None),
        ("Shift+C", None),
        ("", None),
        ("Ctrl+K, Ctrl+C", None),
    ],
)
def test_keys_are_what_windows_calls_them_and_plain_letters_are_left_alone(
    keys: str, wanted: tuple[int, int] | None
) -> None:
    assert windows_keys(keys, User32().VkKeyScanW) == wanted


def press(keys: WindowsKeys, number: int) -> None:
    message = wintypes.MSG(message=0x0312, wParam=number)
    assert keys.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)


def test_the_keys_give_their_order_until_they_are_given_back(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    user32, made = User32(taken=(CONTROL, 0x50)), []

    def system_keys(pressed: object) -> WindowsKeys:
        made.append(WindowsKeys(pressed, user32))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(hotkeys, "available", lambda: True)
    monkeypatch.setattr(hotkeys, "system_keys", system_keys)
    keys, heard = Hotkeys(), []
    keys.pressed.connect(heard.append)

    keys.set_keys({"Ctrl+Alt+C": "toggle", "Ctrl+P": "pause", "": "bookmark"})
    assert keys.refused == ["Ctrl+P"]
    press(made[0], 1)
    press(made[0], 7)
    assert heard == ["toggle"]

    keys.set_keys({"F9": "bookmark"})
    press(made[1], 1)
    assert heard == ["toggle", "bookmark"]
    assert list(user32.held.values()) == [(0, 0x78)]
    keys.close()
    assert user32.held == {}
