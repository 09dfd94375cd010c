"""What the lists and the checks say on each system, the libraries being stand-ins."""

from __future__ import annotations

import sys

import pytest

from audio import doctor, portaudio_source, system_macos, system_windows
from audio.devices import Device, list_devices, sound_problem
from audio.frames import Speaker

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER


@pytest.fixture
def windows(monkeypatch):
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


def test_a_muted_microphone_fails_its_check(windows, monkeypatch):
    monkeypatch.setattr(doctor, "list_devices", lambda: [Device(REP, "a", "Headset", True, is_muted=True)])
    microphone = next(check for check in doctor.checks() if check.name == "microphone")
    assert (microphone.ok, microphone.detail) == (False, "Headset is muted")
    assert microphone.remedy.startswith("Unmute it")


def test_no_portaudio_is_no_device_and_no_traceback(windows, monkeypatch):
    def missing():
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(portaudio_source, "default_input", missing)
    assert {device.speaker for device in list_devices()} == {CUSTOMER}
