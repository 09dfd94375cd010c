"""The calls over time: each summed up when it ends, whatever way it came in, and in the order of their days."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli import run
from app.history import count_before, history
from app.journal import Journal
from app.places import journal_path
from audio.frames import Speaker
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

SAID = [Utterance(Speaker.REP, 0.0, 4.0, "What keeps you busy?"), Utterance(Speaker.CUSTOMER, 5.0, 9.0, "The harvest.")]


def write(journal: Journal, started: datetime) -> str:
    with journal.begin(CallInfo(started, "discovery", "call"), PrepCard(), {}) as writer:
        for event in utterance_events(SAID):
            writer.append(event)
        writer.end(10.0)
    return writer.id


def test_a_replayed_call_is_summed_up_as_it_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "call.jsonl"
    lines = [{"speaker": one.speaker, "start": one.start_s, "end": one.end_s, "text": one.text} for one in SAID]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    assert run(["replay", str(path), "--json"]) == 0
    journal = Journal(journal_path())
    assert journal.summaries().keys() == {journal.find("latest")}
    assert [call.id for call in history(journal, known_only=True)] == [journal.find("latest")]


def test_a_call_of_last_year_that_is_brought_in_today_stands_where_it_was(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    march, june = (write(journal, datetime(2026, month, 1, tzinfo=UTC)) for month in (3, 6))
    last_year = write(journal, datetime(2025, 6, 1, tzinfo=UTC))
    assert [call.id for call in history(journal)] == [last_year, march, june]
    assert [call.id for call in history(journal, before=march)] == [last_year]
    assert count_before(journal, last_year) == 0
