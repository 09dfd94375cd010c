"""Carries a call's news to the GUI thread, the newest only."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.view import CallView

if TYPE_CHECKING:
    from coaching.coach import CoachEvent


class Bridge(QObject):
    """`watch` and `end` are called from the coach thread; the signals arrive on the GUI thread.

    A view that was overtaken before it could be drawn is skipped.
    """

    view_came = Signal(object)
    ended = Signal()
    _waiting = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._newest: CallView | None = None
        self._waiting.connect(self._deliver)

    def watch(self, view: CallView, events: tuple[CoachEvent, ...]) -> None:
        with self._lock:
            was_waiting, self._newest = self._newest is not None, view
        if not was_waiting:
            self._waiting.emit()

    def end(self) -> None:
        self.ended.emit()

    def _deliver(self) -> None:
        with self._lock:
            view, self._newest = self._newest, None
        if view is not None:
            self.view_came.emit(view)
