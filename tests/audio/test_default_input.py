"""The default input as Windows and macOS tell it, their libraries being stand-ins."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace

import pytest

from audio import default_input
from audio.default_input import DEFAULT_INPUT, WaveInCaps, default_input_mark


class Winmm:
    """Like winmm.dll: the preferred device's number, then its capabilities by number."""

    def __init__(self, names: list[str], preferred: int) -> None:
        self.names, self.preferred = names, preferred

    def waveInMessage(self, device, message, number, flags):
        assert (device.value, message) == (ctypes.c_void_p(-1).value, 0x2015)
        if not self.names:
            return 2  # MMSYSERR_BADDEVICEID
        number._obj.value = self.preferred
        return 0

    def waveInGetDevCapsW(self, number, caps, size):
        assert size == ctypes.sizeof(WaveInCaps) == 80
        for at, unit in enumerate(self.names[number.value].encode("utf-16-le")[::2]):
            caps._obj.name[at] = unit
        return 0


class CoreAudio:
    def __init__(self, device: int, status: int = 0) -> None:
        self.device, self.status = device, status

    def AudioObjectGetPropertyData(self, thing, address, qualifier_size, qualifier, size, device):
        assert (thing, tuple(address._obj), size._obj.value) == (1, DEFAULT_INPUT, 4)
        device._obj.value = self.device
        return self.status


@pytest.mark.parametrize("preferred", [0, 1])
def test_on_windows_it_is_the_name_of_the_preferred_device(monkeypatch, preferred):
    monkeypatch.setattr(sys, "platform", "win32")
    names = ["Headset (2- USB)", "Array"]
    assert default_input_mark(Winmm(names, preferred)) == names[preferred]


def test_on_macos_it_is_the_number_of_the_device(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert default_input_mark(CoreAudio(81)) != default_input_mark(CoreAudio(82))


def test_where_there_is_none_or_the_library_is_missing_nothing_is_known(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert default_input_mark(Winmm([], 0)) == ""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert default_input_mark(CoreAudio(81, status=-50)) == ""
    monkeypatch.setattr(default_input, "COREAUDIO", "/nowhere/CoreAudio")
    assert default_input_mark() == ""
    monkeypatch.setattr(sys, "platform", "linux")
    assert default_input_mark(SimpleNamespace()) == ""
