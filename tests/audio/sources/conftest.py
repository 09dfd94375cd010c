"""Stand-ins for the documented interfaces of sounddevice 0.5, PyAudioWPatch 0.2.12 and catap 0.6, and the sources
that run on them. (PulseAudio's source is tested on real servers, in tests/sound.)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from audio import portaudio_source, supervised, system_macos, system_windows
from audio.frames import Speaker
from audio.portaudio_source import PortAudioSource
from audio.source import Chunk, Inbox, Lost, Opened
from audio.supervised import SupervisedSource
from audio.system_macos import MacSystemSource
from audio.system_windows import WindowsSystemSource


class StandIn:
    """What the contract asks of every library beside its sound. exact_to: how exactly sound comes through.

    tells_within_s: after so long all is told of a device that went.
    """

    speaker = Speaker.CUSTOMER
    is_continuous = False
    exact_to = 1e-6
    tells_within_s = 0.1


class SoundDevice(StandIn):
    """Like the sounddevice module, with one stereo microphone at 44.1 kHz."""

    speaker, is_continuous = Speaker.REP, True

    class PortAudioError(Exception):
        pass

    name, channels, rate_hz = "Headset", 2, 44_100

    def __init__(self) -> None:
        self.is_there = True
        self.refuses = False
        self.stream: Any = None

    def _terminate(self) -> None:
        assert self.stream is None, "PortAudio must not be ended under an open stream"

    def _initialize(self) -> None: ...

    def query_devices(self, kind: str | None = None) -> Any:
        microphone = {
            "name": self.name,
            "index": 3,
            "max_input_channels": 2,
            "default_samplerate": 44_100.0,
        }
        if kind is None:
            speakers = {**microphone, "name": "Speakers", "index": 4, "max_input_channels": 0}
            return [microphone, speakers] if self.is_there else [speakers]
        if not self.is_there:
            raise self.PortAudioError("Error querying device -1")
        return microphone

    def InputStream(self, *, device: int, callback: Callable[..., None], **options: Any) -> Any:
        assert (device, options["channels"], options["dtype"]) == (3, 2, "float32")
        if self.refuses:
            raise self.PortAudioError("Device unavailable")
        library = self

        class Stream:
            active = True

            def __enter__(self) -> Stream:
                library.stream = self
                return self

            def __exit__(self, *_: object) -> None:
                library.stream = None

        self.callback = callback
        return Stream()

    def delivers(self, samples: np.ndarray) -> None:
        buffer = samples.copy()
        self.callback(buffer, len(buffer), None, None)
        buffer[:] = 99.0  # PortAudio uses its buffer again

    def unplug(self) -> None:
        self.is_there = False
        self.stream.active = False

    def plug_in(self) -> None:
        self.is_there = True


class PyAudioWPatch(StandIn):
    """Like the pyaudiowpatch module, with the loopback of one eight-channel output at 48 kHz."""

    name, channels, rate_hz = "Speakers", 8, 48_000

    def __init__(self) -> None:
        self.paFloat32, self.paContinue = 1, 0
        self.default = "Speakers [Loopback]"
        self.is_there = True
        self.stream: Any = None

    def PyAudio(self) -> Any:
        library = self
        found = [
            {"name": name, "index": index, "maxInputChannels": 8, "defaultSampleRate": 48_000.0}
            for index, name in enumerate(["Speakers [Loopback]", "Headset [Loopback]"])
        ]
        default = self.default  # as it is when PortAudio starts

        def get_default_wasapi_loopback() -> dict[str, Any]:
            if not library.is_there:
                raise LookupError("no loopback")
            return next(device for device in found if device["name"] == default)

        def open(*, stream_callback: Callable[..., Any], input_device_index: int, **options: Any) -> Any:
            assert (options["channels"], options["rate"], options["input"]) == (8, 48_000, True)
            library.callback = stream_callback
            library.is_active = True
            stream = SimpleNamespace(is_active=lambda: library.is_active, close=lambda: None)
            library.stream = stream
            return stream

        return SimpleNamespace(
            get_default_wasapi_loopback=get_default_wasapi_loopback,
            get_loopback_device_info_generator=lambda: iter(found),
            open=open,
            terminate=lambda: None,
        )

    def delivers(self, samples: np.ndarray) -> None:
        assert self.callback(samples.astype(np.float32).tobytes(), len(samples), None, 0) == (
            None,
            self.paContinue,
        )

    def unplug(self) -> None:
        self.is_there = self.is_active = False

    def plug_in(self) -> None:
        self.is_there = True


class Catap(StandIn):
    """Like the catap module, with a mono tap at 48 kHz."""

    name, channels, rate_hz = "System sound", 1, 48_000

    def __init__(self) -> None:
        self.is_there = True
        self.bits = 32

    def record_system_audio(self, *, mono: bool, on_buffer: Callable[[Any], None]) -> Any:
        assert mono
        library = self
        self.on_buffer = on_buffer

        def start() -> None:
            if not library.is_there:
                raise RuntimeError("no output device")

        self.session = SimpleNamespace(start=start, stop=lambda: None, capture_failed=False, captured_only_silence=True)
        return self.session

    def delivers(self, samples: np.ndarray) -> None:
        is_float = self.bits == 32
        data = samples.astype("<f4") if is_float else (samples * 32_768).astype("<i2")
        kind = SimpleNamespace(sample_rate=48_000.0, num_channels=1, bits_per_sample=self.bits, is_float=is_float)
        self.on_buffer(SimpleNamespace(data=data.tobytes(), frame_count=len(samples), format=kind))
        self.session.captured_only_silence &= not samples.any()

    def unplug(self) -> None:
        self.is_there = False
        self.session.capture_failed = True

    def plug_in(self) -> None:
        self.is_there = True


MAKERS: dict[str, tuple[Callable[[], Any], Callable[[Any], SupervisedSource]]] = {
    "microphone": (SoundDevice, lambda library: PortAudioSource(Speaker.REP, library=library)),
    "windows": (PyAudioWPatch, lambda library: WindowsSystemSource(library=library)),
    "macos": (Catap, lambda library: MacSystemSource(library=library)),
}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervised, "RETRY_S", 0.01)
    for module in (portaudio_source, system_windows, system_macos):
        monkeypatch.setattr(module, "LOOK_S", 0.01)
    monkeypatch.setattr(system_windows, "QUIET_S", 0.05)
    monkeypatch.setattr(system_macos, "SILENT_S", 0.05)


class Running:
    """A source that runs, and what has come of it since the last time somebody waited."""

    def __init__(self, source: SupervisedSource, library: Any) -> None:
        self.source, self.library = source, library
        self.threads_before = threading.active_count()
        self.inbox = Inbox()
        self.items: list[Chunk | Lost | Opened] = []
        source.start(self.inbox)

    def until(self, holds: Callable[[list[Chunk | Lost | Opened]], bool]) -> list[Chunk | Lost | Opened]:
        deadline_s = time.monotonic() + 5.0
        while not holds(self.items):
            assert time.monotonic() < deadline_s, self.items
            self.items += self.inbox.take()
            time.sleep(0.002)
        items, self.items = self.items, []
        return items

    def until_any(self, kind: type[Chunk | Lost | Opened]) -> list[Chunk | Lost | Opened]:
        return self.until(lambda items: any(isinstance(item, kind) for item in items))


@pytest.fixture
def run():
    """Starts a source, a new one of the given name or the one handed in, and stops it after the test."""
    running: list[Running] = []
    threads = threading.active_count()

    def start(source: str | SupervisedSource) -> Running:
        library = None
        if isinstance(source, str):
            make_library, make_source = MAKERS[source]
            library = make_library()
            source = make_source(library)
        running.append(Running(source, library))
        return running[-1]

    yield start
    for one in running:
        one.source.stop()
        one.source.stop()
    assert threading.active_count() == threads


@pytest.fixture(params=MAKERS)
def each(request: pytest.FixtureRequest, run) -> Running:
    """Every source in turn, running."""
    return run(request.param)
