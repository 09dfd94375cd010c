"""What the overlay paints, and when: still when nothing changes, quick when something does."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.look import DARK, LIGHT
from app.overlay import panel
from app.overlay.window import Overlay
from app.view import Ball, Side
from tests.app.overlay.conftest import Clock, Paints, click, keyboard
from tests.app.overlay_states import FULL, LIVE, STATES, THEIRS


def test_nothing_is_painted_when_nothing_changes(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.show_view(LIVE)
    QTest.qWait(300)
    paints = Paints(overlay, *overlay.findChildren(QWidget))

    for i in range(50):
        overlay.show_view(replace(LIVE, at_s=LIVE.at_s + i / 100))
        QTest.qWait(1)

    assert paints.count == 0


def test_a_second_repaints_the_clock_and_not_the_court(overlay: Overlay) -> None:
    overlay.show_view(LIVE)
    QTest.qWait(300)
    court = Paints(overlay.findChild(panel.CourtWidget))
    status = Paints(overlay.findChild(panel.StatusLine))

    overlay.show_view(replace(LIVE, at_s=LIVE.at_s + 1))
    QTest.qWait(20)

    assert (court.count, status.count) == (0, 1)


def test_levels_are_drawn_at_most_15_times_a_second(overlay: Overlay) -> None:
    overlay.show_view(LIVE)
    QTest.qWait(300)
    court = Paints(overlay.findChild(panel.CourtWidget))

    started = time.monotonic()
    for i in range(200):
        overlay.show_view(replace(LIVE, rep=Side(heard=True, level=(i % 10) / 10)))
        QTest.qWait(2)
    passed_s = time.monotonic() - started

    assert 0 < court.count <= passed_s * 15 + 2


def test_the_share_moves_once_a_second(overlay: Overlay, clock: Clock) -> None:
    overlay.show_view(LIVE)
    QTest.qWait(300)
    court = Paints(overlay.findChild(panel.CourtWidget))
    for i in range(20):
        clock.now_s += 0.1
        overlay.show_view(replace(LIVE, talk_share=0.41 + i / 100))
        QTest.qWait(1)

    assert court.count in (2, 3)


def test_a_nudge_is_on_screen_well_within_100_ms(overlay: Overlay) -> None:
    overlay.set_form_open(True)
    overlay.show_view(replace(FULL, nudge=None))
    QTest.qWait(50)
    text = Paints(overlay.findChild(panel.TextPlace))

    started = time.process_time()
    overlay.show_view(FULL)
    while not text.count:
        QTest.qWait(1)

    assert time.process_time() - started < 0.1


def test_no_view_blocks_the_gui_thread(overlay: Overlay) -> None:
    """The longest of all changes takes under 50 ms, painting included."""
    longest = 0.0
    overlay.show_view(FULL)
    keyboard(overlay)
    click(overlay, "Why?")
    overlay.set_form_open(True)
    for view in (*STATES.values(), FULL, THEIRS, FULL):
        started = time.process_time()
        overlay.show_view(view)
        overlay.repaint()
        longest = max(longest, time.process_time() - started)

    assert longest < 0.05


def test_dark_and_light_are_both_painted(overlay: Overlay) -> None:
    overlay.show_view(LIVE)
    grounds = set()
    for dark in (True, False):
        overlay.set_dark(dark)
        image = overlay.grab().toImage()
        grounds.add(image.pixelColor(image.width() // 2, image.height() // 2).name().upper())

    assert grounds == {DARK.panel, LIGHT.panel}


def test_opacity_fades_the_panel_and_stops_at_90_percent(overlay: Overlay) -> None:
    overlay.show_view(THEIRS)
    overlay.set_opacity(0.2)

    image = overlay.grab().toImage()

    assert image.pixelColor(image.width() // 2, image.height() // 2).alphaF() == pytest.approx(0.9, abs=0.01)
    assert max(image.pixelColor(x, 34).alphaF() for x in range(120, 240)) == pytest.approx(1.0)


def test_a_ball_that_crosses_comes_to_rest(overlay: Overlay, clock: Clock) -> None:
    overlay.show_view(LIVE)
    QTest.qWait(100)
    overlay.show_view(replace(LIVE, ball=Ball.CUSTOMER_SPEAKS))
    clock.now_s += 0.3
    QTest.qWait(40)
    court = Paints(overlay.findChild(panel.CourtWidget))
    QTest.qWait(100)

    assert court.count == 0
