"""The journal's tables. A change is a new entry in MIGRATIONS; an entry that was released never changes."""

from __future__ import annotations

_FIRST = (
    "CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied TEXT NOT NULL)",
    """CREATE TABLE sessions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        started TEXT NOT NULL,
        kind TEXT NOT NULL,
        customer TEXT NOT NULL,
        company TEXT NOT NULL,
        source TEXT NOT NULL,
        prep TEXT NOT NULL,
        settings TEXT NOT NULL,
        ended_at_s REAL
    )""",
    """CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
        at_s REAL NOT NULL,
        type TEXT NOT NULL,
        body TEXT NOT NULL
    )""",
    "CREATE INDEX events_by_session ON events (session, id)",
    # what was said, in pieces worth finding; the index keeps no copy of the words
    """CREATE TABLE spoken (
        id INTEGER PRIMARY KEY,
        session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
        speaker TEXT NOT NULL,
        start_s REAL NOT NULL,
        end_s REAL NOT NULL,
        text TEXT NOT NULL
    )""",
    "CREATE INDEX spoken_by_session ON spoken (session)",
    """CREATE VIRTUAL TABLE spoken_index USING fts5 (
        text, content='spoken', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )""",
    """CREATE TRIGGER spoken_added AFTER INSERT ON spoken BEGIN
        INSERT INTO spoken_index (rowid, text) VALUES (new.id, new.text);
    END""",
    """CREATE TRIGGER spoken_deleted AFTER DELETE ON spoken BEGIN
        INSERT INTO spoken_index (spoken_index, rowid, text) VALUES ('delete', old.id, old.text);
    END""",
)

_SECOND = (
    # computed from the events, kept so that trends over many calls need not compute it again
    "CREATE TABLE summaries (session INTEGER PRIMARY KEY REFERENCES sessions ON DELETE CASCADE, body TEXT NOT NULL)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND)
"""Statements that bring a journal from schema n to n + 1; each entry is applied in one transaction."""
