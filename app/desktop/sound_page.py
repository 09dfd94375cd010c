"""The settings of sound: which microphone, which output, and a way to see both levels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.desktop.choosers import NamedChooser
from app.desktop.settings_page import SettingsPage
from app.desktop.text import button
from app.settings import Section, SettingsStore
from audio.devices import Device
from audio.frames import Speaker


class SoundPage(SettingsPage):
    check_wanted = Signal()

    def __init__(self, store: SettingsStore) -> None:
        super().__init__(store, Section.SOUND, "Sound", "Courtside hears you and the call, on this machine only.")
        check = button("Check the sound", "small")
        check.clicked.connect(self.check_wanted)
        self.add("See both levels", "Speak, and play something: both lines should move.", check)

    def show_devices(self, devices: Sequence[Device]) -> None:
        """These can be chosen."""
        for name, speaker in (("microphone", Speaker.REP), ("output", Speaker.CUSTOMER)):
            found = [device for device in devices if device.speaker is speaker]
            default = next((device.name for device in found if device.is_default), "none found")
            made = self.choosers[name]
            assert isinstance(made, NamedChooser)
            made.offer([("", f"The system’s ({default})"), *((device.id, device.name) for device in found)])
