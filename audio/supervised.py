"""What sources have in common: a thread that records, tells what is wrong once, and tries again."""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod

from audio.frames import Speaker
from audio.source import Inbox, Lost, Opened

RETRY_S = 0.5
"""A device that is back is heard again within two seconds, opening it included."""
STOP_TIMEOUT_S = 2.0

log = logging.getLogger(__name__)


class SupervisedSource(ABC):
    """A SoundSource whose `_record` runs in a thread of its own, again and again, until `stop()`."""

    is_continuous = True

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._told: str | None = None

    def start(self, inbox: Inbox) -> None:
        name = f"{type(self).__name__} {self.speaker.value}"
        self._thread = threading.Thread(target=self._run, args=(inbox,), name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOP_TIMEOUT_S)

    @abstractmethod
    def _record(self, inbox: Inbox) -> str | None:
        """Finds a device, tells `_opened`, and records until it goes or `_stopping` is set.

        Returns why there is nothing to hear, as a sentence for the rep; None to try again without a word.
        """

    def _opened(self, inbox: Inbox, name: str) -> None:
        self._told = None
        inbox.put(Opened(name))

    def _lost(self, inbox: Inbox, reason: str) -> None:
        """Tells `reason`, unless it was the last thing told."""
        if reason != self._told:
            self._told = reason
            inbox.put(Lost(reason))

    def _run(self, inbox: Inbox) -> None:
        while not self._stopping.is_set():
            try:
                reason = self._record(inbox)
            except Exception as error:  # a fault of ours or of a library's: the side must not fall silent unsaid
                log.exception("capture of the %s failed", self.speaker.value)
                reason = f"This side cannot be recorded ({type(error).__name__})."
            if reason is not None:
                self._lost(inbox, reason)
                self._stopping.wait(RETRY_S)
