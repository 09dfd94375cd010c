"""A desk for tests of real windows: a virtual screen, a window manager, and hands to move the pointer."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
PATIENCE_S = 20.0


class Actor:
    """A process of `stage.py` on the desk."""

    def __init__(self, environment: dict[str, str], *role: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("stage.py")), *role],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.waits_for("ready")

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())

    def tell(self, *words: object) -> None:
        """Send a command and wait until it is done."""
        self.ask(*words)
        self.waits_for("done")

    def ask(self, *words: object) -> None:
        assert self._process.stdin is not None
        print(*words, file=self._process.stdin, flush=True)

    def waits_for(self, start: str) -> str:
        """The next line that starts so; what comes before it is dropped."""
        deadline = time.monotonic() + PATIENCE_S
        heard = []
        while (left_s := deadline - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left_s)
            except queue.Empty:
                break
            if line.startswith(start):
                return line
            heard.append(line)
        raise AssertionError(f"waited for {start!r}, heard {heard}")

    def heard(self) -> list[str]:
        """All lines since the last look."""
        lines = []
        while not self._lines.empty():
            lines.append(self._lines.get())
        return lines

    def leave(self) -> None:
        """Go, at the latest now; twice does no harm."""
        self._process.kill()
        self._process.wait()
        self._reader.join(timeout=2.0)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()


class Desk:
    """Screen and window manager, until `close`."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as number:
            display = f":{number.readline().strip()}"
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1"}
        self._environment.pop("WAYLAND_DISPLAY", None)
        self._manager = subprocess.Popen(["openbox"], env=self._environment, stderr=subprocess.DEVNULL)
        self._actors: list[Actor] = []

    def actor(self, *role: str) -> Actor:
        self._actors.append(Actor(self._environment, *role))
        return self._actors[-1]

    def hand(self, *does: object) -> str:
        """xdotool does this."""
        done = subprocess.run(
            ["xdotool", *map(str, does)], env=self._environment, capture_output=True, text=True, timeout=PATIENCE_S
        )
        return done.stdout.strip()

    def active(self) -> str:
        """The name of the window that has the keyboard."""
        return self.hand("getactivewindow", "getwindowname")

    def place(self, window: str) -> tuple[int, int, int, int]:
        """Where this window stands on the screen: x, y, width and height."""
        told = dict(line.split("=") for line in self.hand("getwindowgeometry", "--shell", window).splitlines())
        return int(told["X"]), int(told["Y"]), int(told["WIDTH"]), int(told["HEIGHT"])

    def color(self, x: int, y: int) -> str:
        """What is seen at this point of the screen."""
        from Xlib import X
        from Xlib.display import Display

        display = Display(self._environment["DISPLAY"])
        try:
            pixel = display.screen().root.get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFFFF).data
        finally:
            display.close()
        blue, green, red = pixel[:3]
        return f"#{red:02X}{green:02X}{blue:02X}"

    def clear(self) -> None:
        """Send all actors off."""
        while self._actors:
            self._actors.pop().leave()

    def close(self) -> None:
        self.clear()
        for process in (self._manager, self._screen):
            process.terminate()
            process.wait(timeout=PATIENCE_S)
