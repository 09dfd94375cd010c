"""The settings of words: which model writes them, in which language, and the model's way onto this machine."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from app.desktop.choosers import NamedChooser
from app.desktop.fetch import Fetch
from app.desktop.settings_page import SettingsPage
from app.desktop.text import button, label, say
from app.look import SMALL
from app.settings import Section, Settings, SettingsStore
from models.catalog import AUTO, CATALOG, ModelKind
from models.languages import LANGUAGES
from models.speed import Speeds, speaks
from models.store import ModelStore

WHISPER = [model for model in CATALOG if model.kind is ModelKind.WHISPER]


class WordsPage(SettingsPage):
    def __init__(self, store: SettingsStore, models: ModelStore, fetch: Fetch) -> None:
        super().__init__(store, Section.MODEL, "Words", "A model on this machine writes down what is said.")
        self._models, self._fetch = models, fetch
        self.get = button("Get it", "small")
        self.get.clicked.connect(lambda: self._fetch.start([self._wanted]))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setVisible(False)
        self._bar.setAccessibleName("Model on its way")
        self.state = label("", SMALL, "ink2")
        self.add("This model", "It is fetched once, then works without a network.", self.get, self.state)
        self.column.insertWidget(self.column.count() - 1, self._bar)
        spoken = self.choosers["language"]
        assert isinstance(spoken, NamedChooser)
        spoken.offer(list(LANGUAGES.items()))
        fetch.moved.connect(self._on_moved)
        fetch.done.connect(self._on_over)
        fetch.failed.connect(self._on_over)
        self._show_models(store.settings)

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        self._show_models(settings)

    def _show_models(self, settings: Settings) -> None:
        made = self.choosers["model"]
        assert isinstance(made, NamedChooser)
        named = [(model.name, f"{model.name}, {model.size_bytes / 1e6:.0f} MB") for model in WHISPER]
        made.offer([(AUTO, "The best for this machine"), *named])
        automatic = settings.model == AUTO
        name = Speeds(self._models).model_for(AUTO, settings.language) if automatic else settings.model
        chosen = next((model for model in WHISPER if model.name == name), None)
        here = chosen is not None and self._models.find(chosen.name) is not None
        self._wanted = name
        self.get.setVisible(chosen is not None and not here)
        self.get.setEnabled(self._fetch.part is None)
        if chosen is None:
            say(self.state, "There is no such model. The best one here is used.")
        elif not speaks(chosen, settings.language):
            say(self.state, "It writes English alone: in other languages another one is used.")
        elif here:
            say(self.state, f"{f'Now {chosen.name}.' if automatic else 'Ready.'} {chosen.purpose}")
        else:
            say(self.state, f"Not here yet; the best one here is used until then. {chosen.purpose}")

    def _on_moved(self, done_bytes: int, total_bytes: int) -> None:
        self.get.setEnabled(False)
        self._bar.setVisible(True)
        self._bar.setMaximum(max(1, total_bytes // 1000))
        self._bar.setValue(done_bytes // 1000)
        say(self.state, f"On its way: {done_bytes / 1e6:.0f} of {total_bytes / 1e6:.0f} MB.")

    def _on_over(self, problem: str = "") -> None:
        self._bar.setVisible(False)
        self._show_models(self._store.settings)
        if problem:
            say(self.state, problem)
