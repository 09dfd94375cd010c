"""Every window around the overlay in every state a rep can find it in, for `make screenshots`. No sound, no network."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.cards import Cards
from app.desktop.coach_page import RuleRow
from app.desktop.consent import ConsentSheet
from app.desktop.fetch import Fetch
from app.desktop.prep_window import PrepWindow
from app.desktop.settings_window import SettingsWindow
from app.desktop.sound_check import SoundCheck
from app.desktop.theme import Theme
from app.desktop.tray import TrayState, app_icon, tray_icon
from app.desktop.welcome import Welcome
from app.settings import SettingsStore
from app.settings.coach_file import CoachFile
from audio.devices import Device
from audio.frames import Speaker
from coaching.catalog import rule_types
from coaching.prep import CallKind, PrepCard
from models.store import ModelStore

INES = PrepCard(
    "Ines Okafor, COO",
    "Larkfield Dairy",
    CallKind.DISCOVERY,
    30,
    ("Berth", "dock scheduling"),
    ("six depots", "Hexham opened in May", "summer peak from June"),
    ("the pilot that stalled in 2023",),
    (
        "How long does a truck wait at the gate?",
        "What does an hour of waiting cost?",
        "Who else decides?",
        "What happens if nothing changes?",
    ),
)
DEVICES = [
    Device(Speaker.REP, "mic", "Built-in microphone", True),
    Device(Speaker.REP, "usb", "USB headset", False),
    Device(Speaker.CUSTOMER, "out", "Headset output", True),
]


def windows() -> Iterator[tuple[str, QImage]]:
    """Name, with dark or light, and picture."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        for mode in ("dark", "light"):
            theme = Theme(dark=mode == "dark")
            for name, make in states(theme, Path(folder) / mode).items():
                window = make()
                window.show()
                QTest.qWait(60)
                QApplication.processEvents()
                yield f"{name}-{mode}", window.grab().toImage()
                window.close()
    for state in TrayState:
        yield f"tray-{state.name.lower().replace('_', '-')}", tray_icon(state).pixmap(64).toImage()
    yield "icon", app_icon().pixmap(256).toImage()


def states(theme: Theme, folder: Path) -> dict[str, Callable[[], QWidget]]:
    """What can be seen → how to come to see it."""
    made: dict[str, Callable[[], QWidget]] = {
        "welcome-first": lambda: welcome(theme),
        "welcome-checking": lambda: checking(theme),
        "welcome-fetching": lambda: fetching(theme),
        "welcome-no-microphone": lambda: no_microphone(theme),
        "consent": lambda: ConsentSheet(theme, "Ines Okafor, Larkfield Dairy"),
        "consent-no-card": lambda: ConsentSheet(theme, ""),
        "prep": lambda: prep(theme, folder),
        "prep-new": lambda: PrepWindow(theme, Cards(folder / "none")),
        "prep-wrong-time": lambda: prep(theme, folder, time="half an hour"),
    }
    for page in ("Sound", "Words", "Coach", "Look", "Keys", "Privacy"):
        made[f"settings-{page.lower()}"] = lambda page=page: settings(theme, folder, page)  # type: ignore[misc]
    made["settings-mistake"] = lambda: settings(theme, folder, "Look", '[look]\nappearence = "dark"\n')
    return made


def welcome(theme: Theme) -> Welcome:
    made = Welcome(theme, SoundCheck(lambda: None), Fetch(ModelStore()), built_in=True)  # type: ignore[arg-type,return-value]
    made.offer(("base.en",), 148.0)
    return made


def checking(theme: Theme) -> Welcome:
    """As in the design study: agreed, the microphone heard, the call's sound coming in."""
    made = welcome(theme)
    made.agreed_at = datetime(2026, 3, 2, 9, 58)
    made._show_agreed()
    made._on_named("rep", "Built-in microphone")
    made._on_named("customer", "Headset output")
    for _ in range(5):
        made._on_levels(0.3, 0.0)
    made._on_levels(0.02, 0.7)
    for _ in range(4):
        made._on_levels(0.02, 0.68)
    return made


def fetching(theme: Theme) -> Welcome:
    made = checking(theme)
    made._on_fetched(90_000_000, 145_000_000)
    return made


def no_microphone(theme: Theme) -> Welcome:
    made = welcome(theme)
    made._on_lost("rep", "No microphone is connected.")
    made._on_named("customer", "Headset output")
    return made


def prep(theme: Theme, folder: Path, time: str = "") -> PrepWindow:
    cards = Cards(folder / "prep")
    made = PrepWindow(theme, cards, cards.save(INES, "ines"))
    if time:
        made.editor.time.setText(time)
    else:
        made.editor.questions.list.setCurrentRow(1)
    return made


def settings(theme: Theme, folder: Path, page: str, text: str = "") -> SettingsWindow:
    path = folder / f"{page}{len(text)}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    models = ModelStore()
    coach = CoachFile(path.with_name("coach.toml"))
    made = SettingsWindow(theme, SettingsStore(path), models, Fetch(models), coach)
    made.open(page)
    made.join()
    QApplication.processEvents()
    made.show_devices(DEVICES)
    made.show()
    while page == "Coach" and len(made.findChildren(RuleRow)) < len(rule_types()):
        QTest.qWait(60)  # they come a few at a time
    QTest.qWait(60)
    for row in made.findChildren(RuleRow)[8:9]:
        row.toggle()
    return made
