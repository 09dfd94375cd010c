"""A thousand calls of an hour: listed, searched and opened without waiting."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.history import LOOK_BACK, history
from app.journal import Journal, log_of
from audio.frames import Speaker
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.transcript import Utterance
from coaching.trends import trends
from coaching.utterance_events import utterance_events

CALL = CallInfo(datetime(2026, 11, 24, 8, 48, tzinfo=UTC), "discovery", "test")


def test_a_big_journal_is_quick_to_list_search_open_and_show_trends(tmp_path: Path) -> None:
    """1,000 sessions, of which two are whole one-hour calls; the rest share their words, to be quick to make."""
    journal = Journal(tmp_path / "journal.db")
    ids = [one_hour_call(journal) for _ in range(2)]
    with closing(sqlite3.connect(journal.path)) as db:
        columns = "started, kind, customer, company, source, prep, settings, ended_at_s"
        for number in range(998):
            db.execute(
                f"INSERT INTO sessions (name, {columns}) SELECT ?, {columns} FROM sessions WHERE id = 1", (number,)
            )
        db.execute(
            "INSERT INTO spoken (session, speaker, start_s, end_s, text)"
            " SELECT sessions.id, speaker, start_s, end_s, text FROM spoken JOIN sessions"
            " WHERE spoken.session = 1 AND spoken.id % 20 = 0"
        )
        db.execute(
            "INSERT OR IGNORE INTO summaries SELECT sessions.id, body FROM sessions, summaries"
            " WHERE summaries.session = 1"
        )
        db.commit()

    def cpu_s(use: Callable[[], object]) -> float:
        begin_s = time.process_time()
        use()
        return time.process_time() - begin_s

    assert len(journal.sessions()) == 1000
    assert cpu_s(journal.sessions) < 0.3
    assert len(journal.search("trucks wait")) == 200
    assert cpu_s(lambda: journal.search("trucks wait")) < 0.2
    assert cpu_s(lambda: journal.search("tr")) < 0.2
    assert len(log_of(journal, ids[0])["turns"]) == 400
    assert cpu_s(lambda: log_of(journal, ids[0])) < 0.5 * slowness()
    assert len(history(journal)) == LOOK_BACK
    assert cpu_s(lambda: trends(history(journal), "discovery")) < 1.0


def slowness() -> float:
    """How much slower this machine is at the moment than the one the bounds were measured on (at least 1)."""
    begin_s = time.process_time()
    sum(number * number for number in range(1_000_000))
    return max(1.0, (time.process_time() - begin_s) / 0.08)


def one_hour_call(journal: Journal) -> str:
    text = "The trucks wait at the gate for ninety minutes and nobody knows who is coming in today."
    speakers = (Speaker.REP, Speaker.CUSTOMER)
    said = [Utterance(speakers[i % 2], i * 9.0, i * 9.0 + 7.0, text) for i in range(400)]
    with journal.begin(CALL, PrepCard(), {}) as writer:
        for event in utterance_events(said):
            writer.append(event)
        writer.end(3600.0)
    return writer.id
