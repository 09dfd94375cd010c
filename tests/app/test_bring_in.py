"""Earlier calls become sessions, once each, whatever is wrong with some of the files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.bring_in import BroughtIn, Events, Outcome, bring_in
from app.cli import bring_in as bring_in_command
from app.cli import run
from app.export import export
from app.journal import Journal, log_of
from app.places import journal_path
from audio.errors import BadInput
from audio.frames import FRAME_S, FRAME_SAMPLES, Frame, Speaker
from audio.kept_sound import PLAYED_HZ, mixed
from audio.sound_keeper import SoundKeeper
from audio.speech import SpeechStarted, SpeechStopped
from coaching.coach import Coach
from coaching.conversation import Heard
from coaching.listeners.ear import Ear
from coaching.prep import PrepCard
from models.catalog import ModelUnavailable
from models.hearing import RecogniserDied
from models.words import SettledWords, Word

EAR = Ear()


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.db")


def a_coach(prep: PrepCard) -> Coach:
    return Coach(prep, EAR, rules=[])


def recording(path: Path, prep: PrepCard, sound_path: Path) -> Iterator[Heard]:
    """Stands for sound: half a call, then whatever the file's name says."""
    yield SpeechStarted(0.5, Speaker.REP, 0.0)
    yield SpeechStopped(2.0, Speaker.REP, 0.0, 2.0)
    yield SettledWords(2.0, Speaker.REP, (Word("Hello", 0.0, 1.0), Word("there.", 1.0, 2.0)), True)
    if "broken" in path.name:
        raise BadInput(f"{path}: the sound ends in the middle")


def transcript(folder: Path, name: str, text: str) -> Path:
    said = [
        {"speaker": "Sam", "start": 0, "end": 2, "text": text},
        {"speaker": "Dana", "start": 3, "end": 6, "text": "We lose drivers every week."},
    ]
    path = folder / name
    path.write_text("\n".join(map(json.dumps, said)))
    return path


def bring(journal: Journal, *paths: Path) -> list[BroughtIn]:
    return list(bring_in(paths, journal, a_coach, recording, rep_name="Sam"))


def test_transcripts_recordings_and_logs_become_sessions(journal: Journal, tmp_path: Path) -> None:
    first = transcript(tmp_path, "one.jsonl", "Hello Dana.")
    (sound := tmp_path / "two.mp4").write_bytes(b"sound")
    done = bring(journal, first, sound)
    assert [one.outcome for one in done] == [Outcome.NEW, Outcome.NEW]
    rows = {row.id: row for row in journal.sessions()}
    assert [rows[one.session or ""].source for one in done] == ["one.jsonl", "two.mp4"]
    assert not any(row.ended_early for row in rows.values())
    log = log_of(journal, done[0].session or "")
    assert [turn["text"] for turn in log["turns"]] == ["Hello Dana.", "We lose drivers every week."]

    (exported := tmp_path / "three.json").write_text(str(export(log, "json")))
    (again,) = bring(journal, exported)
    assert log_of(journal, again.session or "")["turns"] == log["turns"]


def test_a_session_log_that_comes_from_elsewhere_keeps_its_day(journal: Journal, tmp_path: Path) -> None:
    (one,) = bring(journal, transcript(tmp_path, "one.jsonl", "Hello Dana."))
    log = log_of(journal, one.session or "")
    log["call"]["started"] = "2025-03-04T10:15:00+02:00"
    (exported := tmp_path / "exported.json").write_text(str(export(log, "json")))
    (again,) = bring(journal, exported)
    assert journal.session(again.session or "").started == "2025-03-04T10:15:00+02:00"


def test_a_recording_for_which_something_is_missing_leaves_no_empty_call_behind(
    journal: Journal, tmp_path: Path
) -> None:
    def no_model(path: Path, card: PrepCard, sound_path: Path) -> Events:
        raise ModelUnavailable("the model is not installed")

    (sound := tmp_path / "one.mp4").write_bytes(b"sound")
    with pytest.raises(ModelUnavailable):
        list(bring_in([sound], journal, a_coach, no_model))
    assert journal.sessions() == []


