"""A call whose sound was kept is heard from any point of it, and the review moves along."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.journal import Journal
from app.review import playback as playback_module
from app.review.header import PILLARS
from app.review.overview import Overview
from app.review.timeline_paint import FAR_Y
from app.review.window import ReviewWindow
from audio.frames import FRAME_S, FRAME_SAMPLES, Frame, Samples, Speaker
from audio.output import CannotPlay
from audio.player import Player
from audio.sound_keeper import SoundKeeper
from tests.app.review.conftest import SAID

Open = Callable[..., ReviewWindow]
BLOCKS_PER_S = 50


class Loudspeaker:
    """Takes as many blocks of 20 ms as the test gives it room for."""

    def __init__(self) -> None:
        self.room = threading.Semaphore(0)

    def write(self, samples: Samples) -> None:
        self.room.acquire(timeout=0.2)

    def drain(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def loudspeaker(monkeypatch: pytest.MonkeyPatch) -> Loudspeaker:
    made = Loudspeaker()
    monkeypatch.setattr(playback_module, "Player", lambda path: Player(path, lambda rate_hz, what: made))
    return made


@pytest.fixture
def sound(journal: Journal) -> Path:
    """126 s of hum, kept with the call."""
    path = journal.sound_path(journal.find("latest"))
    keeper = SoundKeeper(path, waits=True)
    hum = np.sin(np.arange(FRAME_SAMPLES)).astype(np.float32) * 0.1
    for step in range(round(126 / FRAME_S)):
        for speaker in Speaker:
            keeper.hear(Frame(speaker, step * FRAME_S, hum))
    keeper.close()
    return path


def overview(window: ReviewWindow) -> Overview:
    assert isinstance(window.page, Overview)
    return window.page


def test_without_kept_sound_there_is_nothing_to_play(open_review: Open) -> None:
    assert overview(open_review()).playback is None


def test_it_plays_from_where_the_timeline_stands_and_words_and_timeline_move_along(
    open_review: Open, qtbot: QtBot, sound: Path, loudspeaker: Loudspeaker
) -> None:
    page = overview(open_review())
    assert page.playback is not None
    page.go_to(36.0)
    qtbot.mouseClick(page.playback.button, Qt.MouseButton.LeftButton)
    assert page.playback.button.text() == "Pause"
    loudspeaker.room.release(2 * BLOCKS_PER_S)
    qtbot.waitUntil(lambda: (page.timeline.cursor_s or 0) > 37.5)
    assert page.timeline.cursor_s < 38.6  # type: ignore[operator]
    assert page.words.rows.currentIndex().data() == SAID[3].text
    qtbot.mouseClick(page.playback.button, Qt.MouseButton.LeftButton)
    assert page.playback.button.text() == "Play"
    stands_s = page.timeline.cursor_s
    loudspeaker.room.release(100)
    qtbot.wait(80)
    assert page.timeline.cursor_s == stands_s


def test_a_click_on_the_timeline_or_on_words_jumps_there(
    open_review: Open, qtbot: QtBot, sound: Path, loudspeaker: Loudspeaker
) -> None:
    page = overview(open_review())
    assert page.playback is not None
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_Space)
    assert page.playback.playing
    qtbot.mouseClick(
        page.timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(page.timeline.scale.x(108.0)), FAR_Y + 5)
    )
    qtbot.waitUntil(lambda: page.timeline.cursor_s is not None and 105.0 <= page.timeline.cursor_s < 106.0)
    index = page.words.model.index(1)
    page.words.rows.scrollTo(index)
    qtbot.mouseClick(
        page.words.rows.viewport(), Qt.MouseButton.LeftButton, pos=page.words.rows.visualRect(index).center()
    )
    qtbot.waitUntil(lambda: page.timeline.cursor_s is not None and 6.0 <= page.timeline.cursor_s < 7.0)
    assert page.playback.playing
    qtbot.keyClick(page.timeline, Qt.Key.Key_Space)
    assert not page.playback.playing


def test_it_stops_with_the_page_and_the_window(
    open_review: Open, qtbot: QtBot, sound: Path, loudspeaker: Loudspeaker
) -> None:
    window = open_review()
    page = overview(window)
    assert page.playback is not None
    page.playback.play(10.0)
    window.show_page(PILLARS)
    assert not page.playback.playing
    window.go_to(20.0)
    page.playback.play(10.0)
    window.close()
    assert not page.playback.playing


def test_a_loudspeaker_that_is_missing_is_said(
    open_review: Open, qtbot: QtBot, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(rate_hz: int, what: str) -> Loudspeaker:
        raise CannotPlay("The sound server is not running, or has no output.")

    monkeypatch.setattr(playback_module, "Player", lambda path: Player(path, none))
    window = open_review()
    page = overview(window)
    assert page.playback is not None
    page.playback.play(0.0)
    qtbot.waitUntil(lambda: window.header._said.text() == "The sound server is not running, or has no output.")
    assert page.playback.button.text() == "Play"
