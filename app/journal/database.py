"""The database under the journal: opened privately, migrated safely, locked by who is alive."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from app.export.writing import write_privately
from app.journal.driver import connect, disk_errors, is_plain
from app.journal.errors import JournalError, KeyMissing, NewerJournal, Trouble, trouble_of
from app.journal.keys import key_of
from app.journal.schema import MIGRATIONS

BUSY_S = 5.0
"""How long one process waits for another to finish writing."""


class Database:
    """Where the journal is. Opens a connection for each use, so any thread and process may use it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ready = False
        self._keys: dict[str, str] = {}

    def connect(self) -> sqlite3.Connection:
        """A connection for reading and writing, the schema up to date.

        Raises what `disk_errors` names, or JournalError; `errors.trouble_of` says what they mean.
        """
        if not self._ready:
            self._prepare()
            self._ready = True
        return self._open()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection, closed afterwards. Raises JournalError alone."""
        try:
            with closing(self._for_reading()) as db:
                yield db
        except disk_errors() as error:
            remedy = trouble_of(error, self.path).remedy
            raise JournalError(f"{self.path}: the journal cannot be used: {remedy}") from error

    def _for_reading(self) -> sqlite3.Connection:
        try:
            return self.connect()
        except disk_errors():
            # a folder that cannot be written: what is there can still be read, if nobody writes it
            if not self.path.is_file() or self.beside("-wal").exists():
                raise
            db = connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", BUSY_S, self.key(), uri=True)
            with suppress(*disk_errors()):
                if _version(db) == len(MIGRATIONS):
                    return db
            db.close()
            raise

    def _open(self) -> sqlite3.Connection:
        db = connect(self.path, BUSY_S, self.key())
        try:
            # FULL: a power cut loses nothing that was committed (NORMAL would, in WAL mode)
            db.executescript("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;")
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self) -> None:
        """Creates the database or brings it up to date. Two processes may come here at once."""
        self._make_folder()
        self._forget_copy()
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        if os.name == "posix" and self.path.stat().st_mode & 0o077:
            self.path.chmod(0o600)  # SQLite gives its -wal and -shm files the same mode
        with closing(self._open()) as db:
            if self._checked_version(db) == len(MIGRATIONS):
                return
        with FileLock(self.beside(".migrating"), timeout=BUSY_S, mode=0o600), closing(self._open()) as db:
            self._migrate(db)
        with suppress(OSError):
            self.beside(".migrating").unlink()

    def _migrate(self, db: sqlite3.Connection) -> None:
        version = self._checked_version(db)
        if version == 0:
            db.execute("PRAGMA auto_vacuum=INCREMENTAL")  # before the first table: deleted calls give space back
            db.execute("PRAGMA journal_mode=WAL")
        elif version < len(MIGRATIONS):
            self._back_up(db)
        for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
            db.execute("BEGIN IMMEDIATE")
            try:
                for statement in statements:
                    db.execute(statement)
                db.execute("INSERT INTO migrations VALUES (?, datetime('now'))", (number,))
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def _checked_version(self, db: sqlite3.Connection) -> int:
        version = _version(db)
        if version > len(MIGRATIONS):
            known = f"It has schema {version}, this Courtside knows {len(MIGRATIONS)}."
            raise NewerJournal(
                f"{self.path}: a newer Courtside wrote this journal. {known} Update Courtside; nothing was changed."
            )
        return version

    def _back_up(self, db: sqlite3.Connection) -> None:
        """Copies the whole database beside itself, complete or not at all."""
        copy, whole = self.new_copy(), self.beside(".before-migration")
        os.close(os.open(copy, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(connect(copy, BUSY_S, self.key())) as target:
            db.backup(target)
        copy.replace(whole)

    def _forget_copy(self) -> None:
        """A copy that nobody is at work on any more was left by a process that died: it may be in the clear."""
        if list(self.path.parent.glob(f"{self.path.name}.copying*")):
            with suppress(Timeout, OSError), FileLock(self.beside(".migrating"), timeout=0, mode=0o600):
                self.new_copy()

    def new_copy(self) -> Path:
        """Where a copy may be made: nothing of an earlier one is left, nor a log that SQLite would take for its own."""
        for ending in ("", "-journal", "-wal", "-shm"):
            self.beside(f".copying{ending}").unlink(missing_ok=True)
        return self.beside(".copying")

    def forget_backup(self) -> None:
        """Removes the backup: it holds calls that the user has deleted."""
        self.beside(".before-migration").unlink(missing_ok=True)

    # Encryption: the key is in the system's keyring, its name in a file beside the journal.

    @property
    def encrypted(self) -> bool:
        return bool(self.key_name) and not is_plain(self.path)

    @property
    def key_name(self) -> str:
        """What the key is called in the keyring; "" when the journal was never encrypted."""
        try:
            return self.beside(".key-name").read_text("ascii")
        except (OSError, ValueError):
            return ""

    def set_key_name(self, name: str) -> None:
        if name:
            write_privately(self.beside(".key-name"), name)
        else:
            self.beside(".key-name").unlink(missing_ok=True)

    def key(self) -> str | None:
        """None when it is not encrypted. Raises KeyMissing."""
        if not self.encrypted:
            return None
        name = self.key_name
        if name not in self._keys:
            key = key_of(name)
            if key is None:
                raise KeyMissing(f"{self.path}: {Trouble.LOCKED.remedy}")
            self._keys[name] = key
        return self._keys[name]

    def anyone_writes(self) -> bool:
        """Whether a living process writes a session."""
        live = self.beside(".live")
        return live.is_dir() and any(self.is_held(file.name) for file in list(live.iterdir()))

    # Who is alive: a session's lock is held while its writer lives, and the system lets go when it dies.

    def hold(self, session: str) -> FileLock | None:
        """Marks the session as running until the lock is released or the process dies; None if that cannot be."""
        try:
            self._make_folder()
            self.beside(".live").mkdir(mode=0o700, exist_ok=True)
            lock = FileLock(self._lock_file(session), thread_local=False, mode=0o600)
            lock.acquire(blocking=False)
        except (OSError, NotImplementedError):
            return None
        return lock

    def let_go(self, session: str, lock: FileLock | None) -> None:
        if lock is not None:
            lock.release()
            with suppress(OSError):
                self._lock_file(session).unlink()

    def is_held(self, session: str) -> bool:
        """Whether a living process writes this session."""
        file = self._lock_file(session)
        if not file.exists():
            return False
        lock = FileLock(file, thread_local=False, mode=0o600)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return True
        except OSError:
            return False
        self.let_go(session, lock)
        return False

    def _lock_file(self, session: str) -> Path:
        return self.beside(".live") / session

    def _make_folder(self) -> None:
        """A folder of our own is private; one that was there before is left as it is."""
        if not self.path.parent.exists():
            self.path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)

    def beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)


def _version(db: sqlite3.Connection) -> int:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name='migrations'").fetchone():
        return 0
    (version,) = db.execute("SELECT max(version) FROM migrations").fetchone()
    return version or 0
