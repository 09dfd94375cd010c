"""The sound of the call, where it was kept: played from any moment, with the review moving along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desktop.text import button, say
from audio.player import Player

MOVES_MS = 40
PLAY, PAUSE = "Play", "Pause"


class Playback(QWidget):
    """One button. `moved` tells what is being heard while it plays, `failed` why it does not."""

    toggled = Signal()
    moved = Signal(float)
    failed = Signal(str)

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self.button = button(PLAY, "small")
        self.button.setToolTip("From where the timeline stands (Space)")
        self.button.clicked.connect(self.toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self._timer = QTimer(self, interval=MOVES_MS)
        self._timer.timeout.connect(self._on_time)

    @classmethod
    def of(cls, path: Path) -> Playback:
        return cls(Player(path))

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    def play(self, from_s: float) -> None:
        self._player.play(from_s)
        self._timer.start()
        say(self.button, PAUSE)

    def stop(self) -> None:
        """Silent when this returns."""
        self._timer.stop()
        self._player.stop()
        say(self.button, PLAY)

    def jump(self, at_s: float) -> None:
        """Goes on from another moment, if it plays."""
        if self.playing:
            self.play(at_s)

    def _on_time(self) -> None:
        self.moved.emit(self._player.at_s)
        if not self._player.playing:
            self.stop()
            if self._player.problem:
                self.failed.emit(self._player.problem)
