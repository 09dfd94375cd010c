"""The call as plain lines: every nudge and every turn with its time, for pipes, logs and dumb terminals."""

from __future__ import annotations

from rich.console import Console

from app import wording
from app.terminal_screen import printable
from app.view import CallView, Phase, SpokenLine
from app.wording import Voice
from audio.frames import Speaker

_WHO_COLUMNS = 10


class TerminalLines:
    """Prints what is new, once. It must see every view, in order."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._view = CallView()
        self._nudge_id: int | None = None
        self._trouble = ""
        self._printed: dict[float, int] = {}

    def show_view(self, view: CallView) -> None:
        """A turn is printed once another one follows it; words of it that settle later get a line of their own."""
        self._view = view
        for line in view.last_words[:-1]:
            self._print_turn(line)
        head = wording.head(view)
        if view.nudge is not None and view.nudge.id != self._nudge_id:
            self._nudge_id = view.nudge.id
            quote = f" “{head.quote}”" if head.quote else ""
            self._print(view.nudge.at_s, "Courtside", head.title + quote)
        trouble = head if head.voice is Voice.NOTICE and view.phase is Phase.LIVE else None
        title = trouble.title if trouble else ""
        # How late words are changes by the second; that they are late is news once.
        if trouble and title.split()[0] != self._trouble:
            self._print(view.at_s, "Courtside", f"{title} {trouble.detail}".rstrip())
        self._trouble = title.split()[0] if title else ""

    def finish(self) -> None:
        """Print the turn that nothing followed."""
        for line in self._view.last_words:
            self._print_turn(line)

    def _print_turn(self, line: SpokenLine) -> None:
        done = self._printed.get(line.start_s, 0)
        words = line.settled[done:].strip()
        if words:
            self._printed[line.start_s] = len(line.settled)
            customer = wording.first_name(self._view.customer) or "Them"
            self._print(line.start_s, "You" if line.speaker is Speaker.REP else customer, words)

    def _print(self, at_s: float, who: str, words: str) -> None:
        text = f"{wording.time(at_s):>7}  {who:<{_WHO_COLUMNS}} {words}"
        self._console.print(printable(text), markup=False, highlight=False, soft_wrap=True)
