"""Orders from outside, carried out on the desktop: by a command, by keys, from the tray."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.view import Phase
from audio.frames import Speaker

if TYPE_CHECKING:
    from app.desktop.desktop import Desktop

NO_CALL = "No call is going on."


class Orders:
    """Gives one of `app.orders.ORDERS`. Every answer is a sentence for whoever typed it."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._acts: dict[str, Callable[[], str]] = {
            "show": self._show,
            "toggle": self._toggle,
            "start": self._start,
            "pause": self._pause,
            "hear-me": lambda: self._switch(Speaker.REP, "You are"),
            "hear-call": lambda: self._switch(Speaker.CUSTOMER, "The call is"),
            "end": self._end,
            "bookmark": self._bookmark,
            "helpful": lambda: self._judge(desktop.overlay.say_helpful, "Helpful, noted."),
            "not-now": lambda: self._judge(desktop.overlay.say_not_now, "Not again in this call."),
            "keyboard": self._keyboard,
            "prep": self._prep,
            "review": self._review,
            "settings": self._settings,
            "quit": self._quit,
        }

    def give(self, order: str) -> str:
        act = self._acts.get(order)
        return act() if act else f"There is no order called {order[:40]!r}."

    def _show(self) -> str:
        self._desktop.overlay.set_folded(False)
        self._desktop.overlay.show()
        self._desktop.overlay.raise_()
        return "Courtside is on screen."

    def _toggle(self) -> str:
        overlay = self._desktop.overlay
        if overlay.isVisible() and self._desktop.calls.going_on:
            overlay.set_folded(not overlay.folded)
            return "Folded. The court stays while it listens." if overlay.folded else "Shown."
        overlay.setVisible(not overlay.isVisible())
        return "Shown." if overlay.isVisible() else "Hidden."

    def _start(self) -> str:
        desktop = self._desktop
        if desktop.calls.going_on:
            return "Already listening."
        if not desktop.memory.now.welcomed:
            desktop.windows.open_welcome()
            return "A few things first, on screen."
        desktop.ask()
        return "Have you told them? Answer on screen."

    def _pause(self) -> str:
        call = self._desktop.calls.current
        if call is None:
            return NO_CALL
        was_paused = self._desktop.view.phase is Phase.PAUSED
        call.toggle_pause()
        return "Listening again." if was_paused else "Paused. Nothing is heard or written."

    def _switch(self, speaker: Speaker, side: str) -> str:
        on = self._desktop.calls.switch(speaker)
        if on is None:
            return NO_CALL
        return f"{side} heard again." if on else f"{side} not heard any more."

    def _end(self) -> str:
        if not self._desktop.calls.going_on:
            return NO_CALL
        self._desktop.calls.end()
        return "Ending and saving."

    def _bookmark(self) -> str:
        if self._desktop.view.phase is not Phase.LIVE:
            return NO_CALL
        self._desktop.overlay.mark()
        return "Marked."

    def _judge(self, say: Callable[[], None], done: str) -> str:
        if self._desktop.view.nudge is None:
            return "No nudge is on screen."
        say()
        return done

    def _keyboard(self) -> str:
        self._desktop.overlay.show()
        self._desktop.overlay.take_keyboard()
        return "The keyboard is on the overlay. Escape gives it back."

    def _prep(self) -> str:
        self._desktop.windows.open_prep()
        return "The prep card is open."

    def _review(self) -> str:
        self._desktop.make_ready()  # first: with its form closed the overlay leaves room for the review beside it
        self._desktop.windows.open_review(self._desktop.last_id)
        return "The review is open."

    def _settings(self) -> str:
        self._desktop.windows.open_settings()
        return "The settings are open."

    def _quit(self) -> str:
        self._desktop.quit()
        return "Saving and quitting."
