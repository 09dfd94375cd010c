"""After the call, from the command line: out by date, reported back, followed over calls, brought in, cleared away."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cli import run
from app.journal import Journal
from app.places import journal_path
from audio.frames import Speaker
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

SAID = [
    Utterance(Speaker.REP, 0.0, 4.0, "What is keeping you busy these days?"),
    Utterance(Speaker.CUSTOMER, 5.0, 9.0, "The trucks wait at the gate all day long."),
    Utterance(Speaker.REP, 10.0, 14.0, "How many trucks are there in a week?"),
]


def write(started: datetime) -> str:
    prep = PrepCard(customer="Ines Okafor", questions=("Who decides?",))
    with Journal(journal_path()).begin(CallInfo(started, "discovery", "call"), prep, {}) as writer:
        for event in utterance_events(SAID):
            writer.append(event)
        writer.end(14.0)
    return writer.id


@pytest.fixture
def june() -> list[str]:
    """Six calls, one a day from the first of June."""
    return [write(datetime(2026, 6, day, 12, tzinfo=UTC)) for day in range(1, 7)]


def said(capsys: pytest.CaptureFixture[str], *argv: str | Path, code: int = 0) -> tuple[str, str]:
    assert run([str(one) for one in argv]) == code
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_the_calls_of_some_days_are_exported_into_a_private_folder_made_for_them(
    june: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "june"
    days = ("--since", "2026-06-02", "--until", "2026-06-04")
    _, told = said(capsys, "sessions", "export", *days, "--format", "vtt", "--out", folder)
    assert sorted(path.stem for path in folder.iterdir()) == june[1:4]
    assert told.count("Written:") == 3
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_one_call_goes_into_a_folder_that_was_not_there(
    june: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deep" / "down" / "call.md"
    said(capsys, "sessions", "export", "latest", "--out", path)
    assert path.read_text().startswith("# Ines Okafor")
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("argv", "reason"),
    [
        (("export",), "many sessions need a folder: --out DIR"),
        (("export", "latest", "--since", "2026-06-01"), "name one ID, or days with --since and --until, not both"),
        (("export", "--since", "2030-01-01", "--out", "folder"), "no session began on these days"),
        (("delete",), "name one ID, or --older-than DAYS"),
        (("delete", "latest", "--older-than", "3"), "name one ID, or --older-than DAYS"),
    ],
)
def test_what_cannot_be_meant_is_one_line(
    june: list[str], capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], reason: str
) -> None:
    _, told = said(capsys, "sessions", *argv, code=2)
    assert reason in told
    assert told.count("\n") == 1
    assert len(Journal(journal_path()).sessions()) == 6


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "01.06.2026"])
def test_a_day_that_is_none_is_named(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["sessions", "export", "--since", day])
    assert stopped.value.code == 2
    assert f"'{day}': expected a day such as 2026-06-01" in capsys.readouterr().err


def test_a_call_is_reported_back_as_markdown_and_as_a_letter(
    june: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, _ = said(capsys, "sessions", "report", "latest")
    assert "# What we talked about with Ines" in text
    assert "Who decides?" in text
    path = tmp_path / "out" / "report.html"
    said(capsys, "sessions", "report", june[0], "--format", "html", "--out", path)
    assert path.read_text().startswith("<!DOCTYPE html>")


def test_trends_are_told_in_lines_and_as_json(june: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    text, _ = said(capsys, "sessions", "trends")
    assert text.startswith("No clear change yet.")
    document = json.loads(said(capsys, "sessions", "trends", "--json")[0])
    assert document["kind"] == "discovery"
    room = next(trend for trend in document["trends"] if trend["key"] == "patience_s")
    assert [point["id"] for point in room["points"]] == june
    assert [point["value"] for point in room["points"]] == pytest.approx([1.0] * 6, abs=0.3)
    assert room["course"] == "steady"
    assert len(room["middle_half"]) == 2


def test_trends_of_no_call_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "sessions", "trends")[0].startswith("No call yet.")
    assert json.loads(said(capsys, "sessions", "trends", "--json")[0])["trends"][0]["points"] == []


def test_old_calls_are_deleted_and_young_ones_stay(capsys: pytest.CaptureFixture[str]) -> None:
    now = datetime.now().astimezone()
    old, young = write(now - timedelta(days=31)), write(now - timedelta(days=29))
    assert said(capsys, "sessions", "delete", "--older-than", "30")[0] == "1 session deleted for good\n"
    left = [row.id for row in Journal(journal_path()).sessions()]
    assert young in left
    assert old not in left


def transcript(path: Path, text: str) -> Path:
    lines = [
        {"speaker": "Sam", "start": 0, "end": 3, "text": text},
        {"speaker": "Dana", "start": 4, "end": 9, "text": "We lose drivers every week at the gate."},
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


def test_files_are_brought_in_once_each_and_a_bad_one_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = transcript(tmp_path / "one.jsonl", "Hello Dana."), transcript(tmp_path / "two.jsonl", "Good day.")
    (bad := tmp_path / "bad.jsonl").write_text("nonsense")
    out, told = said(capsys, "bring-in", one, bad, two, "--rep-name", "Sam", code=2)
    assert [line.split()[:5] for line in out.splitlines()] == [
        ["1", "of", "3", "brought", "in"],
        ["3", "of", "3", "brought", "in"],
    ]
    assert "2 of 3 refused" in told
    assert str(bad) in told
    journal = Journal(journal_path())
    assert [row.source for row in journal.sessions()] == ["two.jsonl", "one.jsonl"]
    assert len(journal.summaries()) == 2, "trends need not wait for them"
    again = json.loads(said(capsys, "bring-in", one, two, "--rep-name", "Sam", "--json")[0])
    assert [entry["outcome"] for entry in again] == ["already-there", "already-there"]
    assert len(journal.sessions()) == 2


def test_encryption_is_refused_in_a_line_where_there_is_no_keyring(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert run(["sessions", "encrypt"]) == 1
    assert "pip install 'courtside[encryption]'" in capsys.readouterr().err
    assert run(["sessions", "decrypt"]) == 0
    assert capsys.readouterr().out == "Your calls are not encrypted.\n"
