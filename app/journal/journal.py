"""All sessions: begun, listed, opened, searched, deleted."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from app.journal.codec import Unreadable, decode, decode_as, encode
from app.journal.corrections import corrected
from app.journal.database import Database
from app.journal.errors import JournalError, NoSuchSession
from app.journal.events import Corrected
from app.journal.sounds import delete_sounds, delete_stray_sounds, sound_path
from app.journal.spoken import Gatherer
from app.journal.summaries import sum_up_ended
from app.journal.writer import NEW_EVENT, NEW_SPOKEN, SessionWriter
from audio.frames import Speaker
from coaching.plain_text import plain
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from models.words import SettledWords

LATEST = "latest"
_SUFFIX = "abcdefghjkmnpqrstvwxyz23456789"  # nothing that is read for something else
_LISTED = "id, name, started, kind, customer, company, source, ended_at_s"
MAX_QUERY_WORDS = 16
MIN_PREFIX_CHARACTERS = 2
"""A single letter begins half of all words: looking for them would take a fifth of a second in a big journal."""
_FOUND = ("id", "started", "customer", "company", "speaker", "start_s", "end_s", "text")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One line of the list. started: ISO 8601 with offset. live: a running Courtside is writing it.
    ended_early: it stopped without an end (a crash, a power cut); duration_s is then that of what was saved."""

    id: str
    started: str
    duration_s: float
    ended_early: bool
    live: bool
    kind: str
    customer: str
    company: str
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of speech that has all the words searched for."""

    id: str
    started: str
    customer: str
    company: str
    speaker: Speaker
    start_s: float
    end_s: float
    text: str


class Journal:
    """The sessions in the database at `path`, made when first needed. Usable from any thread and process.

    Its methods raise JournalError (one line for the user) and nothing else; NoSuchSession where an id is asked.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = Database(path)

    @property
    def encrypted(self) -> bool:
        """Whether the journal cannot be read without its key."""
        return self._database.encrypted

    def set_encrypted(self, encrypted: bool) -> None:
        """Encrypts the journal, or decrypts it; see `encryption.set_encrypted`."""
        from app.journal.encryption import set_encrypted

        set_encrypted(self._database, encrypted)

    def begin(self, call: CallInfo, prep: PrepCard, settings: Mapping[str, Any]) -> SessionWriter:
        """Begins a session. Never fails: what keeps it from being saved is in the writer's `trouble`."""
        session = {
            "name": self._new_name(call.started),
            "started": call.started.isoformat(timespec="seconds"),
            "kind": str(call.kind),
            "customer": plain(prep.customer),
            "company": plain(prep.company),
            "source": plain(call.source),
            "prep": encode(prep),
            "settings": json.dumps(dict(settings)),
        }
        return SessionWriter(self._database, session, partial(sum_up_ended, self))

    def sessions(self) -> list[SessionRow]:
        """All sessions, the last begun first (which the wall clock, set back, could not tell)."""
        with self._database.reading() as db:
            rows = db.execute(f"SELECT {_LISTED} FROM sessions ORDER BY id DESC").fetchall()
            return [self._listed(db, row) for row in rows]

    @property
    def latest(self) -> str | None:
        """The id of the session begun last, or None when there is none."""
        with self._database.reading() as db:
            row = db.execute("SELECT name FROM sessions ORDER BY id DESC LIMIT 1").fetchone()
            return row[0] if row else None

    def find(self, wanted: str) -> str:
        """The id meant by an id, the beginning of one, or "latest". Raises NoSuchSession."""
        with self._database.reading() as db:
            names = [name for (name,) in db.execute("SELECT name FROM sessions ORDER BY id DESC")]
        wanted = plain(wanted)
        if wanted == LATEST and names:
            return str(names[0])
        if wanted in names:
            return wanted
        matches = [name for name in names if wanted and name.startswith(wanted)]
        if len(matches) == 1:
            return str(matches[0])
        if not names:
            raise NoSuchSession("There is no session yet.")
        near = matches[:3] or get_close_matches(wanted, names, n=3, cutoff=0.4) or names[:1]
        count = "More than one session begins with" if matches else "No session is called"
        raise NoSuchSession(f'{count} "{wanted[:60]}". Did you mean {" or ".join(near)}?')

    def session(self, id: str) -> SessionRow:
        """One session as it is listed."""
        with self._database.reading() as db:
            return self._listed(db, self._row(db, id, _LISTED))

    def call(self, id: str) -> CallInfo:
        """When and what the session was, for its session log."""
        row = self.session(id)
        started = datetime.fromisoformat(row.started)
        return CallInfo(started, row.kind, row.source, row.id, row.duration_s, row.ended_early)

    def prep(self, id: str) -> PrepCard:
        """The prep card as it was when the session began."""
        with self._database.reading() as db:
            card: PrepCard = decode_as(PrepCard, self._row(db, id, "prep")[0], PrepCard())
            return card

    def settings(self, id: str) -> dict[str, Any]:
        """The settings as they were when the session began."""
        with self._database.reading() as db:
            settings: dict[str, Any] = json.loads(self._row(db, id, "settings")[0])
            return settings

    def with_setting(self, name: str, value: str) -> list[str]:
        """The ids of the sessions that began with this setting."""
        with self._database.reading() as db:
            query = "SELECT name FROM sessions WHERE json_extract(settings, '$.' || ?) = ? ORDER BY id"
            return [id for (id,) in db.execute(query, (name, value))]

    def events(self, id: str) -> list[Any]:
        """The session's events in the order in which they were appended. One that this version does not know
        is left out, with a note in the log."""
        with self._database.reading() as db:
            (session,) = self._row(db, id, "id")
            rows = db.execute("SELECT type, body FROM events WHERE session = ? ORDER BY id", (session,))
            events = [decode(type_name, body) for type_name, body in rows]
        unreadable = {event.type_name for event in events if isinstance(event, Unreadable)}
        if unreadable:
            log.warning("session %s holds events that this version cannot read: %s", id, ", ".join(unreadable))
        return [event for event in events if not isinstance(event, Unreadable)]

    def sound_path(self, id: str) -> Path:
        """Where the session's sound is, if it was kept. It is deleted with the session."""
        return sound_path(self._database, id)

    def add(self, id: str, event: Any) -> None:
        """Adds an event to a session that is over: feedback, a bookmark or a correction from the review."""
        with self._database.reading() as db:
            (session,) = self._row(db, id, "id")
            db.execute("BEGIN IMMEDIATE")
            db.execute(NEW_EVENT, (session, float(event.at_s), type(event).__name__, encode(event)))
            db.execute("DELETE FROM summaries WHERE session = ?", (session,))
            if isinstance(event, Corrected):
                self._find_corrected(db, session)
            db.execute("COMMIT")

    def summaries(self) -> dict[str, str]:
        """What `keep_summary` kept and no later event has made untrue, by session id."""
        with self._database.reading() as db:
            rows = db.execute("SELECT name, body FROM summaries JOIN sessions ON sessions.id = session").fetchall()
            return dict(rows)

    def keep_summary(self, id: str, body: str) -> None:
        """Keeps what was computed from a session that is over, until an event is added to it."""
        with self._database.reading() as db:
            (session,) = self._row(db, id, "id")
            db.execute("INSERT OR REPLACE INTO summaries VALUES (?, ?)", (session, body))

    def search(self, words: str, limit: int = 200) -> list[Found]:
        """Where all of these words were said, in any form of them, the latest call first. The last word may be
        incomplete. Any text is a good query; without a letter in it nothing is found."""
        tokens = re.findall(r"\w+", words)[:MAX_QUERY_WORDS]
        if not tokens:
            return []
        query = " ".join(f'"{token[:100]}"' for token in tokens)
        if len(tokens[-1]) >= MIN_PREFIX_CHARACTERS:
            query = f"({query}) OR ({query} *)"  # the second: as typed so far
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT name, started, customer, company, speaker, start_s, end_s, text"
                " FROM (SELECT rowid FROM spoken_index WHERE spoken_index MATCH ? ORDER BY rowid DESC LIMIT ?) AS hit"
                " JOIN spoken ON spoken.id = hit.rowid JOIN sessions ON sessions.id = spoken.session"
                " ORDER BY spoken.id DESC",
                (query, limit),
            ).fetchall()
        return [Found(**dict(zip(_FOUND, row, strict=True), speaker=Speaker(row[4]))) for row in rows]

    def delete(self, id: str) -> None:
        """Deletes a session and its sound for good: its words are overwritten, in the search index and backups too."""
        self._delete([id])

    def delete_all(self) -> int:
        """Deletes every session that is not running, for good. Returns how many."""
        return self._delete([row.id for row in self.sessions() if not row.live])

    def delete_older(self, days: float, now: datetime) -> int:
        """Deletes the sessions begun more than `days` before `now`, for good. Returns how many."""
        limit = now - timedelta(days=days)
        old = [row.id for row in self.sessions() if datetime.fromisoformat(row.started) < limit and not row.live]
        return self._delete(old)

    def _delete(self, ids: list[str]) -> int:
        delete_stray_sounds(self._database)
        if not ids:
            return 0
        with self._database.reading() as db:
            numbers = [self._row(db, id, "id") for id in ids]
            for id in ids:
                if self._database.is_held(id):
                    raise JournalError(f"Session {id} is still running. End the call first.")
            delete_sounds(self._database, ids)
            db.execute("BEGIN IMMEDIATE")
            db.executemany("DELETE FROM spoken WHERE session = ?", numbers)
            db.executemany("DELETE FROM sessions WHERE id = ?", numbers)
            # the index only marks words as deleted until its parts are merged
            db.execute("INSERT INTO spoken_index (spoken_index) VALUES ('optimize')")
            db.execute("COMMIT")
            # as a script: execute() would give back one page and stop
            db.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);")
            self._database.forget_backup()
        return len(ids)

    def _find_corrected(self, db: sqlite3.Connection, session: int) -> None:
        """Search finds the words as corrected, and no longer those that were not said."""
        rows = db.execute("SELECT type, body FROM events WHERE session = ? ORDER BY id", (session,))
        gatherer, spoken = Gatherer(), []
        for event in corrected(decode(type_name, body) for type_name, body in rows):
            if isinstance(event, SettledWords):
                spoken += gatherer.hear(event)
        db.execute("DELETE FROM spoken WHERE session = ?", (session,))
        for said in (*spoken, *gatherer.rest()):
            db.execute(NEW_SPOKEN, (session, said.speaker.value, said.start_s, said.end_s, said.text))

    def _new_name(self, started: datetime) -> str:
        stamp = started.strftime("%Y-%m-%d-%H%M")
        return f"{stamp}-{''.join(secrets.choice(_SUFFIX) for _ in range(4))}"

    def _row(self, db: sqlite3.Connection, id: str, columns: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = db.execute(
            f"SELECT {columns} FROM sessions WHERE name = ?", (plain(id),)
        ).fetchone()
        if row is None:
            raise NoSuchSession(f'No session is called "{plain(id)[:60]}".')
        return row

    def _listed(self, db: sqlite3.Connection, row: tuple[Any, ...]) -> SessionRow:
        number, name, started, kind, customer, company, source, ended_at_s = row
        live = ended_at_s is None and self._database.is_held(name)
        if ended_at_s is None:
            last = "SELECT coalesce(max(at_s), 0.0) FROM events WHERE session = ?"
            (duration_s,) = db.execute(last, (number,)).fetchone()
        else:
            duration_s = ended_at_s
        early = ended_at_s is None and not live
        return SessionRow(name, started, duration_s, early, live, kind, customer, company, source)
