"""Earlier calls brought in from the list of calls, as Zoom, Teams and Meet write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from app.bring_in import BroughtIn, Outcome
from app.journal import Journal
from app.review import bringing_in
from app.review.bringing_in import BringingIn, what_came
from app.review.calls_page import BRING_IN, CallsPage
from app.review.header import CALLS
from app.review.window import ReviewWindow
from audio.errors import BadInput
from coaching.listeners.ear import Ear
from coaching.prep import PrepCard
from coaching.session_log import CallInfo

Open = Callable[..., ReviewWindow]

ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
Sam Ortiz: What keeps you busy these days?

2
00:00:05.000 --> 00:00:09.000
Dana Ruiz: We lose drivers at the gate every week.
"""
TEAMS = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Sam Ortiz>What keeps you busy these days?</v>

00:00:05.000 --> 00:00:09.000
<v Lee Wong>Invoices come back twice and nobody knows why.</v>
"""
MEET = """1
00:00:01,000 --> 00:00:04,000
(Sam Ortiz)
What keeps you busy these days?

2
00:00:05,000 --> 00:00:09,000
(Ada Beck)
Our renewals slip every quarter.
"""


@pytest.fixture
def calls(open_review: Open, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> CallsPage:
    monkeypatch.setattr(bringing_in, "make_ear", lambda store, own: ear)
    window = open_review()
    window.show_page(CALLS)
    return window.calls


def files(folder: Path, **named: str) -> list[Path]:
    paths = [folder / name.replace("_", ".") for name in named]
    for path, text in zip(paths, named.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def choose(monkeypatch: pytest.MonkeyPatch, paths: list[Path], rep: str | None) -> list[list[str]]:
    """What the rep answers: these files, this name. Returns the names that were offered."""
    offered: list[list[str]] = []

    def who(parent: Any, title: str, label: str, names: list[str], *_: Any) -> tuple[str, bool]:
        offered.append(names)
        return (rep or "", rep is not None)

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(path) for path in paths], ""))
    monkeypatch.setattr(QInputDialog, "getItem", who)
    return offered


def over(qtbot: QtBot, page: CallsPage) -> str:
    qtbot.waitUntil(lambda: not page.bringing_in.going, timeout=30_000)
    return page.note.text()


def test_transcripts_of_three_programs_come_in_once_the_rep_says_who_they_are(
    calls: CallsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    paths = files(tmp_path, zoom_vtt=ZOOM, teams_vtt=TEAMS, meet_srt=MEET)
    offered = choose(monkeypatch, paths, "Sam Ortiz")
    calls.bring_in.click()
    assert calls.bring_in.text() == "Stop"
    assert over(qtbot, calls) == "3 calls brought in."
    assert calls.bring_in.text() == BRING_IN
    assert offered[0][0] == "Sam Ortiz", "who speaks in most of them is offered first"
    assert {row.title for row in calls.model.rows} >= {"Dana Ruiz", "Lee Wong", "Ada Beck"}
    assert [hit.speaker for hit in journal.search("invoices come back")] == ["customer"]

    calls.bring_in.click()
    assert over(qtbot, calls) == "No call brought in, 3 were here already."


def test_a_file_that_is_no_call_says_why_and_the_rest_come_in(
    calls: CallsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, files(tmp_path, bad_vtt="Sam: hello", zoom_vtt=ZOOM), "Sam Ortiz")
    calls.bring_in.click()
    said = over(qtbot, calls).splitlines()
    assert said[0] == "1 call brought in, 1 refused."
    assert said[1].endswith("bad.vtt, line 1: expected WEBVTT at the start of a .vtt file.")


def test_a_recording_refused_in_the_middle_is_not_left_in_the_list(
    calls: CallsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def events(path: Path, *_: Any) -> Any:
        raise BadInput(f"{path}: both channels hold the same sound")
        yield

    monkeypatch.setattr(bringing_in, "make_transcriber", lambda *_: None)
    monkeypatch.setattr(bringing_in, "recording_events", events)
    choose(monkeypatch, files(tmp_path, zoom_vtt=ZOOM, mixed_mp4=""), "Sam Ortiz")
    calls.bring_in.click()
    assert over(qtbot, calls).startswith("1 call brought in, 1 refused.")
    assert "mixed.mp4" not in {row.title for row in calls.model.rows}
    assert not any(row.flag for row in calls.model.rows)


def test_a_rep_who_does_not_say_who_they_are_brings_nothing_in(
    calls: CallsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    choose(monkeypatch, files(tmp_path, zoom_vtt=ZOOM), None)
    calls.bring_in.click()
    assert not calls.bringing_in.going
    assert len(journal.sessions()) == 1


def test_files_can_be_dropped_on_the_list(
    calls: CallsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    (path,) = files(tmp_path, zoom_vtt=ZOOM)
    choose(monkeypatch, [], "Sam Ortiz")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    calls.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, none))
    assert over(qtbot, calls) == "1 call brought in."
    assert len(journal.sessions()) == 2


def test_what_was_stopped_goes_on_when_the_same_files_are_brought_in_again(
    calls: CallsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    choose(monkeypatch, files(tmp_path, zoom_vtt=ZOOM, teams_vtt=TEAMS), "Sam Ortiz")
    first = calls.bringing_in.came.connect(calls.bringing_in.stop, Qt.ConnectionType.DirectConnection)
    calls.bring_in.click()
    assert over(qtbot, calls) == "1 call brought in. Bring the same files in again, and it goes on."
    calls.bringing_in.came.disconnect(first)
    calls.bring_in.click()
    assert over(qtbot, calls) == "1 call brought in, 1 was here already."
    assert len(journal.sessions()) == 3
    assert not any(row.ended_early for row in journal.sessions())


def test_nothing_is_brought_in_while_a_call_needs_the_machine(
    calls: CallsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    choose(monkeypatch, files(tmp_path, zoom_vtt=ZOOM), "Sam Ortiz")
    from datetime import UTC, datetime

    with journal.begin(CallInfo(datetime.now(UTC), "discovery", "live"), PrepCard(), {}) as writer:
        calls.bring_in.click()
        assert calls.note.text() == "A call is running. Bring these in when it is over."
        assert not calls.bringing_in.going
        writer.end(1.0)


def test_progress_within_a_recording_is_told_and_can_be_stopped(journal: Journal, qtbot: QtBot) -> None:
    bringing = BringingIn(journal)
    told: list[str] = []
    bringing.told.connect(told.append)
    bringing._heard("1 of 2: call.mp4", 30.0, 120.0)
    bringing._heard("1 of 2: call.mp4", 150.0, None)
    assert told == ["1 of 2: call.mp4, 25 %", "1 of 2: call.mp4, 2 min"]
    bringing.stop()
    with pytest.raises(bringing_in._Stopped):
        bringing._heard("1 of 2: call.mp4", 31.0, 120.0)


def test_only_a_few_of_many_refusals_say_why() -> None:
    refused = [BroughtIn(Path("x"), Outcome.REFUSED, reason=f"file {n}: no.") for n in range(9)]
    assert what_came(refused).splitlines() == ["No call brought in, 9 refused.", *(f"file {n}: no." for n in range(4))]
