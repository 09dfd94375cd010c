"""The app: overlay, tray and windows, and what is ordered of them by hand, by keys or by a command."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from app.desktop.application import application
from app.desktop.background import Errands
from app.desktop.calls import Calls, MakeSound, chosen_sound
from app.desktop.cards import Cards
from app.desktop.consent import ConsentSheet
from app.desktop.fetch import Fetch
from app.desktop.hotkeys import Hotkeys
from app.desktop.instance import Instance
from app.desktop.login import set_at_login
from app.desktop.notices import WayOut
from app.desktop.ordering import Orders
from app.desktop.system_motion import wants_less_motion
from app.desktop.theme import Theme
from app.desktop.tray import Tray, app_icon
from app.desktop.windows import Windows
from app.desktop.wiring import connect
from app.orders import KEYS
from app.overlay.window import Overlay
from app.places import data_folder, journal_path
from app.settings import Remembering, Settings, SettingsStore
from app.view import CallView, Notice, Phase
from app.wording import whom
from coaching.prep import PrepCard
from models.catalog import BUILT_IN
from models.store import ModelStore

if TYPE_CHECKING:
    from app.running_call import RunningCall

SAVE_MS = 15_000
"""How long quitting waits for a call to be saved; what was said until then is in the journal anyway."""
READY_AGAIN_MS = 300_000
"""How long the overlay offers the review of a call that is over, before it offers the next one."""
WAITS_MS = 500
"""What the first picture does not need is loaded this much later: the picture is on screen by then."""
MISTAKE = Notice("Your settings have a mistake.", "Defaults are used.", "Settings")
DARK_OF = {"system": None, "dark": True, "light": False}


class Desktop(QObject):
    """Owns everything on screen. GUI thread only. make_sound: see `Calls`."""

    def __init__(self, make_sound: MakeSound = chosen_sound, models: ModelStore | None = None) -> None:
        self.app = application()
        super().__init__()
        self.app.setWindowIcon(app_icon())
        self.settings, self.memory = SettingsStore(), Remembering()
        self.models = models or ModelStore()
        self.cards = Cards()
        self.theme = Theme(DARK_OF[self.settings.settings.appearance])
        self.fetch = Fetch(self.models, self)
        self.calls = Calls(self.models, self.fetch, make_sound)
        self.overlay = Overlay(self.memory.now.places, self.memory.now.last_screen)
        self.tray = Tray()
        self.hotkeys = Hotkeys()
        self.windows = Windows(self, make_sound)
        self.orders = Orders(self)
        self._instance = Instance(self.orders.give)
        self._sheet: ConsentSheet | None = None
        self.view = CallView()
        self._ready_again = QTimer(self, singleShot=True, interval=READY_AGAIN_MS)
        self._ready_again.timeout.connect(self.make_ready)
        self._waits = QTimer(self, singleShot=True, interval=WAITS_MS)
        self._waits.timeout.connect(self._warm_up)
        self.last_id = ""
        self._applied: Settings | None = None
        self._quitting = self._less_motion = False
        self._errands = Errands()
        self._connect()

    def _connect(self) -> None:
        overlay = self.overlay
        connect(overlay, lambda: self.calls.current)
        overlay.start_requested.connect(lambda: self.orders.give("start"))
        overlay.review_requested.connect(lambda: self.orders.give("review"))
        overlay.notice_action.connect(self._on_notice_action)
        overlay.form_toggled.connect(lambda is_open: self.memory.change(form_open=is_open))
        overlay.placed.connect(self._on_placed)
        overlay.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        overlay.customContextMenuRequested.connect(lambda at: self.tray.menu.popup(overlay.mapToGlobal(at)))
        self.tray.ordered.connect(self.orders.give)
        self.hotkeys.pressed.connect(self.orders.give)
        self.calls.viewed.connect(self.show_view)
        self.calls.failed.connect(lambda problem: self.show_view(self._ready(Notice("Cannot start.", problem))))
        self.calls.ended.connect(self._on_ended)
        self.fetch.done.connect(self._on_fetched)
        self.fetch.failed.connect(lambda problem: self.show_view(replace(self.view, notice=None)))
        self.settings.listen(self.apply)

    # From start to end

    def claim(self) -> bool:
        """False: another Courtside runs already, and should be told."""
        return self._instance.claim()

    def run(self, start: bool = False, in_tray: bool = False) -> int:
        """Serves until the rep quits; a call that goes on is saved first."""
        self.open(start, in_tray)
        code = self.app.exec()
        self.close()
        return code

    def open(self, start: bool = False, in_tray: bool = False) -> None:
        """Puts everything on screen."""
        self.theme.dress(self.tray.menu)
        self.overlay.set_form_open(self.memory.now.form_open)
        self.show_view(self._ready())
        self.apply(self.settings.settings)
        self.tray.show()
        in_tray = in_tray and self.tray.is_there
        if not self.memory.now.welcomed and not in_tray:
            self.windows.open_welcome()  # one thing at a time: the overlay comes when this is done
        elif not in_tray:
            self.overlay.show()
        if self.settings.problems:
            self.show_view(self._ready(MISTAKE))
        self._errands.run("system-motion", wants_less_motion, self._on_system_motion)
        self._waits.start()
        if start:
            QTimer.singleShot(0, lambda: self.orders.give("start"))

    def quit(self) -> None:
        """Saves the call that goes on, then leaves."""
        if self._quitting:
            return
        self._quitting = True
        if self.calls.going_on:
            self.calls.end()
            QTimer.singleShot(SAVE_MS, self.app.quit)
        else:
            self.app.quit()

    def close(self) -> None:
        """Everything is saved and given back when this returns; the screen is free at once."""
        self._waits.stop()
        self._ready_again.blockSignals(True)  # a call that ends only now starts it once more
        self.hotkeys.close()
        self.tray.hide()
        self.overlay.close()
        self.windows.close()
        self.calls.close()
        self.fetch.give_up()
        self._errands.join()
        self._instance.release()

    def apply(self, settings: Settings) -> None:
        """Puts these settings in force."""
        before, self._applied = self._applied, settings
        dark = DARK_OF[settings.appearance]
        self.theme.set_dark(dark)
        self.overlay.set_dark(dark)
        self.overlay.set_opacity(settings.opacity_percent / 100)
        self._set_motion()
        if before is None or before.click_through != settings.click_through:
            self.overlay.set_click_through(settings.click_through)
        if before is None or any(getattr(before, name) != getattr(settings, name) for name in KEYS):
            self.hotkeys.set_keys({getattr(settings, name): order for name, order in KEYS.items()})
            self.windows.say_keys_refused(self.hotkeys.refused)
        if before is not None:
            self.calls.choose_sound(settings.microphone, settings.output)
            self.windows.choose_sound(settings.microphone, settings.output)
            if (before.model, before.language) != (settings.model, settings.language):
                self.calls.use_model(settings)
            if before.at_login != settings.at_login:
                set_at_login(settings.at_login)

    # A call

    def ask(self) -> None:
        """Asks what must be asked before anything is heard."""
        if self._sheet is None and not self.calls.going_on:
            keep_sound = self.settings.settings.keep_sound
            self._sheet = sheet = ConsentSheet(self.theme, whom(self._ready()), keep_sound=keep_sound)
            sheet.agreed.connect(self.begin)
            sheet.card_wanted.connect(self.windows.open_prep)
            sheet.finished.connect(self._on_answered)
            sheet.show()
            sheet.raise_()
            sheet.activateWindow()

    def begin(self, agreed_at: datetime) -> None:
        """They agreed: listen."""
        self.memory.change(welcomed=True)
        self.windows.free_sound()
        self.overlay.show()
        self.show_view(self._ready(Notice("One moment.", "Getting ready to listen.")))
        self.calls.begin(self.card, agreed_at, self.settings.settings)

    @property
    def card(self) -> PrepCard:
        """The card of the next call."""
        saved = self.cards.find(self.memory.now.card)
        return saved.card if saved else PrepCard()

    def choose_card(self, name: str) -> None:
        """The next call is with this one ("" for nobody known)."""
        self.memory.change(card=name)
        self.make_ready()

    def make_ready(self) -> None:
        """Offers the next call, unless one goes on."""
        if not self.calls.going_on:
            self.show_view(self._ready())

    def show_view(self, view: CallView) -> None:
        self.view = view = replace(view, seen_by_others=not self.overlay.hidden_from_sharing())
        self.overlay.show_view(view)
        self.tray.show_phase(view.phase, bool(view.rep.problem or view.call.problem))

    def _warm_up(self) -> None:
        self.calls.warm_up()
        self.windows.warm_up()
        self._errands.run("coach-file", _coach_problem, self._on_coach_read)
        if days := self.settings.settings.keep_days:
            self._errands.run("old-sessions", lambda: _delete_older(days))

    def _on_coach_read(self, problem: str) -> None:
        if problem and self.view.phase is Phase.READY:
            self.show_view(self._ready(MISTAKE))

    def _ready(self, notice: Notice | None = None) -> CallView:
        card = self.card
        planned_s = card.planned_minutes * 60 if card.planned_minutes else None
        return CallView(
            planned_s=planned_s, kind=card.kind, customer=card.customer, company=card.company, notice=notice
        )

    def _on_answered(self) -> None:
        self._sheet = None

    def _on_ended(self, call: RunningCall) -> None:
        self.last_id = call.id
        self.memory.change(card="")
        self.overlay.set_folded(False)
        self._ready_again.start()
        if self._quitting:
            self.app.quit()

    def _on_placed(self, screen: str, x: int, y: int) -> None:
        self.memory.change(places={**self.memory.now.places, screen: (x, y)}, last_screen=screen)

    def _on_notice_action(self) -> None:
        if self.view.phase is Phase.READY:
            self.show_view(self._ready())
            self.windows.open_settings()
            return
        match self.calls.way_out:
            case WayOut.SOUND:
                self.windows.open_settings("Sound")
            case WayOut.FETCH_MODEL:
                self.fetch.start([self.calls.missing or BUILT_IN])
            case WayOut.SMALLER_MODEL:
                if name := self.calls.use_smaller_model():
                    self.settings.change("model", name)
            case WayOut.FREE_SPACE:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder())))
            case WayOut.GO_ON:
                self.calls.go_on()
            case WayOut.NONE | WayOut.SETTINGS:
                return

    def _on_system_motion(self, less: bool) -> None:
        self._less_motion = less
        self._set_motion()

    def _set_motion(self) -> None:
        self.overlay.set_reduced_motion(self.settings.settings.reduced_motion or self._less_motion)

    def _on_fetched(self) -> None:
        self.windows.use_fetched()


def _coach_problem() -> str:
    from app.settings.coach_file import CoachFile

    return CoachFile().problem


def _delete_older(days: int) -> None:
    from app.journal import Journal

    Journal(journal_path()).delete_older(days, datetime.now().astimezone())
