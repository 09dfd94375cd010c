"""Widgets are tested without a screen; tests marked `windows` start one of their own, in other processes."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.overlay import panel
from app.overlay.window import Overlay


class Clock:
    """Motion's clock, moved by the test."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class Paints(QObject):
    """Counts what is painted of the widgets it is put on."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.count = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def overlay(qtbot: QtBot, clock: Clock) -> Iterator[Overlay]:
    overlay = Overlay(now=clock)
    qtbot.addWidget(overlay)
    overlay.set_dark(True)
    overlay.show()
    yield overlay
    overlay.hide()


def button(overlay: Overlay, name: str) -> QAbstractButton:
    found = [one for one in overlay.findChildren(QAbstractButton) if one.accessibleName() == name and one.isVisible()]
    assert found, f"no visible button is called {name!r}"
    return found[0]


def click(overlay: Overlay, name: str) -> None:
    QTest.mouseClick(button(overlay, name), Qt.MouseButton.LeftButton)


def keyboard(overlay: Overlay) -> None:
    overlay.findChild(panel.Panel).set_keyboard(True)
