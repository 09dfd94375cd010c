"""A journal of another version, or a file that is none: said kindly, backed up, never spoilt."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.journal import Journal, JournalError, NewerJournal, Trouble
from app.journal import database as database_module
from app.journal.events import Bookmark
from coaching.prep import PrepCard
from coaching.session_log import CallInfo

CALL = CallInfo(datetime(2026, 11, 24, 8, 48, tzinfo=UTC), "discovery", "test")


def until(condition: object) -> None:
    deadline = time.monotonic() + 10
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.005)


def test_a_newer_journal_is_refused_kindly_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    assert Journal(path).sessions() == []
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO migrations VALUES (99, 'later')")
        db.commit()
    before = path.read_bytes()
    with pytest.raises(NewerJournal, match=r"newer Courtside.*schema 99.*Update Courtside; nothing was changed"):
        Journal(path).sessions()
    with Journal(path).begin(CALL, PrepCard(), {}) as writer:
        until(lambda: writer.trouble is not None)
        assert writer.trouble is Trouble.NEWER
    assert path.read_bytes() == before


NEXT = ("ALTER TABLE sessions ADD COLUMN note TEXT NOT NULL DEFAULT ''",)


def kept_in_an_older_journal(path: Path) -> str:
    with Journal(path).begin(CALL, PrepCard(), {}) as writer:
        writer.append(Bookmark(1.0, "kept"))
        writer.end(1.0)
    return writer.id


def test_an_older_journal_is_backed_up_then_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "journal.db"
    id = kept_in_an_older_journal(path)
    monkeypatch.setattr(database_module, "MIGRATIONS", (*database_module.MIGRATIONS, NEXT))
    assert Journal(path).events(id) == [Bookmark(1.0, "kept")]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT note FROM sessions").fetchall() == [("",)]
        versions = [row[0] for row in db.execute("SELECT version FROM migrations")]
        assert versions == list(range(1, len(database_module.MIGRATIONS) + 1))
    monkeypatch.undo()
    backup = tmp_path / "journal.db.before-migration"
    assert Journal(backup).events(id) == [Bookmark(1.0, "kept")]
    if os.name == "posix":
        assert backup.stat().st_mode & 0o077 == 0


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "journal.db"
    id = kept_in_an_older_journal(path)
    monkeypatch.setattr(database_module, "MIGRATIONS", (*database_module.MIGRATIONS, (*NEXT, "nonsense")))
    with pytest.raises(JournalError):
        Journal(path).sessions()
    monkeypatch.undo()
    assert Journal(path).events(id) == [Bookmark(1.0, "kept")]


@pytest.mark.parametrize(
    "content", [b"this is no database, whatever its name says" * 99, b"SQLite format 3\0" + b"\xff" * 9999]
)
def test_a_file_that_is_no_journal_is_named_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    with pytest.raises(JournalError, match=r"journal\.db: the journal cannot be used: it is damaged or not"):
        Journal(path).sessions()
    assert path.read_bytes() == content
