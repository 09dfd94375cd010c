"""Work that takes a moment, off the GUI thread, with its result back on it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)


class Errand(QObject):
    """Runs `work` once on a thread of its own. Exactly one of `done` and `failed` arrives, on the GUI thread.

    Keep a reference until it does; `join` waits for it.
    """

    done = Signal(object)
    failed = Signal(str)
    """A sentence for the rep."""

    def __init__(self, name: str, work: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._thread = threading.Thread(target=self._run, name=f"courtside-{name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self, timeout_s: float = 5.0) -> None:
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            result = self._work()
        except Exception as error:
            log.exception("%s failed", self._thread.name)
            self.failed.emit(str(error) or type(error).__name__)
        else:
            self.done.emit(result)
