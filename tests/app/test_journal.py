"""A session is kept as it happens, found again, and deleted for good."""

from __future__ import annotations

import os
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal import Journal, JournalError, NoSuchSession, log_of
from app.journal.codec import event_types
from app.journal.events import Bookmark, Feedback
from audio.frames import Speaker
from audio.health import SourceLost
from audio.speech import SpeechStarted, SpeechStopped
from coaching.heard import PlannedQuestion, Purpose, QuestionStatus, Signal, SignalKind
from coaching.nudge import Barrier, Ending, Nudge, NudgeEnded, NudgeRaised, Pillar, Quote
from coaching.prep import CallKind, PrepCard
from coaching.session_log import CallInfo
from coaching.tick import Tick
from models.words import SettledWords, TentativeWords, Word

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
START = datetime(2026, 11, 24, 8, 48, 30, tzinfo=UTC)
CALL = CallInfo(START, "discovery", "demo call")
CARD = PrepCard(customer="Dana Ruiz", company="Northwind", kind=CallKind.DEMO, questions=("Who else decides?",))


def said(speaker: Speaker, start_s: float, text: str, *, final: bool = True) -> SettledWords:
    words = tuple(Word(word, start_s + i, start_s + i + 0.5, 0.9) for i, word in enumerate(text.split()))
    return SettledWords(start_s + len(words), speaker, words, final)


QUOTE = Quote(CUSTOMER, 1.0, 2.0, "we lose “drivers”")
HAPPENED = [
    SpeechStarted(1.2, CUSTOMER, 1.0),
    SpeechStopped(4.6, CUSTOMER, 1.0, 4.0),
    said(CUSTOMER, 1.0, "We lose drivers at the gate."),
    Signal(1.0, 2.0, 5.0, SignalKind.NEED, Purpose.PROBLEM, "We lose drivers.", "lose drivers"),
    PlannedQuestion("Who else decides?", QuestionStatus.ANSWERED, False, 4.0, "my boss"),
    NudgeRaised(
        6.0, Nudge(1, 5.5, "pace", Barrier.PRIDE, Pillar.DIALOGUE, "Slow down.", "190 words", (QUOTE,), None, False)
    ),
    NudgeEnded(7.0, 1, Ending.PUT_RIGHT),
    SourceLost(8.0, REP, "No microphone is connected."),
    Bookmark(9.0, "price"),
    Feedback(9.5, 1, False),
]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "kept" / "journal.db")


def write(journal: Journal, *events: object, call: CallInfo = CALL, end_s: float | None = 10.0) -> str:
    with journal.begin(call, CARD, {"live": True}) as writer:
        for event in events:
            writer.append(event)
        if end_s is not None:
            writer.end(end_s)
    return writer.id


def test_what_happened_is_read_back_the_same_and_in_order(journal: Journal) -> None:
    id = write(journal, *HAPPENED)
    assert journal.events(id) == HAPPENED
    assert journal.prep(id) == CARD
    assert journal.settings(id) == {"live": True}
    row = journal.session(id)
    assert (row.customer, row.company, row.duration_s, row.ended_early, row.live) == (
        "Dana Ruiz",
        "Northwind",
        10.0,
        False,
        False,
    )
    assert id.startswith("2026-11-24-0848-")


def test_tentative_words_and_ticks_are_not_kept(journal: Journal) -> None:
    id = write(journal, TentativeWords(1.0, REP, ()), Tick(1.0))
    assert journal.events(id) == []
    assert journal.session(id).duration_s == 10.0


def test_an_empty_journal_is_empty_and_not_an_error(journal: Journal) -> None:
    assert journal.sessions() == []
    assert journal.latest is None
    assert journal.search("anything") == []
    with pytest.raises(NoSuchSession, match="no session yet"):
        journal.find("latest")


def test_a_session_that_stopped_without_an_end_is_ended_early(journal: Journal) -> None:
    id = write(journal, *HAPPENED, end_s=None)
    assert (journal.session(id).ended_early, journal.session(id).duration_s) == (True, 9.5)
    assert journal.call(id).ended_early


