"""What holds for every window: names for screen readers, an order for Tab, and no text cut in long languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.desktop import text
from app.desktop.coach_page import RuleRow
from app.desktop.consent import ConsentSheet
from app.desktop.desktop import Desktop
from audio.devices import Device
from audio.frames import Speaker
from coaching.catalog import rule_types
from coaching.prep import CallKind, PrepCard
from tests.app import long_words
from tests.app.long_words import assert_nothing_is_cut, assert_passes_at_200_percent

CARD = PrepCard(
    "Ines Okafor, COO",
    "Larkfield Dairy",
    CallKind.DISCOVERY,
    30,
    ("Berth", "dock scheduling"),
    ("six depots", "Hexham opened in May", "summer peak from June"),
    ("the pilot that stalled in 2023",),
    ("How long does a truck wait at the gate, from the moment it arrives until it is let in?", "Who else decides?"),
)
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QListWidget)
PAGES = ("Sound", "Words", "Coach", "Look", "Keys", "Privacy")
MODULES = (
    *("consent", "welcome", "step", "prep_window", "prep_editor", "settings_window", "settings_page"),
    *("coach_page", "sound_page", "words_page", "keys_page", "privacy_page", "encryption_row"),
)
WINDOWS = ("welcome", "prep", "consent", *(f"settings {page}" for page in PAGES))


@pytest.fixture
def opened(desktop: Desktop, qtbot: QtBot) -> Iterator[Callable[[str], QWidget]]:
    """Opens one of WINDOWS as a rep would find it."""
    shown: list[QWidget] = []

    def open_one(name: str) -> QWidget:
        desktop.memory.change(card=desktop.cards.save(CARD, "ines"))
        window: QWidget | None
        if name == "welcome":
            desktop.windows.open_welcome()
            window = desktop.windows.welcome
            assert desktop.windows.welcome is not None
            desktop.windows.welcome.offer(("base.en",), 148.0)
        elif name == "prep":
            desktop.windows.open_prep()
            window = desktop.windows.prep
            assert desktop.windows.prep is not None
            desktop.windows.prep.editor.time.setText("half an hour")
        elif name == "consent":
            window = ConsentSheet(desktop.theme, "Ines Okafor, Larkfield Dairy")
            window.show()
        else:
            desktop.windows.open_settings(name.split()[1])
            window = desktop.windows.settings
            assert desktop.windows.settings is not None
            if name == "settings Coach":  # its rows come a few at a time
                qtbot.waitUntil(lambda: len(window.findChildren(RuleRow)) == len(rule_types()))  # type: ignore[union-attr]
            for row in desktop.windows.settings.findChildren(RuleRow)[:3]:
                row.toggle()
            desktop.windows.settings.show_devices([Device(Speaker.REP, "a", "Built-in microphone", True)])
        assert window is not None
        shown.append(window)
        QTest.qWait(150)
        return window

    yield open_one
    for one in shown:
        one.close()


def controls(window: QWidget) -> list[QWidget]:
    return [
        one
        for one in window.findChildren(QWidget)
        if isinstance(one, CONTROLS)
        and one.isVisible()
        and not isinstance(one.parent(), QAbstractSpinBox | QComboBox)
        and one.objectName() != "qt_spinbox_lineedit"
    ]


@pytest.mark.parametrize("name", WINDOWS)
def test_every_control_has_a_name_and_takes_the_keyboard(opened: Callable[[str], QWidget], name: str) -> None:
    found = controls(opened(name))
    assert found
    assert [repr(one) for one in found if not one.accessibleName()] == []
    lost = [one for one in found if one.isEnabled() and not reachable(one)]
    assert [one.accessibleName() for one in lost] == []


def reachable(control: QWidget) -> bool:
    """By Tab, or by the arrow keys from another one of its group."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    members = group.buttons() if group is not None else [control]
    return any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in members)


@pytest.mark.parametrize("name", WINDOWS)
def test_tab_goes_through_every_control_from_top_to_bottom_of_each_column(
    opened: Callable[[str], QWidget], name: str
) -> None:
    window = opened(name)
    wanted = {one for one in controls(window) if one.isEnabled()}
    one: QWidget | None = window.nextInFocusChain()
    chain = []
    while one is not None and one is not window:
        if one in wanted:
            chain.append(one)
        one = one.nextInFocusChain()
    assert set(chain) == wanted

    def row(control: QWidget) -> tuple[int, int]:
        at = control.mapTo(window, QPoint(0, control.height() // 2))
        return at.x(), at.y()

    for before, after in pairwise(chain):
        same_column = abs(row(before)[0] - row(after)[0]) < 20
        assert not same_column or row(before)[1] <= row(after)[1] + 4, (
            f"Tab goes up from {before.accessibleName()!r} to {after.accessibleName()!r}"
        )


@pytest.mark.parametrize("language", ["English", "long"])
@pytest.mark.parametrize("name", WINDOWS)
def test_no_text_is_cut(
    opened: Callable[[str], QWidget], monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    if language == "long":
        lengthen(monkeypatch)
    window = opened(name)
    assert_nothing_is_cut(window)


def lengthen(monkeypatch: pytest.MonkeyPatch) -> None:
    long_words.lengthen(monkeypatch, [f"app.desktop.{name}" for name in MODULES])
    for module in ("segments", "chips", "choosers"):
        monkeypatch.setattr(
            f"app.desktop.{module}.button",
            lambda said, *a, **k: text.button(long_words.longer(said), *a, **k),
            raising=False,
        )


def test_at_200_percent_no_text_is_cut_either() -> None:
    assert_passes_at_200_percent(__file__, "test_no_text_is_cut")
