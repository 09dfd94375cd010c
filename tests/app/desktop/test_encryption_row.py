"""The settings say plainly whether calls are encrypted, and change it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.background import Errands
from app.desktop.encryption_row import DECRYPT, ENCRYPT, ENCRYPTED, PLAIN, EncryptionRow
from app.journal import JournalError


class Calls:
    """Stands for a journal: what it does with its file is told elsewhere."""

    encrypted = False
    problem = ""

    def set_encrypted(self, encrypted: bool) -> None:
        if self.problem:
            raise JournalError(self.problem)
        self.encrypted = encrypted


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def row(qtbot: QtBot, calls: Calls) -> EncryptionRow:
    made = EncryptionRow(calls, Errands())  # type: ignore[arg-type]
    qtbot.addWidget(made.button)
    qtbot.addWidget(made.said)
    return made


def test_it_says_how_it_is_and_changes_it_there_and_back(row: EncryptionRow, qtbot: QtBot, calls: Calls) -> None:
    assert (row.said.text(), row.button.text()) == (PLAIN, ENCRYPT)
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: row.said.text() == ENCRYPTED)
    assert row.button.text() == DECRYPT
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: row.said.text() == PLAIN)
    assert not calls.encrypted


def test_what_stands_in_the_way_is_said_and_nothing_is_claimed(row: EncryptionRow, qtbot: QtBot, calls: Calls) -> None:
    calls.problem = "This system has no keyring that could be used."
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: row.said.text() == f"{PLAIN} This system has no keyring that could be used.")
    assert row.button.isEnabled()
