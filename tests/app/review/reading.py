"""How tests read the review window and click in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.review.barriers_page import HeldAndHindered
from app.review.header import PILLARS
from app.review.linked import Linked
from app.review.overview import Overview
from app.review.window import ReviewWindow


def overview(window: ReviewWindow) -> Overview:
    assert isinstance(window.page, Overview)
    return window.page


def pillars(window: ReviewWindow) -> HeldAndHindered:
    window.show_page(PILLARS)
    assert isinstance(window.page, HeldAndHindered)
    return window.page


def words_in(widget: QWidget) -> str:
    return "\n".join(text_of(label) for label in widget.findChildren(QLabel) if not label.isHidden())


def text_of(label: QLabel) -> str:
    return label.plain if isinstance(label, Linked) else label.text()


def seen(window: ReviewWindow, widget: QWidget) -> bool:
    """Within the window, as it opens."""
    top = widget.mapTo(window, QPoint(0, 0)).y()
    return widget.isVisible() and top >= 0 and top + widget.height() <= window.height()


def click(qtbot: QtBot, widget: QWidget, at: QPoint | None = None) -> None:
    if at is None:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    else:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
