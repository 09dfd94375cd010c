"""Writes one session: a row an event, saved within moments, whatever the disk does."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, is_dataclass
from itertools import islice
from types import TracebackType
from typing import Any

from app.journal.codec import encode
from app.journal.database import Database
from app.journal.errors import Trouble, trouble_of
from app.journal.events import SavingResumed, SavingStopped
from app.journal.spoken import Gatherer, Spoken
from coaching.tick import Tick
from models.words import SettledWords, TentativeWords

MAX_WAITING = 100_000
"""Events kept in memory while the disk takes none: hours of a call. Beyond it they are dropped and counted."""
MAX_BATCH = 1_000
BEGIN_S = 1.0
"""How long a session waits to be on disk before it begins regardless: once begun, a kill cannot unmake it."""
RETRY_S = 1.0
"""How often saving is tried again, once it has failed."""
NOT_KEPT = (Tick, TentativeWords)

log = logging.getLogger(__name__)

NEW_SESSION = (
    "INSERT INTO sessions (name, started, kind, customer, company, source, prep, settings)"
    " VALUES (:name, :started, :kind, :customer, :company, :source, :prep, :settings)"
)
NEW_EVENT = "INSERT INTO events (session, at_s, type, body) VALUES (?, ?, ?, ?)"
NEW_SPOKEN = "INSERT INTO spoken (session, speaker, start_s, end_s, text) VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class _Row:
    """One event, ready to be written."""

    at_s: float
    type_name: str
    body: str
    spoken: Sequence[Spoken] = ()
    ends: bool = False


class SessionWriter:
    """Takes events from any thread and never waits for the disk; its own thread writes and commits at once.

    when_ended: called with the session's id on that thread, once its end is saved.
    trouble: None, or why nothing can be saved at the moment; it is tried again until `close`.
    unsaved: how many events wait in memory. lost: how many were dropped because too many waited.
    """

    def __init__(self, database: Database, session: dict[str, Any], when_ended: Callable[[str], None]) -> None:
        self.id: str = session["name"]
        self.trouble: Trouble | None = None
        self.lost = 0
        self._database = database
        self._session = session
        self._when_ended = when_ended
        self._lock = database.hold(self.id)
        self._gatherer = Gatherer()
        self._session_id: int | None = None
        self._last_s = self._stopped_s = 0.0
        self._waiting: deque[_Row] = deque()
        self._changed = threading.Condition()
        self._ended = False
        self._closed = threading.Event()
        self._tried = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courtside-journal", daemon=True)
        self._thread.start()
        self._tried.wait(BEGIN_S)

    @property
    def unsaved(self) -> int:
        return len(self._waiting)

    def append(self, event: object) -> None:
        """Keeps a frozen dataclass with a time. Ticks and tentative words are no part of a journal."""
        if isinstance(event, NOT_KEPT):
            return
        if not is_dataclass(event) or isinstance(event, type):
            raise TypeError(f"not an event: {type(event).__name__}")
        body = encode(event)
        with self._changed:
            if len(self._waiting) >= MAX_WAITING or self._ended:
                self.lost += 1
                return
            self._last_s = _time_of(event, self._last_s)
            spoken = self._gatherer.hear(event) if isinstance(event, SettledWords) else ()
            self._waiting.append(_Row(self._last_s, type(event).__name__, body, spoken))
            self._changed.notify()

    def end(self, at_s: float, wait_s: float = 5.0) -> None:
        """Closes the session. Waits up to `wait_s` for all to be saved; if it is not, `trouble` says why,
        and it is still tried until `close`."""
        with self._changed:
            if not self._ended:
                self._ended = True
                self._waiting.append(_Row(float(at_s), "", "", self._gatherer.rest(), ends=True))
                self._changed.notify()
        self._thread.join(wait_s)

    def close(self) -> None:
        """Stops writing. A session that was not ended counts as ended early. Safe to call twice."""
        with self._changed:
            self._ended = True
            self._closed.set()
            self._changed.notify()
        self._thread.join()

    def __enter__(self) -> SessionWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # The writer's thread

    def _run(self) -> None:
        if self._write():
            self._when_ended(self.id)

    def _write(self) -> bool:
        """Saves what comes until the session is over; whether its end was saved, too."""
        db = None
        try:
            while (batch := self._next_batch()) is not None:
                try:
                    db = db or self._database.connect()
                    self._save(db, batch)
                except Exception as error:  # whatever the disk does, the call goes on and saving is tried again
                    self._failed(error)
                    self._tried.set()
                    if db is not None:
                        db.close()
                        db = None
                    if self._closed.wait(RETRY_S):
                        return False
                    continue
                self._saved(len(batch))
                self._tried.set()
                if batch and batch[-1].ends:
                    return True
            return False
        finally:
            if db is not None:
                db.close()
            self._database.let_go(self.id, self._lock)

    def _next_batch(self) -> list[_Row] | None:
        """Waits for rows, which stay in `_waiting` until they are saved. None: closed and nothing left."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed.is_set() or not self._session_id)
            if self._closed.is_set() and not self._waiting:
                return None
            return list(islice(self._waiting, MAX_BATCH))

    def _save(self, db: sqlite3.Connection, batch: list[_Row]) -> None:
        db.execute("BEGIN IMMEDIATE")
        session_id = self._session_id or db.execute(NEW_SESSION, self._session).lastrowid
        for row in [*self._stoppage(), *batch]:
            if row.ends:
                db.execute("UPDATE sessions SET ended_at_s = ? WHERE id = ?", (row.at_s, session_id))
            else:
                db.execute(NEW_EVENT, (session_id, row.at_s, row.type_name, row.body))
            for said in row.spoken:
                db.execute(NEW_SPOKEN, (session_id, said.speaker.value, said.start_s, said.end_s, said.text))
        db.execute("COMMIT")
        self._session_id = session_id

    def _stoppage(self) -> list[_Row]:
        """Once saving works again, the journal says that it had stopped."""
        if self.trouble is None:
            return []
        notes = (SavingStopped(self._stopped_s, self.trouble), SavingResumed(self._last_s, self.lost))
        return [_Row(note.at_s, type(note).__name__, encode(note)) for note in notes]

    def _failed(self, error: Exception) -> None:
        trouble = trouble_of(error, self._database.path)
        if self.trouble is None:
            self._stopped_s = self._waiting[0].at_s if self._waiting else self._last_s
            log.warning("saving has stopped: %s (%s)", trouble.remedy, type(error).__name__)
        self.trouble = trouble

    def _saved(self, count: int) -> None:
        if self.trouble is not None:
            log.warning("saving goes on; %d events were lost", self.lost)
        self.trouble = None
        with self._changed:
            for _ in range(count):
                self._waiting.popleft()


def _time_of(event: Any, last_s: float) -> float:
    """When it became known, on the call clock."""
    at_s = getattr(event, "known_at_s", None)
    if at_s is None:
        at_s = getattr(event, "at_s", None)
    return last_s if at_s is None else float(at_s)