def test_a_running_session_is_live_and_can_be_read_while_it_runs(journal: Journal) -> None:
    with journal.begin(CALL, CARD, {}) as writer:
        writer.append(HAPPENED[0])
        while writer.unsaved or not journal.sessions():
            threading.Event().wait(0.01)
        (row,) = journal.sessions()
        assert (row.live, row.ended_early) == (True, False)
        assert journal.events(writer.id) == HAPPENED[:1]
        with pytest.raises(Exception, match="still running"):
            journal.delete(writer.id)
        writer.end(2.0)
    assert not journal.sessions()[0].live


def test_many_threads_may_append(journal: Journal) -> None:
    with journal.begin(CALL, CARD, {}) as writer:
        threads = [
            threading.Thread(target=lambda: [writer.append(Bookmark(float(i))) for i in range(200)]) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        writer.end(1.0)
    assert len(journal.events(writer.id)) == 800
    assert writer.lost == writer.unsaved == 0


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_nobody_else_can_read_it(journal: Journal) -> None:
    with journal.begin(CALL, CARD, {}) as writer:
        writer.append(HAPPENED[0])
        writer.end(1.0)
        journal.sessions()
        seen = list(journal.path.parent.rglob("*"))
        assert journal.path in seen
        for path in [journal.path.parent, *seen]:
            private = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == private, path


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_running_sessions_side_files_are_private_too(journal: Journal) -> None:
    with journal.begin(CALL, CARD, {}):
        while not journal.sessions():
            threading.Event().wait(0.01)
        side_files = [path for path in journal.path.parent.iterdir() if path != journal.path]
        assert {path.name for path in side_files} >= {"journal.db-wal", "journal.db-shm", "journal.db.live"}
        assert all(stat.S_IMODE(p.stat().st_mode) == (0o700 if p.is_dir() else 0o600) for p in side_files)


def test_sessions_are_found_by_id_by_its_beginning_and_as_latest(journal: Journal) -> None:
    first = write(journal)
    second = write(journal, call=CallInfo(START - timedelta(days=400), "demo", "clock set back"))
    assert journal.latest == journal.find("latest") == second
    assert [row.id for row in journal.sessions()] == [second, first]
    assert journal.find(first[:12]) == journal.find(first) == first
    with pytest.raises(NoSuchSession, match=r'No session is called "2026-11-24-0849".*Did you mean 2026-11-24-0848'):
        journal.find("2026-11-24-0849")
    with pytest.raises(NoSuchSession, match='More than one session begins with "202"'):
        journal.find("202")
    for ask in (journal.events, journal.session, journal.prep, journal.delete):
        with pytest.raises(NoSuchSession, match="nowhere"):
            ask("nowhere")


def test_search_finds_words_in_any_form_over_all_calls(journal: Journal) -> None:
    one = write(journal, said(CUSTOMER, 3.0, "Trucks were waiting at the gate."), said(REP, 9.0, "Café hours?"))
    two = write(journal, said(REP, 1.0, "How long", final=False), said(REP, 3.0, "does a truck wait?"))
    assert [(hit.id, hit.speaker, hit.start_s) for hit in journal.search("truck WAIT")] == [
        (two, REP, 1.0),
        (one, CUSTOMER, 3.0),
    ]
    assert journal.search("cafe")[0].text == "Café hours?"
    assert [hit.id for hit in journal.search("gat")] == [one]
    assert journal.search("truck helicopter") == []


@pytest.mark.parametrize(
    "query", ["", '"', '" OR 1', "text:", "NEAR(a b)", "AND", "NOT a", "*", "a* OR", "(", "\x00", "\ud800", "é" * 9999]
)
def test_any_text_is_a_good_query(journal: Journal, query: str) -> None:
    write(journal, said(REP, 0.0, "hello there"))
    assert journal.search(query) == []


@given(st.text(max_size=30))
def test_no_query_ever_fails(tmp_path_factory: pytest.TempPathFactory, query: str) -> None:
    journal = Journal(tmp_path_factory.getbasetemp() / "queries.db")
    if not journal.sessions():
        write(journal, said(REP, 0.0, "hello there and not or near"))
    journal.search(query)


def test_a_deleted_session_leaves_no_word_behind(journal: Journal) -> None:
    kept = write(journal, said(REP, 0.0, "umbrella weather"))
    gone = write(journal, said(REP, 0.0, "xylophone lessons"), said(CUSTOMER, 5.0, "zeppelin " * 50))
    journal.delete(gone)
    assert [row.id for row in journal.sessions()] == [kept]
    assert journal.search("xylophone") == []
    assert journal.search("umbrella")
    left = b"".join(path.read_bytes() for path in journal.path.parent.rglob("*") if path.is_file())
    for word in (b"xylophon", b"zeppelin", gone.encode()):
        assert word not in left


def test_a_deleted_session_gives_its_room_back(journal: Journal) -> None:
    kept = write(journal, said(REP, 0.0, "umbrella weather"))
    small = journal.path.stat().st_size
    gone = write(journal, *(said(REP, float(i), "xylophone lessons " * 20) for i in range(0, 4000, 40)))
    journal.delete(gone)
    assert journal.path.stat().st_size <= small + 40_000
    assert journal.events(kept)


def test_old_sessions_are_deleted_by_age_and_all_at_once(journal: Journal) -> None:
    write(journal, call=CallInfo(START - timedelta(days=91), "demo", ""))
    kept = write(journal, call=CallInfo(START - timedelta(days=89), "demo", ""))
    assert journal.delete_older(90, START) == 1
    assert [row.id for row in journal.sessions()] == [kept]
    assert journal.delete_all() == 1
    assert journal.sessions() == []
    assert journal.delete_all() == 0


def test_kept_sound_goes_with_its_session(journal: Journal) -> None:
    old = write(journal, call=CallInfo(START - timedelta(days=91), "demo", ""))
    gone, kept = write(journal), write(journal)
    journal.sound_path(old).parent.mkdir()
    for id in (old, gone, kept, "2026-11-24-0848-zzzz"):
        journal.sound_path(id).write_bytes(b"sound")
    journal.delete_older(90, START)
    assert not journal.sound_path(old).exists()
    assert not journal.sound_path("2026-11-24-0848-zzzz").exists(), "no session knows of it"
    journal.delete(gone)
    assert not journal.sound_path(gone).exists()
    assert journal.sound_path(kept).read_bytes() == b"sound"


def test_sound_that_cannot_be_deleted_keeps_its_session(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    id = write(journal)

    def in_use(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", in_use)
    with pytest.raises(JournalError, match=r"the sound cannot be deleted: in use. Stop playing it"):
        journal.delete(id)
    assert [row.id for row in journal.sessions()] == [id]


def test_feedback_can_be_added_in_the_review(journal: Journal) -> None:
    id = write(journal, *HAPPENED)
    journal.add(id, Feedback(5.5, 1, True, "fair enough"))
    assert journal.events(id)[-1] == Feedback(5.5, 1, True, "fair enough")


def test_an_event_of_another_version_is_left_out_with_a_note(
    journal: Journal, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = write(journal, HAPPENED[0], Bookmark(2.0))
    known = {name: cls for name, cls in event_types().items() if name != "Bookmark"}
    monkeypatch.setattr("app.journal.codec.event_types", lambda: known)
    assert journal.events(id) == HAPPENED[:1]
    assert "Bookmark" in caplog.text


def test_only_events_are_taken(journal: Journal) -> None:
    with journal.begin(CALL, CARD, {}) as writer, pytest.raises(TypeError, match="not an event"):
        writer.append("hello")


def test_the_session_log_is_computed_from_the_journal_alone(journal: Journal) -> None:
    log = log_of(journal, write(journal, *HAPPENED))
    assert log["call"]["customer"] == "Dana Ruiz"
    assert log["call"]["duration_s"] == 10.0
    assert log["turns"][0]["text"] == "We lose drivers at the gate."
    assert log["bookmarks"] == [{"event": "Bookmark", "at": 9.0, "note": "price"}]
    assert log["feedback"] == [{"event": "Feedback", "at": 9.5, "nudge_id": 1, "fair": False, "note": ""}]
