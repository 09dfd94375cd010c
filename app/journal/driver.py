"""Which SQLite opens the journal: Python's own, or SQLCipher where the file is encrypted."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any, cast

from app.journal.errors import JournalError

PLAIN = b"SQLite format 3\0"
"""How a file begins that is not encrypted; one that is begins with its salt."""
NO_CIPHER = "Encryption needs SQLCipher and a keyring, which are not installed: pip install 'courtside[encryption]'."


class NoCipher(JournalError):
    """SQLCipher is not installed."""


def is_plain(path: Path) -> bool:
    """Whether the file can be read without a key; one that is empty or not there can."""
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN)) in (PLAIN, b"")
    except FileNotFoundError:
        return True


def connect(target: str | Path, timeout_s: float, key: str | None = None, *, uri: bool = False) -> sqlite3.Connection:
    """A connection in autocommit. key: 64 hex digits, or None for a file that is not encrypted.

    Raises sqlite3.Error, SQLCipher's own (see `disk_errors`), or NoCipher.
    """
    if key is None:
        return sqlite3.connect(target, timeout=timeout_s, isolation_level=None, uri=uri)
    return connect_cipher(target, timeout_s, key, uri=uri)


def connect_cipher(
    target: str | Path, timeout_s: float, key: str | None = None, *, uri: bool = False
) -> sqlite3.Connection:
    """The same by SQLCipher, which reads files that are not encrypted too, and so can turn one kind into the other."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise NoCipher(NO_CIPHER) from error
    db = dbapi2.connect(str(target), timeout=timeout_s, isolation_level=None, uri=uri)
    db.execute("PRAGMA cipher_log_level=NONE").fetchall()  # it writes to stderr else
    if key is not None:
        db.execute(f"PRAGMA key = {key_words(key)}").fetchall()
    return cast(sqlite3.Connection, db)


def key_words(key: str) -> str:
    """A raw key as SQLCipher wants it in a statement: it is random, so there is nothing to derive it from."""
    return f"\"x'{key}'\""


def disk_errors() -> tuple[type[Exception], ...]:
    """What either SQLite or the system raises. For `except`, where it is evaluated once something was raised."""
    cipher: Any = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error, OSError) if cipher is None else (sqlite3.Error, OSError, cipher.Error)
