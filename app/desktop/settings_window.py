"""The settings, generated from their declarations; every change is in force at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.desktop.background import Errands
from app.desktop.coach_page import CoachPage
from app.desktop.fetch import Fetch
from app.desktop.keys_page import KeysPage
from app.desktop.privacy_page import PrivacyPage
from app.desktop.settings_page import SettingsPage
from app.desktop.sound_page import SoundPage
from app.desktop.text import button, label, say
from app.desktop.theme import Theme
from app.desktop.words_page import WordsPage
from app.look import SMALL_STRONG
from app.settings import Section, SettingsStore
from app.settings.coach_file import CoachFile
from audio.devices import Device, list_devices
from models.store import ModelStore


class SettingsWindow(QWidget):
    """Pages at the right, their names at the left. A page is made when it is first turned to, and takes a change of
    look when it is seen: all of them at once would hold up the overlay for a tenth of a second."""

    check_wanted = Signal()
    delete_all_wanted = Signal()

    def __init__(self, theme: Theme, store: SettingsStore, models: ModelStore, fetch: Fetch, coach: CoachFile) -> None:
        super().__init__()
        self.setWindowTitle("Courtside settings")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._store, self._models, self._fetch, self._coach = store, models, fetch, coach
        self._errands = Errands()
        self._refused: Sequence[str] = ()
        self._pages: dict[str, Callable[[], QWidget]] = {
            "Sound": lambda: self.sound,
            "Words": lambda: self.words,
            "Coach": lambda: self.coach,
            "Look": lambda: self.look,
            "Keys": lambda: self.keys,
            "Privacy": lambda: self.privacy,
        }
        self._theme = theme
        self._lay_out()
        self.resize(820, 620)
        self._names["Sound"].click()

    @cached_property
    def sound(self) -> SoundPage:
        page = SoundPage(self._store)
        page.check_wanted.connect(self.check_wanted)
        return page

    @cached_property
    def words(self) -> WordsPage:
        return WordsPage(self._store, self._models, self._fetch)

    @cached_property
    def coach(self) -> CoachPage:
        return CoachPage(self._coach)

    @cached_property
    def look(self) -> SettingsPage:
        return SettingsPage(self._store, Section.LOOK, "Look")

    @cached_property
    def keys(self) -> KeysPage:
        return KeysPage(self._store, self._refused)

    @cached_property
    def privacy(self) -> PrivacyPage:
        page = PrivacyPage(self._store, self._errands)
        page.delete_all_wanted.connect(self.delete_all_wanted)
        return page

    def open(self, page: str = "") -> None:
        """Turns to this page if one is named, with the devices that are there now."""
        if page:
            self._names[page].click()
            self._names[page].setFocus()
        path = self._store.path
        told = [str(problem).replace(str(path), path.name) for problem in self._store.problems]
        told += [problem] if (problem := CoachFile(path.with_name("coach.toml")).problem) else []
        say(self._problems, " ".join(told))
        self._problems.setVisible(bool(told))
        self._errands.run("list-devices", list_devices, self.show_devices)

    def show_devices(self, devices: Sequence[Device]) -> None:
        self.sound.show_devices(devices)

    def say_keys_refused(self, refused: Sequence[str]) -> None:
        """Other programs have these keys."""
        self._refused = refused
        if "keys" in vars(self):  # made already
            self.keys.say_refused(refused)

    def say_deleted(self, words: str) -> None:
        self.privacy.say_deleted(words)

    def join(self) -> None:
        """Waits for what the window has on its way."""
        self._errands.join()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = QFrame()
        side.setProperty("ground", "raised")
        names = QVBoxLayout(side)
        names.addStrut(144)
        names.setContentsMargins(16, 32, 16, 16)
        names.setSpacing(4)
        self._names: dict[str, QPushButton] = {}
        group, self.stack = QButtonGroup(self), QStackedWidget()
        for title, page in self._pages.items():
            name = button(title, "page")
            name.setCheckable(True)
            name.clicked.connect(lambda _, page=page: self._turn_to(page()))
            self._names[title] = name
            group.addButton(name)
            names.addWidget(name)
        names.addStretch()
        self._problems: QLabel = label("", SMALL_STRONG)
        self._problems.setMaximumWidth(200)
        names.addWidget(self._problems)
        self._theme.dress(side)
        row.addWidget(side)
        row.addWidget(self.stack, 1)

    def _turn_to(self, page: QWidget) -> None:
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
            self._theme.dress(page)
        self.stack.setCurrentWidget(page)
