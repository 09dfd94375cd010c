"""Single keys from the terminal, without Return, on every system."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TextIO

_LOOK_EVERY_S = 0.1


def somebody_types(stdin: TextIO | None) -> bool:
    """This is a terminal with somebody at it, not a pipe, a file or nothing."""
    return stdin is not None and not stdin.closed and stdin.isatty()


class Keyboard:
    """Calls `on_key` with each key, from a thread of its own, between `start` and `stop`."""

    def __init__(self, stdin: TextIO, on_key: Callable[[str], None]) -> None:
        self._on_key = on_key
        self._stdin = stdin
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._read, name="courtside-keyboard", daemon=True)
        self._give_back: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Keys typed from here on are heard."""
        if sys.platform != "win32":
            self._give_back = _take(self._stdin)
        self._thread.start()

    def stop(self) -> None:
        """The terminal is as it was once this returns."""
        self._stopping.set()
        self._thread.join(timeout=1.0)
        self._give_back()

    def _read(self) -> None:
        if sys.platform == "win32":
            import msvcrt

            while not self._stopping.wait(_LOOK_EVERY_S):
                while msvcrt.kbhit():
                    self._on_key(msvcrt.getwch())
        else:
            import os
            import select

            descriptor = self._stdin.fileno()
            while not self._stopping.is_set():
                ready, _, _ = select.select([descriptor], [], [], _LOOK_EVERY_S)
                if ready:
                    key = os.read(descriptor, 1)
                    if not key:
                        return
                    self._on_key(key.decode("ascii", "ignore"))


def _take(stdin: TextIO) -> Callable[[], None]:
    """Let keys come one by one and unseen; what is returned undoes it."""
    if sys.platform == "win32":
        return lambda: None
    import termios
    import tty

    descriptor = stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor, termios.TCSANOW)
    return lambda: termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
