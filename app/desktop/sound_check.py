"""Both sides' loudness before a call, so that the rep sees what will be heard. Nothing is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from audio.frames import Frame, Speaker
from audio.health import SourceLost

if TYPE_CHECKING:
    from audio.call import CallSound

SHOWN_EVERY_FRAMES = 2
STOP_S = 5.0


class SoundCheck(QObject):
    """Hears both sides between `start` and `stop`, on a thread of its own. `make_sound` opens nothing yet."""

    leveled = Signal(float, float)
    """The rep's and the customer's level, 0 to 1, 15 times a second."""
    named = Signal(str, str)
    """Speaker, and the device that side is heard from."""
    lost = Signal(str, str)
    """Speaker, and why that side is not heard."""

    def __init__(self, make_sound: Callable[[], CallSound], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_sound = make_sound
        self._sound: CallSound | None = None
        self._threads: list[threading.Thread] = []

    @property
    def running(self) -> bool:
        return self._sound is not None

    def start(self) -> None:
        if self._sound is None:
            self._sound = self._make_sound()
            thread = threading.Thread(target=self._run, args=(self._sound,), name="courtside-check", daemon=True)
            self._threads = [*(one for one in self._threads if one.is_alive()), thread]
            thread.start()

    def stop(self) -> None:
        """Nothing is looked at any more; the devices are free soon after."""
        if self._sound is not None:
            self._sound.stop()
            self._sound = None

    def join(self) -> None:
        """Waits until the devices are free."""
        for thread in self._threads:
            thread.join(STOP_S)

    def _run(self, sound: CallSound) -> None:
        from audio.level import level_of

        levels = dict.fromkeys(Speaker, 0.0)
        names: dict[Speaker, str] = {}
        frames = 0
        with sound:
            for item in sound.events():
                if isinstance(item, SourceLost):
                    names.pop(item.speaker, None)
                    self.lost.emit(item.speaker.value, item.reason)
                if not isinstance(item, Frame):
                    continue
                levels[item.speaker] = max(levels[item.speaker], level_of(item.samples))
                frames += item.speaker is Speaker.CUSTOMER
                if item.speaker is Speaker.REP or frames % SHOWN_EVERY_FRAMES:
                    continue
                for speaker, name in getattr(sound, "devices", {}).items():
                    if names.get(speaker) != name:
                        names[speaker] = name
                        self.named.emit(speaker.value, name)
                if sound is not self._sound:
                    return
                self.leveled.emit(levels[Speaker.REP], levels[Speaker.CUSTOMER])
                levels = dict.fromkeys(Speaker, 0.0)


def play_test_sound() -> None:
    """Three soft notes on the default output. Blocks until they have been heard; raises CannotPlay."""
    import numpy as np

    from audio.frames import SAMPLE_RATE_HZ
    from audio.play import play

    notes = []
    for pitch_hz in (392.0, 523.25, 659.25):
        at_s = np.arange(int(0.45 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        notes.append(0.2 * np.sin(2 * np.pi * pitch_hz * at_s) * np.minimum(1, at_s * 50) * np.exp(-4 * at_s))
    play(np.concatenate(notes).astype(np.float32))
