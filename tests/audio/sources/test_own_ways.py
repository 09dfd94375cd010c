"""What only one source has to put up with: a system's own ways."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from audio import portaudio_source, system_macos, system_windows
from audio.frames import Speaker
from audio.portaudio_source import PortAudioSource
from audio.source import Chunk, Inbox, Lost, Opened
from audio.system_macos import MacSystemSource
from audio.system_windows import WindowsSystemSource


def test_a_microphone_that_is_refused_says_why(run):
    one = run("microphone")
    one.until_any(Opened)
    one.library.refuses = True
    one.library.stream.active = False
    told = one.until(lambda items: sum(isinstance(item, Lost) for item in items) == 2)
    assert told[-1] == Lost("The microphone cannot be opened: Device unavailable.")


def test_another_default_microphone_is_followed_unless_the_rep_has_chosen_one(run, monkeypatch):
    default = "Headset"
    monkeypatch.setattr(portaudio_source, "default_input_mark", lambda: default)
    one = run("microphone")
    one.until_any(Opened)
    default = one.library.name = "Desk microphone"
    assert one.until_any(Opened) == [Opened("Desk microphone")]
    chosen = run(PortAudioSource(Speaker.REP, wanted="Desk microphone", library=one.library))
    chosen.until_any(Opened)
    default = "Headset"
    time.sleep(0.1)
    assert chosen.inbox.take() == []


def test_a_microphone_that_delivers_nothing_is_noticed(run, monkeypatch):
    monkeypatch.setattr(portaudio_source, "DEAD_S", 0.05)
    told = run("microphone").until_any(Lost)
    assert told[-1] == Lost("Headset no longer delivers any sound.")


def test_a_new_default_output_on_windows_is_followed_while_nothing_plays(run):
    one = run("windows")
    one.until_any(Opened)
    one.library.default = "Headset [Loopback]"
    assert one.until_any(Opened) == [Opened("Headset")]


def test_a_quiet_output_on_windows_is_no_news(run):
    one = run("windows")
    one.until_any(Opened)
    time.sleep(0.3)
    assert one.inbox.take() == []


def test_zeros_on_macos_name_the_permission_until_there_is_sound(run):
    one = run("macos")
    one.until_any(Opened)
    one.library.delivers(np.zeros((480, 1), np.float32))
    [told] = [item for item in one.until_any(Lost) if isinstance(item, Lost)]
    assert "Privacy & Security" in told.reason
    one.library.delivers(np.full((480, 1), 0.5, np.float32))
    one.until_any(Opened)


def test_whole_numbers_on_macos_are_scaled(run):
    one = run("macos")
    one.until_any(Opened)
    one.library.bits = 16
    one.library.delivers(np.full((480, 1), -0.5, np.float32))
    [chunk] = [item for item in one.until(lambda items: bool(items)) if isinstance(item, Chunk)]
    assert chunk.samples.min() == chunk.samples.max() == -0.5


def test_a_missing_library_is_told_not_raised(run, monkeypatch):
    def missing() -> Any:
        raise ImportError("no module")

    monkeypatch.setattr(system_macos, "_catap", missing)
    monkeypatch.setattr(system_windows, "_pyaudiowpatch", missing)
    for source in (MacSystemSource(), WindowsSystemSource()):
        [told] = run(source).until_any(Lost)
        assert isinstance(told, Lost)


def test_an_old_macos_uses_a_virtual_cable_where_there_is_one(monkeypatch):
    def missing() -> Any:
        raise ImportError("macOS 13")

    monkeypatch.setattr(system_macos, "_catap", missing)
    monkeypatch.setattr(system_macos, "inputs", lambda: [{"name": "MacBook Microphone"}])
    assert isinstance(system_macos.mac_system_source(), MacSystemSource)
    monkeypatch.setattr(system_macos, "inputs", lambda: [{"name": "Microphone"}, {"name": "BlackHole 2ch"}])
    source = system_macos.mac_system_source()
    assert isinstance(source, PortAudioSource)
    assert source.speaker is Speaker.CUSTOMER


def test_a_library_that_breaks_its_word_is_told_and_tried_again(run, monkeypatch, caplog):
    record = PortAudioSource._record
    failures = iter([RuntimeError("never documented")] * 2)

    def breaks(source: PortAudioSource, inbox: Inbox) -> str | None:
        for failure in failures:
            raise failure
        return record(source, inbox)

    monkeypatch.setattr(PortAudioSource, "_record", breaks)
    told = run("microphone").until_any(Opened)
    assert told == [Lost("This side cannot be recorded (RuntimeError)."), Opened("Headset")]
    assert "capture of the rep failed" in caplog.text
