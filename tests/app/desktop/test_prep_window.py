"""The prep card's window, by pointer and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.cards import Cards
from app.desktop.prep_window import PrepWindow
from app.desktop.theme import Theme
from coaching.prep import CallKind, PrepCard

INES = PrepCard(
    "Ines Okafor, COO",
    "Larkfield Dairy",
    CallKind.DISCOVERY,
    30,
    ("Berth",),
    ("six depots", "Hexham opened in May"),
    ("the pilot that stalled",),
    ("How long does a truck wait?", "What does it cost?", "Who decides?"),
)


@pytest.fixture
def cards(tmp_path: Path) -> Cards:
    return Cards(tmp_path / "prep")


@pytest.fixture
def window(qtbot: QtBot, cards: Cards) -> PrepWindow:
    cards.save(INES, "ines")
    window = PrepWindow(Theme(dark=True), cards, "ines")
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowExposed(window)
    return window


def click(window: QWidget, name: str) -> None:
    [found] = [one for one in window.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def saved(cards: Cards, name: str = "ines") -> PrepCard:
    found = cards.find(name)
    assert found is not None
    return found.card


def test_a_saved_card_fills_the_form_and_comes_back_unchanged(window: PrepWindow) -> None:
    assert window.editor.card == INES


def test_what_is_typed_saves_itself(window: PrepWindow, cards: Cards, qtbot: QtBot) -> None:
    window.editor.company.clear()
    QTest.keyClicks(window.editor.company, "Larkfield")
    assert not window.editor.time.property("bad")
    qtbot.waitUntil(lambda: saved(cards).company == "Larkfield", timeout=5000)
    assert window._state.text() == "saved"


def test_a_wrong_time_is_said_beside_the_field_and_nothing_is_lost(window: PrepWindow, cards: Cards) -> None:
    window.editor.time.clear()
    QTest.keyClicks(window.editor.time, "half an hour")

    assert "Minutes, please: a number such as 30." in window.editor.time.accessibleDescription()
    assert window.editor.card is None
    assert window._state.text() == "unsaved"
    window.save()
    assert saved(cards) == INES

    starts: list[str] = []
    window.start_requested.connect(starts.append)
    click(window, "Start the call")
    assert starts == []
    assert window.isVisible()

    window.editor.time.setText("45")
    click(window, "Start the call")
    assert starts == ["ines"]
    assert saved(cards).planned_minutes == 45


def test_a_fact_is_added_changed_and_removed_by_keyboard(window: PrepWindow) -> None:
    facts = window.editor.facts
    facts.field.setFocus()
    QTest.keyClicks(facts.field, "  40 trucks ")
    QTest.keyClick(facts.field, Qt.Key.Key_Return)
    assert facts.texts == ("six depots", "Hexham opened in May", "40 trucks")

    first = facts._chips[0]
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert facts.field.text() == "six depots"
    QTest.keyClicks(facts.field, " and one")
    QTest.keyClick(facts.field, Qt.Key.Key_Return)
    assert facts.texts == ("Hexham opened in May", "40 trucks", "six depots and one")

    QTest.keyClick(facts._chips[0], Qt.Key.Key_Delete)
    assert facts.texts == ("40 trucks", "six depots and one")
    assert window.editor.card is not None
    assert window.editor.card.facts == facts.texts


def test_a_text_left_in_the_field_is_not_lost(window: PrepWindow) -> None:
    window.editor.elephants.field.setFocus()
    QTest.keyClicks(window.editor.elephants.field, "the outage")
    window.editor.who.setFocus()
    assert window.editor.elephants.texts == ("the pilot that stalled", "the outage")


def test_the_same_fact_twice_is_one(window: PrepWindow) -> None:
    facts = window.editor.facts
    QTest.keyClicks(facts.field, "six depots")
    QTest.keyClick(facts.field, Qt.Key.Key_Return)
    assert facts.texts == INES.facts


def test_questions_are_moved_changed_and_removed_by_keyboard(window: PrepWindow) -> None:
    questions = window.editor.questions
    questions.list.setFocus()
    questions.list.setCurrentRow(2)
    QTest.keyClick(questions.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(questions.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert questions.texts == ("Who decides?", "How long does a truck wait?", "What does it cost?")
    QTest.keyClick(questions.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert questions.texts[0] == "Who decides?"

    QTest.keyClick(questions.list, Qt.Key.Key_Delete)
    assert questions.texts == ("How long does a truck wait?", "What does it cost?")

    QTest.keyClicks(questions.field, "What if nothing changes?")
    QTest.keyClick(questions.field, Qt.Key.Key_Return)
    assert window.editor.card is not None
    assert window.editor.card.questions == (
        "How long does a truck wait?",
        "What does it cost?",
        "What if nothing changes?",
    )


def test_a_question_emptied_is_gone(window: PrepWindow) -> None:
    window.editor.questions.list.item(1).setText("   ")
    assert window.editor.questions.texts == ("How long does a truck wait?", "Who decides?")


def test_duplicate_makes_a_second_card_and_leaves_the_first(window: PrepWindow, cards: Cards) -> None:
    click(window, "Duplicate")
    window.editor.who.setText("Tom Reed")
    window.save()
    assert saved(cards) == INES
    assert sorted(one.title for one in cards.all()) == ["Ines Okafor, Larkfield Dairy", "Tom Reed, Larkfield Dairy"]


def test_two_cards_of_the_same_people_can_be_told_apart(window: PrepWindow, cards: Cards) -> None:
    window.editor.who.setText("Dana Ruiz, CFO")
    click(window, "Duplicate")
    click(window, "Duplicate")
    listed = {window._saved.itemText(i) for i in range(window._saved.count())}
    assert {"Dana Ruiz, Larkfield Dairy", "Dana Ruiz, Larkfield Dairy (2)"} < listed


def test_a_long_name_in_the_list_ends_in_an_ellipsis_and_an_ordinary_one_is_whole(window: PrepWindow) -> None:
    assert window._saved.shown == "Ines Okafor, Larkfield Dairy"
    window.editor.company.setText("The Larkfield Dairy and Creamery Co-operative of the Upper Tyne Valley")
    window.save()
    assert window._saved.shown.startswith("Ines Okafor, The Lark")
    assert window._saved.shown.endswith("…")
    assert window._saved.toolTip().endswith("Upper Tyne Valley")


def test_deleting_asks_once_more(window: PrepWindow, cards: Cards) -> None:
    click(window, "Delete")
    assert cards.find("ines") is not None
    click(window, "Delete for good?")
    assert cards.all() == []
    assert window.editor.card == PrepCard()


def test_an_empty_card_makes_no_file(window: PrepWindow, cards: Cards) -> None:
    window.open("")
    window.save()
    assert [one.name for one in cards.all()] == ["ines"]


def test_export_and_import_are_the_same_card(window: PrepWindow, cards: Cards, tmp_path: Path) -> None:
    window.export(tmp_path / "out.toml")
    window.bring_in(tmp_path / "out.toml")
    assert window.editor.card == INES
    assert len(cards.all()) == 2


def test_what_cannot_be_imported_is_said_in_the_window(window: PrepWindow, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("kind = 'sales'")
    window.bring_in(tmp_path / "bad.toml")
    assert "line 1: kind: expected discovery, demo, negotiation" in window._state.text()
    assert window.editor.card == INES


def test_a_broken_card_is_never_overwritten_by_an_empty_one(window: PrepWindow, cards: Cards) -> None:
    (cards.folder / "broken.toml").write_text("customer = ")
    window.open("broken")
    assert "not TOML" in window._state.text()
    window.close()
    assert (cards.folder / "broken.toml").read_text() == "customer = "
