"""The first minutes: what Courtside does, what to tell the other side, whether both are heard, and the words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.desktop.background import Errand
from app.desktop.consent import SENTENCE, copy_sentence
from app.desktop.fetch import Fetch
from app.desktop.flow import Flow
from app.desktop.scroll import Inside, Scroll
from app.desktop.sound_check import SoundCheck, play_test_sound
from app.desktop.sound_court import CLEAR, SoundCourt
from app.desktop.speed import BETTER
from app.desktop.step import Step
from app.desktop.text import button, label, say
from app.desktop.theme import Theme
from app.look import BODY, LEAD_STRONG, SMALL, SPOKEN, TITLE
from audio.frames import Speaker

CLEAR_VIEWS = 4
"""Levels that must be clear before a side counts as heard: a quarter of a second, no click of a mouse."""


class Welcome(QWidget):
    """Nothing is listened to before `Check the sound` is pressed; closing it frees the devices.

    better: names of models worth fetching, told by `offer` once it is known what this machine keeps up with.
    """

    start_requested = Signal(object)
    """The moment they agreed, or None when that is still to be asked."""
    card_wanted = Signal()
    source_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, check: SoundCheck, fetch: Fetch, built_in: bool) -> None:
        super().__init__()
        self.setWindowTitle("Welcome to Courtside")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._check, self._fetch = check, fetch
        self.agreed_at: datetime | None = None
        self._clear = dict.fromkeys(Speaker, 0)
        self._names: dict[str, str] = {}
        self.better: tuple[str, ...] = ()
        self._sound: Errand | None = None
        self.court = SoundCourt()
        self._make_steps(built_in)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), 1)
        row.addWidget(self._right())
        check.leveled.connect(self._on_levels)
        check.named.connect(self._on_named)
        check.lost.connect(self._on_lost)
        fetch.moved.connect(self._on_fetched)
        fetch.done.connect(self._on_fetch_done)
        fetch.failed.connect(self._on_fetch_failed)
        theme.dress(self)
        self.resize(780, 640)

    def offer(self, better: tuple[str, ...], megabytes: float) -> None:
        """These models would do better here and can be fetched."""
        self.better = better
        if better:
            helps = "Another one helps the coach understand."
            more = "This machine keeps up with a better one." if BETTER in better else helps
            self.words.say(f"The built-in model is ready now. {more}")
            say(self._get, f"Get it ({megabytes:.0f} MB)")
            self._get.setVisible(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What they agreed to is one call: the next one is asked about again."""
        self._stop_listening()
        self.agreed_at = None
        self._show_agreed()
        self.closed.emit()
        super().closeEvent(event)

    # How it is built

    def _make_steps(self, built_in: bool) -> None:
        self.told = Step(1, "Tell the other side")
        self.told.body.addWidget(label(f"“{SENTENCE}”", SPOKEN))
        copy, self._agree = button("Copy", "small", "Copy the sentence"), button("They agreed", "small")
        copy.clicked.connect(lambda: copy_sentence())
        self._agree.clicked.connect(self._on_agreed)
        self._told = label("", SMALL, "ink2", wrap=False)
        self.told.body.addLayout(_row(copy, self._agree, self._told))
        self._told.setVisible(False)
        self.you = Step(2, "Say a few words", "It looks at how loud you are. Nothing is kept.")
        self._listen = button("Check the sound", "small")
        self._listen.clicked.connect(self._on_listen)
        self.you.body.addLayout(_row(self._listen))
        self.them = Step(3, "Play something from the call", "The far line should move while it plays.")
        self._play, choose = button("Play a test sound", "small"), button("Choose another source", "link")
        self._play.clicked.connect(self._on_play)
        choose.clicked.connect(self.source_wanted)
        self.them.body.addLayout(_row(self._play, choose))
        ready = "The built-in model is ready now." if built_in else "No model is here yet. Words need one."
        self.words = Step(4, "Words", ready)
        self.words.set_done(built_in)
        self._get = button("Get it", "small")
        self._get.clicked.connect(lambda: self._fetch.start(self.better))
        self._get.setVisible(False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Model on its way")
        self._bar.setVisible(False)
        self._arrived = label("", SMALL, "ink2")
        self._arrived.setVisible(False)
        self.words.body.addLayout(_row(self._get))
        self.words.body.addWidget(self._bar)
        self.words.body.addWidget(self._arrived)

    def _left(self) -> QWidget:
        inside = Inside()
        column = QVBoxLayout(inside)
        column.setContentsMargins(40, 36, 36, 36)
        column.setSpacing(8)
        column.addWidget(label("Hear both sides first", TITLE))
        intro = "Courtside listens to your calls and says a few quiet words when it helps. It hears you and the "
        column.addWidget(label(f"{intro}call on this machine only. Nothing is sent anywhere.", BODY, "ink2"))
        for step in (self.told, self.you, self.them, self.words):
            column.addSpacing(16)
            column.addWidget(step)
        column.addStretch()
        return Scroll(inside)

    def _right(self) -> QWidget:
        side = QFrame()
        side.setProperty("ground", "raised")
        column = QVBoxLayout(side)
        column.setContentsMargins(36, 36, 36, 36)
        column.addStrut(232)
        column.setSpacing(4)
        self._far, self._near = label("Not checked yet", SMALL, "ink2"), label("Not checked yet", SMALL, "ink2")
        column.addStretch()
        column.addWidget(_centred(label("The call", LEAD_STRONG)))
        column.addWidget(_centred(self._far))
        column.addSpacing(12)
        column.addWidget(self.court, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addWidget(_centred(label("You", LEAD_STRONG)))
        column.addWidget(_centred(self._near))
        column.addStretch()
        start = button("Start listening", "primary")
        start.setMinimumHeight(40)
        start.clicked.connect(lambda: self.start_requested.emit(self.agreed_at))
        card = button("or fill a prep card first", "link", "Fill a prep card first")
        card.clicked.connect(self.card_wanted)
        column.addWidget(start)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        return side

    # What happens

    def _on_agreed(self) -> None:
        self.agreed_at = datetime.now().astimezone()
        self._show_agreed()

    def _show_agreed(self) -> None:
        agreed = self.agreed_at is not None
        self.told.set_done(agreed)
        self._agree.setVisible(not agreed)
        self._told.setVisible(agreed)
        if agreed:
            say(self._told, f"Said and confirmed at {self.agreed_at:%H:%M}. It goes into the log.")

    def _on_listen(self) -> None:
        if self._check.running:
            self._stop_listening()
            return
        self._check.start()
        say(self._listen, "Stop the check")
        self.you.say("Speak as you do on a call.")

    def _stop_listening(self) -> None:
        self._check.stop()
        self.court.rest()
        say(self._listen, "Check the sound")

    def _on_play(self) -> None:
        if not self._check.running:
            self._on_listen()
        self._play.setEnabled(False)
        self._sound = Errand(
            "test-sound", play_test_sound, lambda _: self._play.setEnabled(True), self._on_no_test_sound
        )

    def _on_no_test_sound(self, problem: str) -> None:
        self._play.setEnabled(True)
        self.them.say("The test sound cannot be played here. Play a video or a call instead.")

    def _on_levels(self, near: float, far: float) -> None:
        self.court.hear(near, far)
        for speaker, level in ((Speaker.REP, near), (Speaker.CUSTOMER, far)):
            self._clear[speaker] += level >= CLEAR
            step = self.you if speaker is Speaker.REP else self.them
            if self._clear[speaker] >= CLEAR_VIEWS and not step.done:
                step.set_done(True)
                name = self._names.get(speaker.value, "")
                step.say((f"Heard {'you' if speaker is Speaker.REP else 'the call'}: {name}").removesuffix(": ") + ".")
                say(self._near if speaker is Speaker.REP else self._far, f"{name or 'Heard'}, clear")

    def _on_named(self, speaker: str, name: str) -> None:
        self._names[speaker] = name
        say(self._near if speaker == Speaker.REP.value else self._far, name)

    def _on_lost(self, speaker: str, reason: str) -> None:
        step, line = (self.you, self._near) if speaker == Speaker.REP.value else (self.them, self._far)
        self._clear[Speaker(speaker)] = 0
        step.set_done(False)
        step.say(reason)
        say(line, "Not heard")

    def _on_fetched(self, done_bytes: int, total_bytes: int) -> None:
        self._get.setVisible(False)
        self.words.say("The built-in model is ready now. What makes it better is on its way.")
        for part in (self._bar, self._arrived):
            part.setVisible(True)
        self._bar.setMaximum(max(1, total_bytes // 1000))
        self._bar.setValue(done_bytes // 1000)
        of = f" of {total_bytes / 1e6:.0f}" if total_bytes else ""
        say(self._arrived, f"{done_bytes / 1e6:.0f}{of} MB. You can start without it.")

    def _on_fetch_done(self) -> None:
        self._bar.setVisible(False)
        self.words.set_done(True)
        self.words.say("It is here. Your next call uses it.")
        self._arrived.setVisible(False)

    def _on_fetch_failed(self, problem: str) -> None:
        self._bar.setVisible(False)
        self._get.setVisible(True)
        self._arrived.setVisible(True)
        say(self._arrived, problem)


def _row(*parts: QWidget) -> Flow:
    row = Flow()
    row.setContentsMargins(0, 4, 0, 0)
    for part in parts:
        row.addWidget(part)
    return row


def _centred(made: QWidget) -> QWidget:
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)  # type: ignore[attr-defined]
    return made
