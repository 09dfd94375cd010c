"""What the lists and the checks say on each system, the libraries being stand-ins."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from audio import doctor, portaudio_source, system_macos, system_windows, trial
from audio.devices import Device, list_devices, sound_problem
from audio.frames import Speaker
from audio.source import Chunk, Inbox, Lost, Opened

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER


class StandIn:
    """Opens `name`, if it has one, and delivers one chunk of `value`; or says what is wrong."""

    is_continuous = True

    def __init__(self, speaker: Speaker, name: str = "", value: float | None = 0.1, problem: str = "") -> None:
        self.speaker, self._name, self._value, self._problem = speaker, name, value, problem

    def start(self, inbox: Inbox) -> None:
        if self._name:
            inbox.put(Opened(self._name))
        if self._problem:
            inbox.put(Lost(self._problem))
        elif self._value is not None:
            inbox.put(Chunk(np.full((480, 1), self._value, np.float32), 48_000, 0.0))

    def stop(self) -> None: ...


@pytest.fixture
def microphone(monkeypatch):
    """The check of the microphone, which is what the test makes it."""
    monkeypatch.setattr(trial, "LISTEN_S", 0.1)

    def check(**options):
        monkeypatch.setattr(doctor, "default_microphone", lambda wanted: StandIn(REP, **options))
        return next(check for check in doctor.checks() if check.name == "microphone")

    return check


@pytest.fixture
def windows(monkeypatch):
    monkeypatch.setattr(doctor, "default_microphone", lambda wanted: StandIn(REP, "Array"))
    monkeypatch.setattr(doctor, "default_system_source", lambda wanted: StandIn(CUSTOMER, "Speakers", 0.0))
    monkeypatch.setattr(sys, "platform", "win32")
    inputs = [{"name": "Headset"}, {"name": "Array"}, {"name": "Headset"}]
    monkeypatch.setattr(portaudio_source, "inputs", lambda: inputs)
    monkeypatch.setattr(portaudio_source, "default_input", lambda: inputs[1])
    monkeypatch.setattr(system_windows, "outputs", lambda: [("Speakers [Loopback]", True)])


def test_windows_lists_each_microphone_once_with_the_default_first(windows):
    assert list_devices() == [
        Device(REP, "Array", "Array", True),
        Device(REP, "Headset", "Headset", False),
        Device(CUSTOMER, "Speakers [Loopback]", "Speakers", True),
    ]
    assert sound_problem() is None


def test_windows_without_an_output_says_so(windows, monkeypatch):
    monkeypatch.setattr(system_windows, "outputs", list)
    assert "loudspeaker" in (sound_problem() or "")
    checks = {check.name: check for check in doctor.checks()}
    assert checks["microphone"].ok
    assert not checks["the call's sound"].ok
    assert checks["the call's sound"].remedy


def test_where_nothing_is_connected_each_side_has_its_own_remedy(windows, monkeypatch):
    monkeypatch.setattr(doctor, "list_devices", list)
    microphone, other_side = (check for check in doctor.checks() if not check.ok)
    assert microphone.remedy.startswith("No microphone is connected")
    assert other_side.remedy.startswith("There is no loudspeaker or headset")


def test_a_windows_without_a_microphone_names_the_permission(windows, monkeypatch):
    monkeypatch.setattr(portaudio_source, "inputs", list)
    checks = {check.name: check for check in doctor.checks()}
    assert "Privacy" in checks["microphone"].remedy


def test_an_old_macos_without_a_cable_says_what_it_takes(windows, monkeypatch):
    def missing():
        raise ImportError("macOS 13")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(system_macos, "_catap", missing)
    monkeypatch.setattr(system_macos, "inputs", list)
    assert [device.speaker for device in list_devices()] == [REP, REP]
    assert "14.2" in (sound_problem() or "")


def test_a_recent_macos_hears_everything_that_plays(windows, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(system_macos, "_catap", lambda: object())
    assert list_devices()[-1] == Device(CUSTOMER, "System sound", "System sound", True)


def test_a_muted_microphone_fails_its_check(windows, microphone, monkeypatch):
    monkeypatch.setattr(doctor, "list_devices", lambda: [Device(REP, "a", "Headset", True, is_muted=True)])
    found = microphone(name="Headset")
    assert (found.ok, found.detail) == (False, "Headset is muted")
    assert found.remedy.startswith("Unmute it")


def test_the_checks_listen_to_each_side_and_say_what_they_heard(windows):
    checks = {check.name: check for check in doctor.checks()}
    assert (checks["microphone"].ok, checks["microphone"].detail) == (True, "Array, Headset")
    assert (checks["the call's sound"].ok, checks["the call's sound"].detail) == (True, "Speakers")


@pytest.mark.parametrize(
    ("microphone_is", "detail"),
    [
        ({"problem": "The microphone cannot be opened: Device unavailable."}, "The microphone cannot be opened"),
        ({"name": "Headset", "value": None}, "Headset delivers no sound"),
        ({"name": "Headset", "value": 0.0}, "Headset delivers silence alone"),
    ],
)
def test_a_microphone_that_is_there_and_is_not_heard_names_the_permission(windows, microphone, microphone_is, detail):
    found = microphone(**microphone_is)
    assert not found.ok
    assert found.detail.startswith(detail)
    assert "Privacy" in found.remedy


@pytest.mark.parametrize(
    ("name", "version", "ok", "detail"),
    [
        ("pulseaudio", "16.1", True, "PulseAudio 16.1"),
        ("pulseaudio", "11.0-rebootstrapped", True, "PulseAudio 11.0"),
        ("pulseaudio", "10.99.1", False, "PulseAudio 10.99.1 is too old"),
        ("PulseAudio (on PipeWire 0.3.65)", "15.0.0", True, "PipeWire 0.3.65"),
        ("PulseAudio (on PipeWire 0.3.26)", "14.0.0", True, "PipeWire 0.3.26"),
        ("PulseAudio (on PipeWire 0.3.19)", "14.0.0", False, "PipeWire 0.3.19 is too old"),
        ("something new", "", True, "PulseAudio"),
    ],
)
def test_a_sound_server_that_is_too_old_is_named_with_the_version_it_takes(name, version, ok, detail):
    check = doctor._age(name, version)
    assert (check.ok, check.detail) == (ok, detail)
    assert ok or check.remedy.startswith("Update it")


def test_no_portaudio_is_no_device_and_no_traceback(windows, monkeypatch):
    def missing():
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(portaudio_source, "default_input", missing)
    assert {device.speaker for device in list_devices()} == {CUSTOMER}
