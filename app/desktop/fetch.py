"""Models on their way to this machine, one after the other, with progress."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.desktop.background import Errand
from models.store import ModelStore


class _GivenUp(Exception):
    """The rep quits; what has arrived is kept for the next try."""


class Fetch(QObject):
    """Fetches the models it is given that are not here yet."""

    moved = Signal(int, int)
    """Bytes that are here, bytes in all (of the model that is on its way)."""
    done = Signal()
    failed = Signal(str)

    def __init__(self, store: ModelStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._errand: Errand | None = None
        self._given_up = False
        self.part: float | None = None
        """0 to 1 while something is on its way, else None."""
        self.moved.connect(self._on_moved)

    def start(self, names: Sequence[str]) -> None:
        """Nothing happens while an earlier fetch is still going on."""
        if self._errand is not None:
            return
        self.part = 0.0
        self._errand = Errand(
            "fetch",
            lambda: [self._store.get(name, self._progress) for name in names],
            lambda _: self._over(""),
            self._over,
        )

    def give_up(self) -> None:
        """Stops soon. What has arrived is used by the next try."""
        self._given_up = True
        if self._errand is not None:
            self._errand.join()

    def _progress(self, done_bytes: int, total_bytes: int | None) -> None:
        if self._given_up:
            raise _GivenUp
        self.moved.emit(done_bytes, total_bytes or 0)

    def _on_moved(self, done_bytes: int, total_bytes: int) -> None:
        if self._errand is not None:
            self.part = done_bytes / total_bytes if total_bytes else 0.0

    def _over(self, problem: str) -> None:
        self._errand, self.part = None, None
        if problem:
            self.failed.emit(problem)
        else:
            self.done.emit()
