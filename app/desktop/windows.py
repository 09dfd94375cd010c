"""The windows around the overlay: made when first wanted, and told what they need to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.desktop.background import Errands, keep_for_good
from app.desktop.beside import beside
from app.desktop.calls import MakeSound
from app.desktop.sound_check import SoundCheck
from app.places import journal_path
from models.catalog import AUTO, BUILT_IN, model_named

if TYPE_CHECKING:
    from app.desktop.desktop import Desktop
    from app.desktop.prep_window import PrepWindow
    from app.desktop.settings_window import SettingsWindow
    from app.desktop.welcome import Welcome
    from app.review.window import ReviewWindow
    from audio.call import CallSound


class Windows(QObject):
    """First run, prep card and settings of one desktop."""

    def __init__(self, desktop: Desktop, make_sound: MakeSound) -> None:
        super().__init__()
        self._desktop, self._make_sound = desktop, make_sound
        self._checked: CallSound | None = None
        self._check = SoundCheck(self._open_sound, self)
        self._errands = Errands()
        self.welcome: Welcome | None = None
        self.prep: PrepWindow | None = None
        self.settings: SettingsWindow | None = None
        self.review: ReviewWindow | None = None

    def warm_up(self) -> None:
        """Loads what the windows are made of, so that opening them holds nothing up."""
        self._errands.run("windows", _load, keep_for_good)

    def open_welcome(self) -> None:
        from app.desktop.welcome import Welcome

        desktop = self._desktop
        if self.welcome is None:
            built_in = desktop.models.find(BUILT_IN) is not None
            self.welcome = Welcome(desktop.theme, self._check, desktop.fetch, built_in)
            self.welcome.start_requested.connect(self._on_start)
            self.welcome.card_wanted.connect(self._on_card)
            self.welcome.source_wanted.connect(lambda: self.open_settings("Sound"))
            self.welcome.closed.connect(self._on_welcomed)
            self._measure()
        self._show(self.welcome)

    def open_prep(self) -> None:
        from app.desktop.prep_window import PrepWindow

        if self.prep is None:
            self.prep = PrepWindow(self._desktop.theme, self._desktop.cards, self._desktop.memory.now.card)
            self.prep.put_away.connect(self._desktop.choose_card)
            self.prep.start_requested.connect(lambda _: self._on_prepared())
        else:
            self.prep.open(self._desktop.memory.now.card)
        self._show(self.prep)

    def open_settings(self, page: str = "") -> None:
        from app.desktop.settings_window import SettingsWindow
        from app.settings.coach_file import CoachFile

        desktop = self._desktop
        if self.settings is None:
            self.settings = SettingsWindow(desktop.theme, desktop.settings, desktop.models, desktop.fetch, CoachFile())
            self.settings.check_wanted.connect(self.open_welcome)
            self.settings.delete_all_wanted.connect(self._delete_all)
            self.settings.say_keys_refused(desktop.hotkeys.refused)
        self.settings.open(page)
        self._show(self.settings)

    def say_keys_refused(self, refused: Sequence[str]) -> None:
        if self.settings is not None:
            self.settings.say_keys_refused(refused)

    def choose_sound(self, microphone: str, output: str) -> None:
        """The sound check goes over to these devices."""
        from app.desktop.chosen_sound import ChosenSound

        sound = self._checked
        if self._check.running and isinstance(sound, ChosenSound):
            self._errands.run("check-devices", lambda: sound.choose(microphone, output))

    def free_sound(self) -> None:
        """A call begins: the check gives the devices back, and getting ready is over."""
        self._check.stop()
        if self.welcome is not None:
            self.welcome.close()

    def use_fetched(self) -> None:
        """What was fetched is measured, so that it can be the best; what getting ready offered writes from now on."""
        from app.desktop.speed import BETTER
        from models.speed import Speeds

        desktop = self._desktop
        self._errands.run("speed", Speeds(desktop.models).measure)
        offered = self.welcome is not None and BETTER in self.welcome.better
        if offered and desktop.settings.settings.model != AUTO and desktop.models.find(BETTER):
            desktop.settings.change("model", BETTER)

    def open_review(self, session_id: str = "") -> None:
        """The review of this session; of the calls there are, without one."""
        from app.journal import Journal
        from app.review.window import ReviewWindow

        if self.review is None:
            self.review = ReviewWindow(Journal(journal_path()), session_id, self._desktop.theme)
        elif session_id:
            self.review.open_call(session_id)
        self._show(self.review)

    def close(self) -> None:
        self._check.stop()
        self._check.join()
        self._errands.join(20.0)
        for waiting in (self.settings, self.review):
            if waiting is not None:
                waiting.join()
        for window in (self.welcome, self.prep, self.settings, self.review):
            if window is not None:
                window.close()

    def _open_sound(self) -> CallSound:
        settings = self._desktop.settings.settings
        self._checked = self._make_sound(settings.microphone, settings.output)
        return self._checked

    def _measure(self) -> None:
        """Finds out in the background which model this machine keeps up with."""

        def work() -> float | None:
            from models.speed import Speeds

            return Speeds(self._desktop.models).measure().get(BUILT_IN)

        self._errands.run("speed", work, self._on_measured)

    def _on_measured(self, built_in_pass_s: float | None) -> None:
        from app.desktop.speed import recommended

        models = self._desktop.models
        wanted = [recommended(built_in_pass_s), "sentence"]
        missing = tuple(name for name in wanted if models.find(name) is None)
        if self.welcome is not None:
            size_bytes = sum(model_named(name).size_bytes for name in missing)
            self.welcome.offer(missing, size_bytes / 1e6)

    def _delete_all(self) -> None:
        """Deletes every session for good, then says how many."""
        from app.journal import Journal

        def on_deleted(count: int) -> None:
            self._say_deleted(f"{count} session{'' if count == 1 else 's'} deleted for good.")

        self._errands.run("delete-all", lambda: Journal(journal_path()).delete_all(), on_deleted, self._say_deleted)

    def _say_deleted(self, text: str) -> None:
        if self.settings is not None:
            self.settings.say_deleted(text)

    def _on_welcomed(self) -> None:
        self._desktop.memory.change(welcomed=True)
        self._desktop.overlay.show()

    def _on_start(self, agreed_at: datetime | None) -> None:
        self._desktop.memory.change(welcomed=True)
        if agreed_at is None or self._desktop.settings.settings.keep_sound:  # told of listening, not of recording
            self._desktop.ask()
        else:
            self._desktop.begin(agreed_at)

    def _on_prepared(self) -> None:
        """They may have agreed while the rep got ready: then nobody is asked twice."""
        self._on_start(self.welcome.agreed_at if self.welcome is not None else None)

    def _on_card(self) -> None:
        self._desktop.memory.change(welcomed=True)
        self.open_prep()

    def _show(self, window: QWidget) -> None:
        """On screen, in front; where it has not been yet, beside the overlay."""
        if not window.testAttribute(Qt.WidgetAttribute.WA_Moved):
            overlay = self._desktop.overlay
            taken = overlay.panel_on_screen() if overlay.isVisible() else None
            least = window.minimumSize().expandedTo(window.minimumSizeHint())
            window.setGeometry(beside(window.size(), overlay.screen().availableGeometry(), taken, least))
        window.show()
        window.raise_()
        window.activateWindow()


def _load() -> None:
    for name in ("app.desktop.settings_window", "app.desktop.prep_window", "app.desktop.welcome", "tomlkit"):
        import_module(name)
    import_module("coaching.catalog").rule_types()
    import_module("app.review.window")
