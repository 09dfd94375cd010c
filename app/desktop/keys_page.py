"""The settings of keys, and the commands that stand in for them where the system keeps keys to itself."""

from __future__ import annotations

from collections.abc import Sequence

from app.desktop.hotkeys import NOT_HERE, available
from app.desktop.settings_page import SettingsPage
from app.orders import KEYS
from app.settings import Section, SettingsStore


class KeysPage(SettingsPage):
    def __init__(self, store: SettingsStore, refused: Sequence[str]) -> None:
        commands = ", ".join(f"courtside {order}" for order in KEYS.values())
        intro = "Keys that work in every window." if available() else f"{NOT_HERE} {commands}."
        super().__init__(store, Section.KEYS, "Keys", intro)
        self.say_refused(refused)

    def say_refused(self, refused: Sequence[str]) -> None:
        """Says under each setting whose keys could not be had that they could not."""
        for name in KEYS:
            is_refused = getattr(self._store.settings, name) in refused
            self.say_problem(name, "Another program has these keys. Choose others." if is_refused else "")
