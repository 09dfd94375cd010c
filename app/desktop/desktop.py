"""The app: overlay and tray, and one call after another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from app.coaching_setup import make_ear, make_transcriber
from app.desktop.application import application
from app.desktop.bridge import Bridge
from app.desktop.tray import Tray
from app.desktop.wiring import connect
from app.export import export, write_privately
from app.journal import Journal
from app.journal.errors import JournalError
from app.overlay.window import Overlay
from app.places import data_folder, journal_path
from app.running_call import RunningCall
from app.view import CallView, Notice, Phase
from audio.live import LiveCall
from audio.microphone import default_microphone
from audio.system import default_system_source
from coaching.prep import PrepCard
from models.catalog import ModelUnavailable
from models.store import ModelStore

MODEL = "tiny.en"


class Desktop(QObject):
    """Owns the windows and the call that is going on, if any. GUI thread only."""

    def __init__(self) -> None:
        self._app = application()
        super().__init__()
        self._store = ModelStore()
        self._overlay = Overlay()
        self._tray = Tray()
        self._call: RunningCall | None = None
        self._bridge: Bridge | None = None
        self._last: RunningCall | None = None
        self._overlay.start_requested.connect(self.start_call)
        self._overlay.review_requested.connect(self.review)
        self._tray.start_requested.connect(self.start_call)
        self._tray.end_requested.connect(self.end_call)
        self._tray.pause_requested.connect(self.toggle_pause)
        self._tray.show_requested.connect(self.toggle_overlay)
        self._tray.quit_requested.connect(self._app.quit)
        self._overlay.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._overlay.customContextMenuRequested.connect(
            lambda at: self._tray.menu.popup(self._overlay.mapToGlobal(at))
        )

    def run(self) -> int:
        """Shows the overlay and serves until the rep quits; a call that goes on is saved first."""
        self._overlay.show_view(CallView(phase=Phase.READY))
        self._overlay.show()
        self._tray.show_phase(Phase.READY)
        code = self._app.exec()
        self.end_call()
        return code

    def start_call(self) -> None:
        """One click: everything is heard from now on."""
        if self._call is not None:
            return
        prep = PrepCard()
        try:
            transcriber = make_transcriber(self._store, MODEL, prep)
            journal = Journal(journal_path())
        except (ModelUnavailable, JournalError) as error:
            self._overlay.show_view(CallView(phase=Phase.READY, notice=Notice("Cannot start.", str(error))))
            return
        self._bridge = bridge = Bridge()
        self._call = RunningCall(
            LiveCall(default_microphone(), default_system_source()),
            prep,
            make_ear(self._store),
            transcriber,
            journal,
            bridge.watch,
            bridge.end,
        )
        connect(self._overlay, bridge, self._call)
        bridge.ended.connect(self._on_ended)
        self._call.start()
        self._tray.show_phase(Phase.LIVE)

    def end_call(self) -> None:
        """Ends the call that is going on; it is saved when this returns."""
        if self._call is not None:
            self._call.stop()

    def toggle_pause(self) -> None:
        if self._call is not None:
            self._call.toggle_pause()

    def toggle_overlay(self) -> None:
        self._overlay.setVisible(not self._overlay.isVisible())

    def review(self) -> None:
        """Opens the last call's report."""
        if self._last is None:
            return
        folder = data_folder() / "reports"
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"{self._last.id}.html"
        write_privately(path, export(self._last.log(), "html"))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_ended(self) -> None:
        self._last, self._call = self._call, None
        self._tray.show_phase(Phase.ENDED)
