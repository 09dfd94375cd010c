"""What can go wrong with the journal, in the rep's words."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from enum import StrEnum
from pathlib import Path


class JournalError(Exception):
    """One line: what happened to which file, and what to do."""


class NewerJournal(JournalError):
    """A newer Courtside wrote it. Nothing was changed."""


class KeyMissing(JournalError):
    """It is encrypted, and its key is not in the system's keyring."""


class NoSuchSession(JournalError):
    """No session is called that."""


class Trouble(StrEnum):
    """Why the journal cannot be written at the moment."""

    DISK_FULL = "disk-full"
    READ_ONLY = "read-only"
    BUSY = "busy"
    DAMAGED = "damaged"
    NEWER = "newer"
    LOCKED = "locked"
    FAILED = "failed"

    @property
    def remedy(self) -> str:
        return _REMEDIES[self]


_REMEDIES = {
    Trouble.DISK_FULL: "the disk is full. Free some space.",
    Trouble.READ_ONLY: "its folder cannot be written. Allow writing there.",
    Trouble.BUSY: "another program keeps it locked. Close that program.",
    Trouble.DAMAGED: "it is damaged or not a Courtside journal. Move it away and a new one is begun.",
    Trouble.NEWER: "a newer Courtside wrote it. Update Courtside; nothing was changed.",
    Trouble.LOCKED: "it is encrypted, and its key is not in this system's keyring. Unlock or restore the keyring.",
    Trouble.FAILED: "the disk reports an error. Check the disk.",
}

_BY_CODE = {
    sqlite3.SQLITE_FULL: Trouble.DISK_FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}

_BY_ERRNO = {
    errno.ENOSPC: Trouble.DISK_FULL,
    errno.EDQUOT: Trouble.DISK_FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
    errno.ENOTDIR: Trouble.READ_ONLY,
}


FULL_BYTES = 256 * 1024
"""With less room than this an input/output error means a full disk: SQLite needs room even to begin."""


def trouble_of(error: Exception, path: Path) -> Trouble:
    """What an error while using the journal at `path` means."""
    trouble = Trouble.FAILED
    if isinstance(error, NewerJournal):
        trouble = Trouble.NEWER
    elif isinstance(error, JournalError):  # the other kinds: no key, no keyring, no SQLCipher
        return Trouble.LOCKED
    elif hasattr(error, "sqlite_errorcode") or isinstance(error, sqlite3.Error):  # SQLCipher's are no sqlite3.Error
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        trouble = _BY_CODE.get(code & 0xFF, trouble)  # the low byte: extended codes say where, too
    elif isinstance(error, OSError):
        trouble = _BY_ERRNO.get(error.errno or 0, trouble)
    if trouble is Trouble.FAILED and path.parent.exists() and shutil.disk_usage(path.parent).free < FULL_BYTES:
        return Trouble.DISK_FULL
    return trouble
