"""As long as Courtside listens, both levels are in sight, whatever the rep hides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.desktop.desktop import Desktop
from app.overlay.court_widget import CourtWidget
from app.overlay.window import Overlay
from app.view import Phase

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def listening(desktop: Desktop, until: Until) -> Iterator[Desktop]:
    desktop.begin(datetime.now().astimezone())
    until(lambda: desktop.calls.current and desktop.view.phase is Phase.LIVE)
    yield desktop
    desktop.orders.give("end")
    until(lambda: not desktop.calls.going_on)


def seen(overlay: Overlay) -> list[QWidget]:
    """The parts of the panel that are on screen."""
    return [one for one in overlay.findChildren(QWidget) if one.isVisible() and not one.findChildren(QWidget)]


def test_hidden_in_a_call_it_folds_to_the_court_with_both_levels(listening: Desktop) -> None:
    overlay = listening.overlay
    assert listening.orders.give("toggle") == "Folded. The court stays while it listens."
    assert overlay.isVisible()
    assert [type(one) for one in seen(overlay)] == [CourtWidget]
    assert overlay.panel_on_screen().width() < 100

    assert listening.orders.give("toggle") == "Shown."
    assert len(seen(overlay)) > 1
    assert overlay.panel_on_screen().width() == 380


def test_a_click_on_the_court_opens_it_again_and_a_drag_does_not(listening: Desktop) -> None:
    overlay = listening.overlay
    listening.orders.give("toggle")
    QTest.mousePress(overlay, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    QTest.mouseMove(overlay, QPoint(160, 160))
    QTest.mouseRelease(overlay, Qt.MouseButton.LeftButton, pos=QPoint(160, 160))
    assert overlay.folded

    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    assert not overlay.folded


@pytest.mark.parametrize("order", ["show", "keyboard"])
def test_asked_for_it_is_whole_again(listening: Desktop, order: str) -> None:
    listening.orders.give("toggle")
    listening.orders.give(order)
    assert not listening.overlay.folded


def test_after_the_call_it_is_whole_and_can_be_hidden(listening: Desktop, until: Until) -> None:
    listening.orders.give("toggle")
    listening.orders.give("end")
    until(lambda: not listening.calls.going_on)
    assert not listening.overlay.folded
    assert listening.orders.give("toggle") == "Hidden."
    assert not listening.overlay.isVisible()


def test_hidden_before_the_call_it_comes_when_the_call_begins(desktop: Desktop, until: Until) -> None:
    desktop.orders.give("toggle")
    assert not desktop.overlay.isVisible()
    desktop.begin(datetime.now().astimezone())
    assert desktop.overlay.isVisible()
    until(lambda: desktop.calls.current)
    desktop.orders.give("end")
    until(lambda: not desktop.calls.going_on)