def test_a_transcript_that_names_one_customer_is_a_call_with_them(journal: Journal, tmp_path: Path) -> None:
    (one,) = bring(journal, path := transcript(tmp_path, "one.jsonl", "Hello."))
    assert journal.session(one.session or "").customer == "Dana"
    (many := tmp_path / "two.jsonl").write_text(path.read_text() + "\n" + path.read_text().replace("Dana", "Lee"))
    (two,) = bring(journal, many)
    assert journal.session(two.session or "").customer == ""


def test_the_same_call_is_brought_in_once_under_whatever_name(journal: Journal, tmp_path: Path) -> None:
    (first,) = bring(journal, transcript(tmp_path, "one.jsonl", "Hello."))
    (again,) = bring(journal, transcript(tmp_path, "copy.jsonl", "Hello."))
    assert (again.outcome, again.session) == (Outcome.ALREADY_THERE, first.session)
    assert len(journal.sessions()) == 1


def test_a_bad_file_is_refused_with_a_reason_and_the_rest_go_on(journal: Journal, tmp_path: Path) -> None:
    (bad := tmp_path / "bad.jsonl").write_text("nonsense")
    (broken := tmp_path / "broken.wav").write_bytes(b"half")
    good = transcript(tmp_path, "good.jsonl", "Hello.")
    done = bring(journal, bad, tmp_path / "missing.vtt", broken, good)
    assert [one.outcome for one in done] == [Outcome.REFUSED] * 3 + [Outcome.NEW]
    for one in done[:3]:
        assert one.reason.startswith(str(one.path))
        assert "\n" not in one.reason
    assert len(journal.sessions()) == 1, "half a call is not left lying about"


def test_a_recording_that_nothing_can_read_is_refused_and_the_rest_go_on(journal: Journal, tmp_path: Path) -> None:
    def unreadable(path: Path, card: PrepCard, sound_path: Path) -> Events:
        yield from recording(path, card, sound_path)
        raise RecogniserDied("no memory")

    (sound := tmp_path / "one.mp4").write_bytes(b"sound")
    good = transcript(tmp_path, "good.jsonl", "Hello.")
    done = list(bring_in([sound, good], journal, a_coach, unreadable, rep_name="Sam"))
    assert [one.outcome for one in done] == [Outcome.REFUSED, Outcome.NEW]
    assert done[0].reason == f"{sound}: no memory"
    assert len(journal.sessions()) == 1


def test_what_was_broken_off_is_done_again(journal: Journal, tmp_path: Path) -> None:
    path = transcript(tmp_path, "one.jsonl", "Hello.")

    def dies(_: PrepCard) -> Coach:
        coach = a_coach(PrepCard())
        coach.hear = lambda event: (_ for _ in ()).throw(KeyboardInterrupt)  # type: ignore[method-assign]
        return coach

    with pytest.raises(KeyboardInterrupt):
        list(bring_in([path], journal, dies, recording, rep_name="Sam"))
    assert [row.ended_early for row in journal.sessions()] == [True]
    (done,) = bring(journal, path)
    assert done.outcome is Outcome.NEW
    assert [row.ended_early for row in journal.sessions()] == [False]


class Deaf:
    """Stands for a transcriber: it writes nothing down."""

    def hear(self, event: object) -> None: ...

    def flush(self, at_s: float) -> None: ...

    def next_pass(self, now_s: float) -> None:
        return None


@pytest.mark.parametrize("kept", [True, False])
def test_a_recordings_sound_is_kept_only_if_the_rep_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    recording = tmp_path / "call.opus"
    keeper = SoundKeeper(recording, waits=True)
    for step in range(60):
        for speaker in Speaker:
            level = 0.1 if speaker is Speaker.REP else 0.2
            keeper.hear(Frame(speaker, step * FRAME_S, np.full(FRAME_SAMPLES, level, np.float32)))
    keeper.close()
    monkeypatch.setattr(bring_in_command, "make_transcriber", lambda *_: Deaf())
    monkeypatch.setattr(bring_in_command, "make_ear", lambda *_: EAR)
    assert run(["bring-in", str(recording), *(["--keep-sound"] if kept else [])]) == 0
    journal = Journal(journal_path())
    path = journal.sound_path(journal.find("latest"))
    assert path.exists() is kept
    if kept:
        assert sum(len(samples) for _, samples in mixed(path, 0.0)) / PLAYED_HZ == pytest.approx(60 * FRAME_S, abs=0.05)
