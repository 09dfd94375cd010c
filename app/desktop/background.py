"""Work that takes a moment, off the GUI thread, with its result back on it."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)


def _nothing(_: object) -> None:
    return


def keep_for_good(_: object = None) -> None:
    """What has been loaded stays until the end, so garbage collection need not go through it: all threads, the one
    that draws too, would stand still for 0.08 s in the middle of a call."""
    gc.freeze()


class Errand(QObject):
    """Runs `work` once on a thread of its own, then `done` with its result, or `failed` with a sentence for the
    rep, on the thread that made it (whose event loop has to run)."""

    _over = Signal(object, str)

    def __init__(
        self,
        name: str,
        work: Callable[[], Any],
        done: Callable[[Any], object] = _nothing,
        failed: Callable[[str], object] = _nothing,
    ) -> None:
        super().__init__()
        self._work, self._done, self._failed = work, done, failed
        self._over.connect(self._on_over)  # a method of ours, not a lambda: it is called on our own thread
        self._thread = threading.Thread(target=self._run, name=f"courtside-{name}", daemon=True)
        self._thread.start()

    def join(self, timeout_s: float = 5.0) -> None:
        """Waits until the work is done; what follows comes later, from the event loop."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            result = self._work()
        except Exception as error:
            log.exception("%s failed", self._thread.name)
            self._over.emit(None, str(error) or type(error).__name__)
        else:
            self._over.emit(result, "")

    def _on_over(self, result: object, problem: str) -> None:
        if problem:
            self._failed(problem)
        else:
            self._done(result)


class Errands:
    """Errands on their way, kept until they are over. GUI thread only."""

    def __init__(self) -> None:
        self._going: set[Errand] = set()

    def run(
        self,
        name: str,
        work: Callable[[], Any],
        done: Callable[[Any], object] = _nothing,
        failed: Callable[[str], object] = _nothing,
    ) -> None:
        """Starts an errand; see `Errand`."""

        def over(then: Callable[[Any], object], given: Any) -> None:
            self._going.discard(errand)
            then(given)

        errand = Errand(name, work, lambda result: over(done, result), lambda problem: over(failed, problem))
        self._going.add(errand)

    def join(self, timeout_s: float = 5.0) -> None:
        """Waits until nothing is on its way any more."""
        for errand in list(self._going):
            errand.join(timeout_s)
