"""The settings, generated from their declarations; every change is in force at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.desktop.background import Errands
from app.desktop.choosers import NamedChooser
from app.desktop.encryption_row import HELP, EncryptionRow
from app.desktop.encryption_row import TITLE as ENCRYPTION
from app.desktop.fetch import Fetch
from app.desktop.hotkeys import NOT_HERE, available
from app.desktop.settings_page import Page, SettingsPage, add_row
from app.desktop.text import button, label, say
from app.desktop.theme import Theme
from app.journal import Journal
from app.look import SMALL, SMALL_STRONG
from app.orders import KEYS
from app.places import journal_path
from app.settings import Section, SettingsStore
from app.settings.coach_file import CoachFile
from audio.devices import Device, list_devices
from audio.frames import Speaker
from models.catalog import AUTO, CATALOG, ModelKind
from models.languages import LANGUAGES
from models.speed import Speeds, speaks
from models.store import ModelStore


class SettingsWindow(QWidget):
    """Pages at the right, their names at the left. coach: the page of the rules."""

    check_wanted = Signal()
    delete_all_wanted = Signal()

    def __init__(self, theme: Theme, store: SettingsStore, models: ModelStore, fetch: Fetch, coach: Page) -> None:
        super().__init__()
        self.setWindowTitle("Courtside settings")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._store, self._models, self._fetch = store, models, fetch
        self._errands = Errands()
        self.sound = SettingsPage(
            store, Section.SOUND, "Sound", "Courtside hears you and the call, on this machine only."
        )
        self.model = SettingsPage(store, Section.MODEL, "Words", "A model on this machine writes down what is said.")
        self.look = SettingsPage(store, Section.LOOK, "Look")
        keys = "Keys that work in every window." if available() else f"{NOT_HERE} {_commands()}."
        self.keys = SettingsPage(store, Section.KEYS, "Keys", keys)
        self.privacy = SettingsPage(
            store, Section.PRIVACY, "Privacy", "Everything stays on this machine. Sound is kept only if you say so."
        )
        self._add_sound_check()
        self._add_model_fetch()
        self.encryption = EncryptionRow(Journal(journal_path()), self._errands)
        _add_last(self.privacy, ENCRYPTION, HELP, self.encryption.button, self.encryption.said)
        self._add_delete_all()
        pages: dict[str, Page] = {"Sound": self.sound, "Words": self.model}
        pages |= {"Coach": coach, "Look": self.look, "Keys": self.keys, "Privacy": self.privacy}
        self._lay_out(pages)
        store.listen(self._on_settings)
        fetch.moved.connect(self._on_fetched)
        fetch.done.connect(self._on_fetch_over)
        fetch.failed.connect(self._on_fetch_over)
        self._show_models()
        theme.dress(self)
        self.resize(820, 620)

    def open(self, page: str = "") -> None:
        """Turns to this page if one is named, with the devices that are there now."""
        for button_ in self._names.buttons():
            if button_.text() == page:
                button_.click()
                button_.setFocus()
        path = self._store.path
        told = [str(problem).replace(str(path), path.name) for problem in self._store.problems]
        told += [problem] if (problem := CoachFile(path.with_name("coach.toml")).problem) else []
        say(self._problems, " ".join(told))
        self._problems.setVisible(bool(told))
        self._errands.run("list-devices", list_devices, self.show_devices)

    def show_devices(self, devices: Sequence[Device]) -> None:
        for name, speaker in (("microphone", Speaker.REP), ("output", Speaker.CUSTOMER)):
            found = [device for device in devices if device.speaker is speaker]
            default = next((device.name for device in found if device.is_default), "none found")
            made = self.sound.choosers[name]
            assert isinstance(made, NamedChooser)
            made.offer([("", f"The system’s ({default})"), *((device.id, device.name) for device in found)])

    def say_keys_refused(self, refused: Sequence[str]) -> None:
        """Says under each setting whose keys could not be had that they could not."""
        for name in KEYS:
            is_refused = getattr(self._store.settings, name) in refused
            self.keys.say_problem(name, "Another program has these keys. Choose others." if is_refused else "")

    def say_deleted(self, words: str) -> None:
        self._delete.setEnabled(True)
        say(self._deleted, words)
        self._deleted.setVisible(bool(words))

    def join(self) -> None:
        """Waits for what the window has on its way."""
        self._errands.join()

    # How it is built

    def _lay_out(self, pages: dict[str, Page]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = QFrame()
        side.setProperty("ground", "raised")
        names = QVBoxLayout(side)
        names.addStrut(144)
        names.setContentsMargins(16, 32, 16, 16)
        names.setSpacing(4)
        self._names, self.stack = QButtonGroup(self), QStackedWidget()
        for title, page in pages.items():
            name = button(title, "page")
            name.setCheckable(True)
            name.clicked.connect(lambda _, page=page: self.stack.setCurrentWidget(page))
            self._names.addButton(name)
            names.addWidget(name)
            self.stack.addWidget(page)
        self._names.buttons()[0].setChecked(True)
        names.addStretch()
        self._problems: QLabel = label("", SMALL_STRONG)
        self._problems.setMaximumWidth(200)
        names.addWidget(self._problems)
        row.addWidget(side)
        row.addWidget(self.stack, 1)

    def _add_sound_check(self) -> None:
        check = button("Check the sound", "small")
        check.clicked.connect(self.check_wanted)
        _add_last(self.sound, "See both levels", "Speak, and play something: both lines should move.", check, label())

    def _add_model_fetch(self) -> None:
        self._get = button("Get it", "small")
        self._get.clicked.connect(lambda: self._fetch.start([self._wanted_model]))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setVisible(False)
        self._bar.setAccessibleName("Model on its way")
        self._model_state = label("", SMALL, "ink2")
        _add_last(
            self.model, "This model", "It is fetched once, then works without a network.", self._get, self._model_state
        )
        self.model.column.insertWidget(self.model.column.count() - 1, self._bar)

    def _add_delete_all(self) -> None:
        self._delete = button("Delete all sessions", "small")
        self._delete.clicked.connect(self._on_delete)
        self._deleted = label("", SMALL_STRONG)
        self._deleted.setVisible(False)
        _add_last(
            self.privacy,
            "Delete all",
            "Every call’s words, sound, nudges and notes, for good.",
            self._delete,
            self._deleted,
        )

    # What happens

    def _on_delete(self) -> None:
        """The second press deletes."""
        if self._delete.text() == "Delete all sessions":
            say(self._delete, "Yes, delete all for good")
            return
        say(self._delete, "Delete all sessions")
        self._delete.setEnabled(False)
        self.delete_all_wanted.emit()

    def _on_settings(self, settings: object) -> None:
        for page in (self.sound, self.model, self.look, self.keys, self.privacy):
            page.show_settings(self._store.settings)
        self._show_models()

    def _show_models(self) -> None:
        made = self.model.choosers["model"]
        assert isinstance(made, NamedChooser)
        whisper = [model for model in CATALOG if model.kind is ModelKind.WHISPER]
        made.show_value(self._store.settings.model)
        named = [(model.name, f"{model.name}, {model.size_bytes / 1e6:.0f} MB") for model in whisper]
        made.offer([(AUTO, "The best for this machine"), *named])
        spoken = self.model.choosers["language"]
        assert isinstance(spoken, NamedChooser)
        spoken.offer(list(LANGUAGES.items()))
        settings = self._store.settings
        automatic = settings.model == AUTO
        name = Speeds(self._models).model_for(AUTO, settings.language) if automatic else settings.model
        chosen = next((model for model in whisper if model.name == name), None)
        here = chosen is not None and self._models.find(chosen.name) is not None
        self._wanted_model = name
        self._get.setVisible(chosen is not None and not here)
        self._get.setEnabled(self._fetch.part is None)
        if chosen is None:
            say(self._model_state, "There is no such model. The best one here is used.")
        elif not speaks(chosen, settings.language):
            say(self._model_state, "It writes English alone: in other languages another one is used.")
        elif here:
            say(self._model_state, f"{f'Now {chosen.name}.' if automatic else 'Ready.'} {chosen.purpose}")
        else:
            say(self._model_state, f"Not here yet; the best one here is used until then. {chosen.purpose}")

    def _on_fetched(self, done_bytes: int, total_bytes: int) -> None:
        self._get.setEnabled(False)
        self._bar.setVisible(True)
        self._bar.setMaximum(max(1, total_bytes // 1000))
        self._bar.setValue(done_bytes // 1000)
        say(self._model_state, f"On its way: {done_bytes / 1e6:.0f} of {total_bytes / 1e6:.0f} MB.")

    def _on_fetch_over(self, problem: str = "") -> None:
        self._bar.setVisible(False)
        self._show_models()
        if problem:
            say(self._model_state, problem)


def _add_last(page: Page, title: str, help_text: str, control: QWidget, below: QLabel) -> None:
    """A row after the generated ones."""
    page.column.takeAt(page.column.count() - 1)  # the stretch
    add_row(page.column, title, help_text, [control], below)
    page.column.addStretch()


def _commands() -> str:
    return ", ".join(f"courtside {order}" for order in KEYS.values())
