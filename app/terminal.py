"""The call in a terminal: drawn like the overlay where it can be, as plain lines with times where it cannot."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from rich.console import Console
from rich.live import Live

from app import wording
from app.keyboard import Keyboard, somebody_types
from app.terminal_lines import TerminalLines
from app.terminal_screen import CallScreen
from app.view import CallView

DRAW_EVERY_S = 0.1
SAID_S = 1.5


class Controllable(Protocol):
    """The call, as far as keys reach it."""

    def toggle_pause(self) -> None: ...
    def bookmark(self) -> None: ...
    def feedback(self, nudge_id: int, *, fair: bool) -> None: ...
    def not_now(self, nudge_id: int) -> None: ...
    def stop(self) -> None: ...


class TerminalView:
    """Shows a call on `file` while entered. `watch` may be called from any thread and never waits for a drawing.

    On a terminal that can, the newest view is drawn, at most ten times a second, and only when something
    changed. Elsewhere every nudge and every turn becomes a line with its time. stdin: where keys come from.
    """

    def __init__(self, file: TextIO | None = None, stdin: TextIO | None = None) -> None:
        self._stdin = stdin or sys.stdin
        self._console = Console(file=file or sys.stderr, highlight=False)
        self._draws = self._console.is_terminal and not self._console.is_dumb_terminal
        self._lines = TerminalLines(self._console)
        self._changed = threading.Condition()
        self._view = CallView()
        self._why = False
        self._said = ("", 0.0)
        self._ending = False
        self._call: Controllable | None = None
        self._keyboard: Keyboard | None = None
        self._thread = threading.Thread(target=self._draw, name="courtside-terminal", daemon=True)

    def __enter__(self) -> Self:
        if self._draws:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._keyboard is not None:
            self._keyboard.stop()
        with self._changed:
            self._ending = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(timeout=2.0)
        if not self._draws:
            self._lines.finish()

    def watch(self, view: CallView, events: tuple[Any, ...] = ()) -> None:
        """Show this view. Of views that come faster than they can be drawn the newest is kept."""
        if not self._draws:
            self._lines.show_view(view)
            return
        with self._changed:
            self._view = view
            self._changed.notify()

    def keys(self, call: Controllable) -> None:
        """Let the keys of a keyboard, if there is one, act on this call."""
        if self._draws and somebody_types(self._stdin):
            self._call = call
            self._keyboard = Keyboard(self._stdin, self._on_key)
            self._keyboard.start()

    def _on_key(self, key: str) -> None:
        call, nudge = self._call, self._view.nudge
        if call is None:
            return
        match key.lower():
            case "p":
                call.toggle_pause()
            case "b":
                call.bookmark()
                self._answer(f"Marked {wording.time(self._view.at_s)}")
            case "q":
                call.stop()
            case "h" if nudge is not None:
                call.feedback(nudge.id, fair=True)
                self._answer("Helpful, noted")
            case "n" if nudge is not None:
                call.not_now(nudge.id)
                self._answer("Quiet for this call")
            case "w" if nudge is not None:
                with self._changed:
                    self._why = not self._why
                    self._changed.notify()

    def _answer(self, words: str) -> None:
        with self._changed:
            self._said = (words, time.monotonic() + SAID_S)
            self._changed.notify()

    def _draw(self) -> None:
        """The drawing thread: the newest screen, when it is another one than before."""
        with Live(console=self._console, screen=True, auto_refresh=False) as live:
            drawn: tuple[CallScreen, tuple[int, int]] | None = None
            while True:
                with self._changed:
                    if self._ending:
                        return
                    screen = self._screen()
                wanted = (screen, self._console.size)
                if wanted != drawn:
                    live.update(screen, refresh=True)
                    drawn = wanted
                with self._changed:
                    # Not woken by every view: ten pictures a second are enough for anyone.
                    self._changed.wait_for(lambda: self._ending, DRAW_EVERY_S)

    def _screen(self) -> CallScreen:
        if self._view.nudge is None:
            self._why = False
        words, until_s = self._said
        said = words if time.monotonic() < until_s else ""
        return CallScreen(self._view, self._keyboard is not None, self._why, said)
