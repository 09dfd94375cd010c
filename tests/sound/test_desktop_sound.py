"""The desktop with a real sound server: the check, a call with words, and another microphone in the middle of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from app.desktop import long_silence, windows
from app.desktop.desktop import Desktop
from app.journal import Journal, log_of
from app.places import journal_path
from app.view import Phase
from audio.frames import Speaker
from audio.live import SWITCHED_OFF

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PATIENCE_MS = 60_000


@pytest.fixture
def desktop(server, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    monkeypatch.setattr(windows.Windows, "_measure", lambda self: None)
    desktop = Desktop()
    desktop.memory.change(welcomed=True)
    desktop.open()
    yield desktop
    desktop.close()


def begin(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.begin(datetime.now().astimezone())
    qtbot.waitUntil(lambda: desktop.view.rep.heard and desktop.view.call.heard, timeout=PATIENCE_MS)


def end(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.orders.give("end")
    qtbot.waitUntil(lambda: not desktop.calls.going_on, timeout=PATIENCE_MS)


@pytest.mark.model
def test_a_call_is_heard_written_and_saved(server, desktop: Desktop, qtbot: QtBot) -> None:
    begin(desktop, qtbot)
    players = [server.play("mic_in", "rep"), server.play("speakers", "customer")]
    qtbot.waitUntil(lambda: len(desktop.view.last_words) == 2, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: all(player.poll() is not None for player in players), timeout=PATIENCE_MS)
    end(desktop, qtbot)

    assert desktop.view.phase is Phase.ENDED
    journal = Journal(journal_path())
    log = log_of(journal, journal.find("latest"))
    assert {turn["speaker"] for turn in log["turns"]} == {"rep", "customer"}
    assert log["consent"][0]["agreed"] is True


def test_another_microphone_is_heard_as_soon_as_it_is_chosen(server, desktop: Desktop, qtbot: QtBot) -> None:
    server.add_output("wire", "device.description=OtherWire", channels=1)
    names = ["master=wire.monitor", "source_name=headset", "source_properties=device.description=Headset"]
    server.ask("load-module", "module-remap-source", *names)
    begin(desktop, qtbot)
    server.play("wire", "rep")
    qtbot.wait(500)
    assert desktop.view.rep.level < 0.1

    desktop.settings.change("microphone", "headset")

    qtbot.waitUntil(lambda: desktop.view.rep.level > 0.3, timeout=PATIENCE_MS)
    end(desktop, qtbot)


def test_a_side_is_switched_off_and_on_in_a_call(server, desktop: Desktop, qtbot: QtBot) -> None:
    begin(desktop, qtbot)
    for order, side in (("hear-me", "rep"), ("hear-call", "call")):
        assert desktop.orders.give(order).endswith("not heard any more.")
        qtbot.waitUntil(lambda side=side: getattr(desktop.view, side).problem == SWITCHED_OFF, timeout=PATIENCE_MS)
        assert desktop.orders.give(order).endswith("heard again.")
        qtbot.waitUntil(lambda: desktop.view.rep.heard and desktop.view.call.heard, timeout=PATIENCE_MS)
    end(desktop, qtbot)


def test_a_server_that_dies_in_a_call_is_told_on_the_overlay_and_the_gap_is_in_the_log(
    server, desktop: Desktop, qtbot: QtBot
) -> None:
    begin(desktop, qtbot)
    server.kill()
    qtbot.waitUntil(lambda: desktop.view.rep.problem != "" != desktop.view.call.problem, timeout=PATIENCE_MS)
    server.start()
    qtbot.waitUntil(lambda: desktop.view.rep.heard and desktop.view.call.heard, timeout=PATIENCE_MS)
    end(desktop, qtbot)

    journal = Journal(journal_path())
    told = log_of(journal, journal.find("latest"))["sound"]
    for speaker in Speaker:
        mine = [event for event in told if event["speaker"] == speaker]
        assert [mine[0]["lost"], mine[-1]["lost"]] == [True, False]
        assert mine[0]["at"] < mine[-1]["at"]


def test_what_is_said_in_a_pause_is_neither_heard_nor_written(server, desktop: Desktop, qtbot: QtBot) -> None:
    begin(desktop, qtbot)
    desktop.orders.give("pause")
    qtbot.waitUntil(lambda: desktop.view.phase is Phase.PAUSED, timeout=PATIENCE_MS)
    players = [server.play("mic_in", "rep"), server.play("speakers", "customer")]
    qtbot.waitUntil(lambda: all(player.poll() is not None for player in players), timeout=PATIENCE_MS)
    desktop.orders.give("pause")
    qtbot.waitUntil(lambda: desktop.view.phase is Phase.LIVE, timeout=PATIENCE_MS)
    end(desktop, qtbot)

    journal = Journal(journal_path())
    log = log_of(journal, journal.find("latest"))
    assert log["turns"] == []


def test_a_call_that_nobody_ends_asks_and_then_ends_and_is_saved(
    server, desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_silence, "SILENT_S", 2.0)
    monkeypatch.setattr(long_silence, "ANSWER_S", 2.0)
    begin(desktop, qtbot)
    qtbot.waitUntil(
        lambda: desktop.view.notice is not None and desktop.view.notice.title == "Is the call over?",
        timeout=PATIENCE_MS,
    )
    qtbot.waitUntil(lambda: not desktop.calls.going_on, timeout=PATIENCE_MS)
    assert desktop.view.phase is Phase.ENDED
    assert len(Journal(journal_path()).sessions()) == 1


def test_the_check_shows_both_levels_and_names_both_devices(server, desktop: Desktop, qtbot: QtBot) -> None:
    desktop.windows.open_welcome()
    welcome = desktop.windows.welcome
    assert welcome is not None
    welcome._on_listen()
    server.play("mic_in", "rep")
    qtbot.waitUntil(lambda: welcome.you.done, timeout=PATIENCE_MS)
    assert not welcome.them.done
    server.play("speakers", "customer")
    qtbot.waitUntil(lambda: welcome.them.done, timeout=PATIENCE_MS)
    assert (welcome.you.detail, welcome.them.detail) == ("Heard you: Microphone.", "Heard the call: Speakers.")
    assert set(welcome._names) == {speaker.value for speaker in Speaker}
