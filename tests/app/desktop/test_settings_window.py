"""The settings window: made from the declarations, every change in force and in the file at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.desktop.coach_page import RuleRow
from app.desktop.desktop import Desktop
from app.desktop.fetch import Fetch
from app.desktop.settings_window import SettingsWindow
from app.desktop.theme import Theme
from app.look import DARK, LIGHT
from app.settings import Settings, SettingsStore, declared, read_settings
from app.settings.coach_file import CoachFile
from audio.devices import Device
from audio.frames import Speaker
from coaching.catalog import rule_types
from models.store import ModelStore
from tests.app.desktop.conftest import NoModels


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "settings.toml")


@pytest.fixture
def window(qtbot: QtBot, store: SettingsStore, tmp_path: Path) -> SettingsWindow:
    models: ModelStore = NoModels(tmp_path / "models")
    window = SettingsWindow(Theme(dark=True), store, models, Fetch(models), CoachFile(tmp_path / "coach.toml"))
    qtbot.addWidget(window)
    window.show()
    for page in ("Privacy", "Keys", "Look", "Words", "Sound"):  # each is made when it is first turned to
        click(window, page)
    return window


def control(window: SettingsWindow, title: str, kind: type[QWidget]) -> QWidget:
    found = [one for one in window.findChildren(kind) if one.accessibleName() == title]
    assert found, f"no {kind.__name__} is called {title!r}"
    return found[0]


def click(window: QWidget, name: str) -> None:
    [found] = [one for one in window.findChildren(QPushButton) if one.accessibleName() == name and not one.isHidden()]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_every_setting_has_its_place_in_the_window(window: SettingsWindow) -> None:
    pages = (window.sound, window.words, window.look, window.keys, window.privacy)
    assert {name for page in pages for name in page.choosers} == {one.name for one in declared()}


def test_each_kind_of_control_changes_its_setting_at_once(window: SettingsWindow, store: SettingsStore) -> None:
    motion = control(window, "Less motion", QCheckBox)
    motion.setFocus()
    QTest.keyClick(motion, Qt.Key.Key_Space)
    opacity = control(window, "Overlay opacity", QSpinBox)
    assert isinstance(opacity, QSpinBox)
    opacity.setValue(94)
    click(window, "Light or dark: Dark")
    keys = control(window, "Bookmark", QKeySequenceEdit)
    assert isinstance(keys, QKeySequenceEdit)
    keys.setKeySequence(QKeySequence("Ctrl+Alt+B"))
    keys.editingFinished.emit()

    expected = Settings(reduced_motion=True, opacity_percent=94, appearance="dark", bookmark_keys="Ctrl+Alt+B")
    assert store.settings == expected
    assert read_settings(store.path) == (expected, [])


def test_a_change_made_elsewhere_is_shown(window: SettingsWindow, store: SettingsStore) -> None:
    store.change("opacity_percent", 91)
    opacity = control(window, "Overlay opacity", QSpinBox)
    assert isinstance(opacity, QSpinBox)
    assert opacity.value() == 91


def test_the_devices_that_are_there_can_be_chosen(window: SettingsWindow, store: SettingsStore) -> None:
    window.show_devices(
        [Device(Speaker.REP, "usb-1", "USB headset", False), Device(Speaker.REP, "pci-0", "Built-in", True)]
    )
    box = control(window, "Your microphone", QComboBox)
    assert isinstance(box, QComboBox)
    assert [box.itemText(i) for i in range(box.count())] == ["The system’s (Built-in)", "USB headset", "Built-in"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert store.settings.microphone == "usb-1"


def test_a_chosen_device_that_is_gone_is_kept_and_named(window: SettingsWindow, store: SettingsStore) -> None:
    store.change("output", "old-speaker")
    window.show_devices([])
    box = control(window, "The call’s sound", QComboBox)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "old-speaker (not connected)"
    assert store.settings.output == "old-speaker"


def test_scrolling_over_a_control_does_not_change_it(window: SettingsWindow, store: SettingsStore) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    opacity = control(window, "Overlay opacity", QSpinBox)
    assert isinstance(opacity, QSpinBox)
    at = QPointF(5, 5)
    wheel = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(opacity, wheel)
    assert opacity.value() == 100


def test_a_file_that_cannot_be_written_is_said_under_the_setting(
    window: SettingsWindow, store: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.settings.store.write_private", refuse)
    click(window, "Light or dark: Light")
    assert "No space left on device" in window.look._problems["appearance"].text()
    assert store.settings.appearance == "light"


def test_keys_another_program_has_are_said_under_them(window: SettingsWindow, store: SettingsStore) -> None:
    store.change("pause_keys", "Ctrl+Alt+P")
    window.say_keys_refused(["Ctrl+Alt+P"])
    assert window.keys._problems["pause_keys"].text() == "Another program has these keys. Choose others."
    assert window.keys._problems["toggle_keys"].text() == ""
    window.say_keys_refused([])
    assert window.keys._problems["pause_keys"].text() == ""


def test_a_model_that_is_not_here_can_be_fetched(window: SettingsWindow, store: SettingsStore) -> None:
    store.change("model", "base.en")
    assert window.words.state.text().startswith("Not here yet; the best one here is used until then.")
    assert not window.words.get.isHidden()


def test_deleting_everything_asks_once_more(window: SettingsWindow) -> None:
    wanted: list[bool] = []
    window.delete_all_wanted.connect(lambda: wanted.append(True))
    click(window, "Delete all sessions")
    assert wanted == []
    click(window, "Yes, delete all for good")
    assert wanted == [True]


def test_the_look_is_in_force_at_once(desktop: Desktop) -> None:
    desktop.settings.change("appearance", "light")
    assert desktop.theme.palette is LIGHT
    assert desktop.overlay._palette is LIGHT
    desktop.settings.change("appearance", "dark")
    assert desktop.theme.palette is DARK
    desktop.settings.change("click_through", True)
    assert desktop.overlay.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput
    desktop.settings.change("click_through", False)
    assert not desktop.overlay.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput


def test_open_windows_follow_the_look(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.windows.open_settings()
    assert desktop.windows.settings is not None
    page = desktop.windows.settings.sound
    for appearance, palette in (("light", LIGHT), ("dark", DARK)):
        desktop.settings.change("appearance", appearance)
        qtbot.waitUntil(lambda palette=palette: palette.panel in page.styleSheet())  # type: ignore[misc]


def test_what_was_not_seen_meanwhile_comes_back_in_the_look_of_now(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.settings.change("appearance", "dark")
    desktop.windows.open_settings("Look")
    desktop.windows.open_settings("Sound")
    assert desktop.windows.settings is not None
    look, sound = desktop.windows.settings.look, desktop.windows.settings.sound
    desktop.settings.change("appearance", "light")
    qtbot.waitUntil(lambda: LIGHT.panel in sound.styleSheet())
    assert DARK.panel in look.styleSheet(), "a page behind the one that is seen can wait"
    desktop.windows.open_settings("Look")
    assert LIGHT.panel in look.styleSheet()
    desktop.windows.settings.close()
    desktop.settings.change("appearance", "dark")
    desktop.windows.open_settings()
    assert DARK.panel in look.styleSheet()


def test_all_sessions_are_deleted_when_the_rep_says_so(desktop: Desktop, qtbot: QtBot) -> None:
    from app.coaching_setup import call_info
    from app.journal import Journal
    from app.places import journal_path
    from coaching.prep import PrepCard

    with Journal(journal_path()).begin(call_info("demo", "test"), PrepCard(), {}) as writer:
        writer.end(3.0)
    desktop.windows.open_settings("Privacy")
    assert desktop.windows.settings is not None
    click(desktop.windows.settings, "Delete all sessions")
    click(desktop.windows.settings, "Yes, delete all for good")
    said = desktop.windows.settings.privacy.deleted
    qtbot.waitUntil(lambda: said.text() == "1 session deleted for good.", timeout=20_000)
    assert Journal(journal_path()).sessions() == []


def rule(window: SettingsWindow, name: str, qtbot: QtBot) -> RuleRow:
    click(window, "Coach")
    qtbot.waitUntil(lambda: len(window.findChildren(RuleRow)) == len(rule_types()))
    [found] = [row for row in window.findChildren(RuleRow) if row.switch.accessibleName() == name]
    return found


def test_every_rule_of_the_catalog_has_its_row_once(window: SettingsWindow, qtbot: QtBot) -> None:
    click(window, "Coach")
    click(window, "Sound")
    click(window, "Coach")
    qtbot.waitUntil(lambda: len(window.findChildren(RuleRow)) >= len(rule_types()))
    qtbot.wait(20)
    assert [row.id for row in rule_types()] == [row.rule.id for row in window.findChildren(RuleRow)]


def test_a_number_of_seconds_says_so(window: SettingsWindow, qtbot: QtBot) -> None:
    row = rule(window, "Monologue", qtbot)
    row.toggle()
    assert [box.suffix() for box in row.findChildren(QDoubleSpinBox)] == [" s", " s"]


def test_a_rule_that_is_off_does_not_coach_and_its_numbers_are_the_reps(
    window: SettingsWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = CoachFile(tmp_path / "coach.toml")
    file.path.write_text("# mine\n[rules.pace]\nfaster = 1.5\n")

    rule(window, "Interruption", qtbot).switch.click()
    row = rule(window, "Monologue", qtbot)
    row.toggle()
    limit = control(window, "Seconds you may hold the floor.", QDoubleSpinBox)
    assert isinstance(limit, QDoubleSpinBox)
    assert limit.value() == 45
    limit.setValue(60)

    rules = {one.id: one for one in CoachFile(file.path).personal.rules()}
    assert "interruption" not in rules
    assert rules["monologue"].settings.limit_s == 60
    assert rules["pace"].settings.faster == 1.5
    assert file.path.read_text().startswith("# mine")


def test_a_coach_file_with_a_mistake_is_left_for_the_rep_to_mend(
    window: SettingsWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "coach.toml"
    path.write_text("[rules.pace\nmine = 1")
    row = rule(window, "Pace", qtbot)
    row.switch.click()
    assert row._problem.text().startswith("coach.toml: not TOML")
    assert path.read_text() == "[rules.pace\nmine = 1"


def test_a_mistake_in_the_coach_file_is_told_and_the_coach_is_as_it_comes(desktop: Desktop) -> None:
    CoachFile().path.parent.mkdir(parents=True, exist_ok=True)
    CoachFile().path.write_text("[rules.pase]\non = false")
    desktop.open()
    desktop.windows.open_settings()
    assert desktop.windows.settings is not None
    assert "did you mean pace?" in desktop.windows.settings._problems.text()
    assert CoachFile().personal.off == frozenset()


def test_rules_that_come_a_few_at_a_time_are_never_seen_squeezed(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.windows.open_settings("Coach")
    assert desktop.windows.settings is not None
    page = desktop.windows.settings.coach
    while len(page.findChildren(RuleRow)) < len(rule_types()):
        said = [one for one in page.findChildren(QLabel) if one.isVisible()]
        assert [one.text() for one in said if one.height() < one.heightForWidth(one.width())] == []
        qtbot.wait(1)


def test_the_next_call_is_coached_by_the_rules_that_are_on(desktop: Desktop, qtbot: QtBot) -> None:
    from datetime import datetime

    monologue = next(one for one in rule_types() if one.id == "monologue")
    CoachFile().change(monologue, "on", False)
    desktop.begin(datetime.now().astimezone())
    qtbot.waitUntil(lambda: desktop.calls.current is not None, timeout=20_000)
    assert desktop.calls.current is not None
    coaching = {one.id for one in desktop.calls.current._call.coach._rules}
    assert "monologue" not in coaching
    assert len(coaching) == len(rule_types()) - 1
