"""The first minutes with Courtside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.desktop import Desktop
from app.desktop.welcome import Welcome
from app.journal import Journal, log_of
from app.places import journal_path
from app.view import Phase
from audio.frames import Speaker
from audio.health import SourceLost
from models.speed import Speeds
from tests.app.desktop.conftest import Sounds

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def welcome(desktop: Desktop) -> Welcome:
    desktop.memory.change(welcomed=False)
    desktop.orders.give("start")
    shown = desktop.windows.welcome
    assert shown is not None
    assert shown.isVisible()
    return shown


def click(window: QWidget, name: str) -> None:
    [found] = [one for one in window.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def read(window: QWidget) -> str:
    return " | ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def test_where_only_the_coachs_model_is_missing_no_better_one_for_words_is_promised(desktop: Desktop) -> None:
    desktop.windows.open_welcome()
    assert desktop.windows.welcome is not None
    desktop.windows.welcome.offer(("sentence",), 91.0)
    assert desktop.windows.welcome.words.detail.endswith("Another one helps the coach understand.")
    desktop.windows.welcome.offer(("base.en", "sentence"), 236.0)
    assert desktop.windows.welcome.words.detail.endswith("This machine keeps up with a better one.")


def test_the_first_start_comes_to_it_and_nothing_listens_yet(welcome: Welcome, sounds: Sounds) -> None:
    assert sounds.made == []
    assert "Nothing is sent anywhere." in read(welcome)
    assert "on this machine only" in read(welcome)


def test_both_sides_are_checked_off_as_they_are_heard(welcome: Welcome, sounds: Sounds, until: Until) -> None:
    click(welcome, "Check the sound")
    [sound] = sounds.made
    sound.devices = {Speaker.REP: "USB headset", Speaker.CUSTOMER: "Speakers"}
    until(lambda: "USB headset" in read(welcome))
    assert not welcome.you.done
    assert not welcome.them.done

    sound.levels[Speaker.REP] = 0.1
    until(lambda: welcome.you.done)
    assert not welcome.them.done
    assert welcome.you.detail == "Heard you: USB headset."

    sound.levels[Speaker.CUSTOMER] = 0.1
    until(lambda: welcome.them.done)
    assert welcome.them.detail == "Heard the call: Speakers."


def test_a_side_that_is_missing_says_why(welcome: Welcome, sounds: Sounds, until: Until) -> None:
    click(welcome, "Check the sound")
    sounds.made[0].news.append(SourceLost(0.0, Speaker.REP, "No microphone is connected."))
    until(lambda: welcome.you.detail == "No microphone is connected.")
    assert not welcome.you.done


def test_the_check_gives_the_devices_back(welcome: Welcome, sounds: Sounds, until: Until) -> None:
    click(welcome, "Check the sound")
    until(lambda: sounds.made[0].is_open)
    click(welcome, "Stop the check")
    until(lambda: not sounds.made[0].is_open)
    click(welcome, "Check the sound")
    until(lambda: sounds.made[1].is_open)
    welcome.close()
    until(lambda: not sounds.made[1].is_open)


def test_agreed_here_is_not_asked_again_and_stands_in_the_log(
    desktop: Desktop, welcome: Welcome, sounds: Sounds, until: Until
) -> None:
    click(welcome, "They agreed")
    assert "Said and confirmed at" in read(welcome)
    click(welcome, "Check the sound")
    click(welcome, "Start listening")

    until(lambda: desktop.view.phase is Phase.LIVE and desktop.calls.current)
    assert not welcome.isVisible()
    until(lambda: not sounds.made[0].is_open)
    desktop.orders.give("end")
    until(lambda: not desktop.calls.going_on)
    journal = Journal(journal_path())
    assert log_of(journal, journal.find("latest"))["consent"][0]["agreed"] is True


def test_agreed_here_then_a_prep_card_is_not_asked_again(desktop: Desktop, welcome: Welcome, until: Until) -> None:
    click(welcome, "They agreed")
    click(welcome, "Fill a prep card first")
    assert desktop.windows.prep is not None
    click(desktop.windows.prep, "Start the call")
    assert desktop._sheet is None
    until(lambda: desktop.calls.current)


def test_what_was_agreed_for_one_call_is_asked_again_for_the_next(
    desktop: Desktop, welcome: Welcome, until: Until
) -> None:
    click(welcome, "They agreed")
    click(welcome, "Start listening")
    until(lambda: desktop.calls.current)
    desktop.orders.give("end")
    until(lambda: not desktop.calls.going_on)

    desktop.windows.open_welcome()  # "Check the sound" in the settings
    assert not welcome.told.done
    click(welcome, "Start listening")

    assert desktop._sheet is not None
    desktop._sheet.reject()


def test_a_call_that_is_recorded_is_asked_about_in_those_words(desktop: Desktop, welcome: Welcome) -> None:
    desktop.settings.change("keep_sound", True)
    click(welcome, "They agreed")
    click(welcome, "Start listening")
    assert desktop._sheet is not None
    assert "recording" in read(desktop._sheet)
    desktop._sheet.reject()


def test_before_the_check_no_level_is_claimed(desktop: Desktop, welcome: Welcome, until: Until) -> None:
    def seen() -> set[str]:
        picture = welcome.court.grab().toImage()
        columns = range(picture.width() // 2 - 4, picture.width() // 2 + 4)
        return {picture.pixelColor(x, y).name() for x in columns for y in range(picture.height())}

    colors = {desktop.theme.palette.amber_fill.lower(), desktop.theme.palette.blue_fill.lower()}
    assert not colors & seen()
    click(welcome, "Check the sound")
    until(lambda: colors <= seen())
    click(welcome, "Stop the check")
    assert not colors & seen()


def test_not_agreed_yet_is_asked_before_anything_is_heard(desktop: Desktop, welcome: Welcome, sounds: Sounds) -> None:
    click(welcome, "Start listening")
    assert desktop._sheet is not None
    assert sounds.made == []
    desktop._sheet.reject()


def test_it_comes_only_once(desktop: Desktop, welcome: Welcome) -> None:
    welcome.close()
    desktop.orders.give("start")
    assert not welcome.isVisible()
    assert desktop._sheet is not None
    desktop._sheet.reject()


def test_a_better_model_is_offered_fetched_with_progress_and_then_used(
    desktop: Desktop, welcome: Welcome, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    got: list[str] = []

    def get(name: str, progress: Callable[[int, int | None], None]) -> None:
        progress(90_000_000, 148_000_000)
        got.append(name)

    measured: list[bool] = []
    monkeypatch.setattr(desktop.models, "get", get)
    monkeypatch.setattr(desktop.models, "find", lambda name: name if name in got else None)
    monkeypatch.setattr(Speeds, "measure", lambda self: measured.append(True))
    welcome.offer(("base.en",), 148.0)
    seen: list[str] = []
    desktop.fetch.moved.connect(lambda *_: seen.append(read(welcome)))

    click(welcome, "Get it (148 MB)")

    until(lambda: welcome.words.done)
    assert "90 of 148 MB. You can start without it." in seen[0]
    assert got == ["base.en"]
    assert desktop.settings.settings.model == "auto"
    until(lambda: measured == [True])


@pytest.mark.parametrize(
    ("pass_s", "offered"),
    [(0.05, ("base.en", "sentence")), (5.0, ("tiny.en", "sentence")), (None, ("tiny.en", "sentence"))],
)
def test_what_is_offered_is_what_the_machine_keeps_up_with_and_lacks(
    desktop: Desktop, welcome: Welcome, pass_s: float | None, offered: tuple[str, ...]
) -> None:
    desktop.windows._on_measured(pass_s)
    assert welcome.better == offered


def test_a_model_that_cannot_be_fetched_says_why_and_can_be_tried_again(
    desktop: Desktop, welcome: Welcome, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    def get(name: str, progress: object) -> None:
        raise OSError("The network cannot be reached.")

    monkeypatch.setattr(desktop.models, "get", get)
    welcome.offer(("base.en",), 148.0)
    click(welcome, "Get it (148 MB)")
    until(lambda: "The network cannot be reached." in read(welcome))
    click(welcome, "Get it (148 MB)")
    until(lambda: desktop.fetch.part is None)
