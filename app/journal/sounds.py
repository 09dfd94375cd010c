"""What was kept of calls' sound: a file a session beside the journal, gone when the session goes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from app.journal.database import Database
from app.journal.errors import JournalError
from coaching.plain_text import plain


def sound_path(database: Database, id: str) -> Path:
    """Where the session's sound is, if it was kept."""
    return database.beside(".sound") / f"{plain(id)}.opus"


def delete_sounds(database: Database, ids: Iterable[str]) -> None:
    """Before the words: what cannot be deleted must not be left without the session that says it is there."""
    for id in ids:
        path = sound_path(database, id)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise JournalError(
                f"{path}: the sound cannot be deleted: {error.strerror}. Stop playing it, try again."
            ) from error


def delete_stray_sounds(database: Database) -> None:
    """Sound of a session that the disk never took: nobody would know of it."""
    for path in database.beside(".sound").glob("*.opus"):
        with database.reading() as db:
            known = db.execute("SELECT 1 FROM sessions WHERE name = ?", (path.stem,)).fetchone()
        if not known and not database.is_held(path.stem):
            with suppress(OSError):
                path.unlink()
