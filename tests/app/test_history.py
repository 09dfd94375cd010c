"""The calls over time: each summed up when it ends, whatever way it came in, and in the order of their days."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from app.cli import run
from app.export import export
from app.history import count_before, history, reviewed_log
from app.journal import Journal, JournalError, log_of
from app.places import journal_path
from audio.frames import Speaker
from coaching.instead import PRACTICES
from coaching.nudge import Barrier, Nudge, NudgeRaised, Pillar
from coaching.prep import PrepCard
from coaching.session_log import CallInfo, schema
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

SAID = [Utterance(Speaker.REP, 0.0, 4.0, "What keeps you busy?"), Utterance(Speaker.CUSTOMER, 5.0, 9.0, "The harvest.")]


def write(journal: Journal, started: datetime, *slipped: str) -> str:
    with journal.begin(CallInfo(started, "discovery", "call"), PrepCard(), {}) as writer:
        for event in utterance_events(SAID):
            writer.append(event)
        for id, rule in enumerate(slipped, start=1):
            made = Nudge(id, 9.0, rule, Barrier.IMPATIENCE, Pillar.GENUINE, "Do it.", "So it was.", ())
            writer.append(NudgeRaised(9.0, made))
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


def test_a_call_is_summed_up_as_it_ends_whoever_wrote_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    id = write(journal, datetime(2026, 6, 1, tzinfo=UTC))
    assert [call.id for call in history(journal, known_only=True)] == [id]


def test_calls_in_a_folder_that_cannot_be_written_still_make_trends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Journal, id: str, body: str) -> None:
        raise JournalError("its folder cannot be written")

    monkeypatch.setattr(Journal, "keep_summary", refuse)
    journal = Journal(tmp_path / "journal.db")
    id = write(journal, datetime(2026, 6, 1, tzinfo=UTC))
    assert journal.summaries() == {}
    assert [call.id for call in history(journal)] == [id]


def test_what_is_exported_names_the_habit_that_the_review_names(tmp_path: Path) -> None:
    """By itself this call would name what came first; the call before it makes the other one recur."""
    journal = Journal(tmp_path / "journal.db")
    write(journal, datetime(2026, 6, 1, tzinfo=UTC), "missed-signal")
    id = write(journal, datetime(2026, 6, 2, tzinfo=UTC), "interruption", "missed-signal")
    alone, log = log_of(journal, id), reviewed_log(journal, id)
    jsonschema.validate(log, schema())
    assert log["habit"]["rule"] == "missed-signal"
    assert "in 2 of your last 2 calls" in str(export(log, "md"))
    for form in ("md", "html"):
        assert PRACTICES["interruption"].habit in str(export(alone, form))
        assert PRACTICES["missed-signal"].habit in str(export(log, form))
    assert json.loads(str(export(log, "json")))["habit"] == log["habit"]
    quiet = reviewed_log(journal, write(journal, datetime(2026, 6, 3, tzinfo=UTC)))
    jsonschema.validate(quiet, schema())
    assert quiet["habit"] is None
    assert "Nothing got in the way" in str(export(quiet, "md"))


def test_a_call_of_last_year_that_is_brought_in_today_stands_where_it_was(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    march, june = (write(journal, datetime(2026, month, 1, tzinfo=UTC)) for month in (3, 6))
    last_year = write(journal, datetime(2025, 6, 1, tzinfo=UTC))
    assert [call.id for call in history(journal)] == [last_year, march, june]
    assert [call.id for call in history(journal, before=march)] == [last_year]
    assert count_before(journal, last_year) == 0
