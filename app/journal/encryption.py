"""From plain to encrypted and back: the whole journal is written anew, checked, and only then put in its place."""

from __future__ import annotations

import os
import secrets
from contextlib import closing, suppress

from filelock import FileLock, Timeout

from app.journal.database import BUSY_S, Database
from app.journal.driver import connect, connect_cipher, disk_errors, key_words
from app.journal.errors import JournalError, trouble_of
from app.journal.keys import forget_key, new_key

COUNTED = ("migrations", "sessions", "events", "spoken", "summaries")


def set_encrypted(database: Database, encrypted: bool) -> None:
    """Encrypts the journal with a new key in the system's keyring, or takes encryption and key away.

    Nothing is changed unless all of it went well; a process that is killed on the way leaves the journal as it was.
    Copies of before a migration are deleted: they are in the clear. Raises JournalError: a call is running, another
    program uses the journal, there is no room, no keyring, or SQLCipher is not installed.
    """
    if database.encrypted is encrypted:
        return
    try:
        with closing(database.connect()):  # makes it, or brings it up to date
            pass
        with FileLock(database.beside(".migrating"), timeout=BUSY_S, mode=0o600):
            _rewrite(database, encrypted)
    except Timeout as error:
        raise JournalError(f"{database.path}: another Courtside is at work on it. Try again.") from error
    except disk_errors() as error:
        raise JournalError(f"{database.path}: it stays as it was: {trouble_of(error, database.path).remedy}") from error
    finally:
        with suppress(OSError):
            database.beside(".migrating").unlink()
    database.forget_backup()


def _rewrite(database: Database, encrypted: bool) -> None:
    if database.anyone_writes():
        raise JournalError("A call is running. End it first; nothing was changed.")
    old_key, old_name = database.key(), database.key_name
    name = f"calls-{secrets.token_hex(4)}" if encrypted else ""
    key = new_key(name) if encrypted else None
    copy = database.beside(".copying")
    try:
        _copy(database, copy_key=key, old_key=old_key)
        if encrypted:
            database.set_key_name(name)  # before: a plain file beside it is still read as plain
        os.replace(copy, database.path)
    except BaseException:
        database.new_copy()
        if encrypted:
            database.set_key_name("")
            with suppress(JournalError):
                forget_key(name)
        raise
    if not encrypted:
        database.set_key_name("")
        with suppress(JournalError):
            forget_key(old_name)


def _copy(database: Database, copy_key: str | None, old_key: str | None) -> None:
    """The whole journal into `.copying`, with this key, compared with what it was made from."""
    copy = database.new_copy()
    os.close(os.open(copy, os.O_CREAT | os.O_RDWR, 0o600))
    with closing(connect_cipher(database.path, BUSY_S, old_key)) as db:
        db.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        db.execute("BEGIN EXCLUSIVE")  # nobody else writes from here on
        db.execute("COMMIT")
        counts = _counts(db)
        word = "''" if copy_key is None else key_words(copy_key)
        db.execute(f"ATTACH DATABASE ? AS copy KEY {word}", (str(copy),))
        db.execute("PRAGMA copy.auto_vacuum=INCREMENTAL").fetchall()
        db.execute("SELECT sqlcipher_export('copy')").fetchall()
        db.execute("DETACH DATABASE copy")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if db.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
            raise JournalError(f"{database.path}: another program uses it. Close that program; nothing was changed.")
    with closing(connect(copy, BUSY_S, copy_key)) as made:
        made.execute("PRAGMA journal_mode=WAL").fetchall()
        if _counts(made) != counts or made.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise JournalError(f"{database.path}: the copy is not whole; the journal stays as it was.")


def _counts(db: object) -> list[int]:
    return [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED]  # type: ignore[attr-defined]
