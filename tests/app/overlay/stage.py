"""A process on the virtual desk: the overlay, or a call window beneath it. Driven by lines on stdin, heard on stdout.

`python stage.py overlay` or `python stage.py call`. Commands: `state NAME`, `full-screen`, `click-through on|off`,
`keyboard`, `open`, `listen SECONDS talk|silence`, `quit`. Every signal of the overlay, and every letter and click
of the call, is a line.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from math import sin

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.overlay.window import Overlay
from app.view import Side
from tests.app.overlay_states import FULL, LIVE, STATES

SIGNALS = ("why_opened", "helpful", "not_helpful", "not_now", "bookmark", "pause_toggled", "form_toggled", "placed")


def say(*words: object) -> None:
    print(*words, flush=True)


class Call(QWidget):
    """Stands for the video call: says what reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("A call")
        self.setStyleSheet("background: #C86432")
        self.resize(900, 600)
        self.move(100, 60)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        say("typed", event.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        say("clicked")

    def do(self, command: str, *given: str) -> None:
        if command == "full-screen":
            self.showFullScreen()
            say("done")


class Shown(Overlay):
    """The overlay, doing what the test says."""

    def __init__(self, *place: str) -> None:
        places = {place[0]: (int(place[1]), int(place[2]))} if place else {}
        super().__init__(places)
        for name in SIGNALS:
            getattr(self, name).connect(lambda *given, name=name: say(name, *given))
        self.show_view(STATES["quiet"])
        self.show()

    def do(self, command: str, *given: str) -> None:
        match command:
            case "state":
                self.show_view(STATES.get(given[0], FULL))
            case "click-through":
                self.set_click_through(given[0] == "on")
            case "keyboard":
                self.take_keyboard()
            case "open":
                self.set_form_open(True)
            case "listen":
                self._listen(float(given[0]), given[1])
                return
        QApplication.processEvents()
        say("done")

    def _listen(self, for_s: float, who: str) -> None:
        """Be fed as in a call, 15 views a second, and say how much of a core that took: talk, or silence."""
        started, cpu_s, views = time.monotonic(), time.process_time(), 0

        def feed() -> None:
            nonlocal views
            views += 1
            level = 0.5 + 0.4 * sin(views) if who == "talk" else 0.0
            passed_s = time.monotonic() - started
            self.show_view(replace(LIVE, at_s=LIVE.at_s + passed_s, rep=Side(heard=True, level=level)))
            if passed_s >= for_s:
                timer.stop()
                say("core", (time.process_time() - cpu_s) / passed_s)

        timer = QTimer(self, interval=1000 // 15)
        timer.timeout.connect(feed)
        timer.start()


def main() -> None:
    app = QApplication([])
    actor: Call | Shown = Call() if sys.argv[1] == "call" else Shown(*sys.argv[2:])
    do: Callable[..., None] = actor.do

    def on_line() -> None:
        words = sys.stdin.readline().split()
        if not words or words[0] == "quit":
            app.quit()
        else:
            do(*words)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(on_line)
    say("ready")
    app.exec()


if __name__ == "__main__":
    main()
