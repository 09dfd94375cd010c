"""A live call whose devices can be chosen anew while it goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable

from audio.frames import Speaker
from audio.live import LiveCall
from audio.microphone import default_microphone
from audio.source import Inbox, SoundSource
from audio.system import default_system_source

MakeSource = Callable[[str | None], SoundSource]


class ChosenSource:
    """One side, from the device called `wanted` ("" for the system's own choice), and from another after `use`."""

    def __init__(self, make: MakeSource, wanted: str) -> None:
        self._make = make
        self._wanted = wanted
        self._source = make(wanted or None)
        self._inbox: Inbox | None = None
        self._lock = threading.Lock()
        self.speaker = self._source.speaker
        self.is_continuous = self._source.is_continuous

    def start(self, inbox: Inbox) -> None:
        with self._lock:
            self._inbox = inbox
            self._source.start(inbox)

    def use(self, wanted: str) -> None:
        """Goes over to this device. Waits until the other one is let go: not for the GUI thread."""
        with self._lock:
            if wanted == self._wanted:
                return
            self._wanted = wanted
            self._source.stop()
            self._source = self._make(wanted or None)
            if self._inbox is not None:
                self._source.start(self._inbox)

    def stop(self) -> None:
        with self._lock:
            self._inbox = None
            self._source.stop()


class ChosenSound(LiveCall):
    """Microphone and system sound as chosen in the settings."""

    def __init__(
        self,
        microphone: str = "",
        output: str = "",
        make_microphone: MakeSource = default_microphone,
        make_system: MakeSource = default_system_source,
    ) -> None:
        self._chosen = {
            Speaker.REP: ChosenSource(make_microphone, microphone),
            Speaker.CUSTOMER: ChosenSource(make_system, output),
        }
        super().__init__(self._chosen[Speaker.REP], self._chosen[Speaker.CUSTOMER])

    def choose(self, microphone: str, output: str) -> None:
        """Goes over to these devices, where they are others. Takes a moment: not for the GUI thread."""
        self._chosen[Speaker.REP].use(microphone)
        self._chosen[Speaker.CUSTOMER].use(output)
