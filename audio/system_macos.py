"""The system's sound on macOS: a Core Audio process tap over everything that plays (14.2 and later)."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.frames import Speaker
from audio.portaudio_source import PortAudioSource, inputs
from audio.source import Chunk, Inbox, SoundSource
from audio.supervised import SupervisedSource

LOOK_S = 0.25
SILENT_S = 10.0
"""Without permission macOS delivers zeros and says nothing: so many seconds of them are told."""
NAME = "System sound"
CABLES = ("blackhole", "loopback", "soundflower", "vb-cable")
"""Input devices that carry what the system plays, on a macOS without taps."""
NO_PERMISSION = (
    "Nothing has been heard from the system yet. If the other side is speaking, allow Courtside under "
    "System Settings, Privacy & Security, Screen & System Audio Recording."
)


def mac_system_source(wanted: str | None = None) -> SoundSource:
    """A tap; or, on a macOS before 14.2, an input like BlackHole if there is one."""
    try:
        _catap()
    except ImportError:
        cable = wanted or _cable()
        if cable is not None:
            return PortAudioSource(Speaker.CUSTOMER, cable)
    return MacSystemSource()


class MacSystemSource(SupervisedSource):
    """Everything that plays, whatever the output. library: the catap module, or what stands in for it."""

    is_continuous = False

    def __init__(self, library: Any = None) -> None:
        super().__init__(Speaker.CUSTOMER)
        self._library = library

    def _record(self, inbox: Inbox) -> str | None:
        try:
            library = self._library or _catap()
        except ImportError:
            return "Hearing the other side needs macOS 14.2 or later, or an input device like BlackHole."
        session = library.record_system_audio(
            mono=True, on_buffer=lambda buffer: inbox.put(Chunk(*_decoded(buffer), time.monotonic()))
        )
        try:
            session.start()
        except (RuntimeError, OSError) as error:
            return f"The system's sound cannot be recorded: {error}."
        try:
            return self._listen(inbox, session)
        finally:
            session.stop()

    def _listen(self, inbox: Inbox, session: Any) -> str | None:
        self._opened(inbox, NAME)
        began_s = time.monotonic()
        is_told = False
        while not self._stopping.wait(LOOK_S):
            if session.capture_failed:
                return "The system's sound can no longer be recorded."
            is_silent = session.captured_only_silence
            if is_silent and not is_told and time.monotonic() > began_s + SILENT_S:
                is_told = True
                self._lost(inbox, NO_PERMISSION)
            elif is_told and not is_silent:
                is_told = False
                self._opened(inbox, NAME)
        return None


def names() -> list[str]:
    """What the other side can be heard from on this Mac, the first by default."""
    try:
        _catap()
    except ImportError:
        cable = _cable()
        return [cable] if cable is not None else []
    return [NAME]


def _decoded(buffer: Any) -> tuple[NDArray[np.float32], int]:
    """(samples of shape (n, channels), rate in Hz) of catap's AudioBuffer."""
    kind = buffer.format
    if kind.is_float:
        samples = np.frombuffer(buffer.data, f"<f{kind.bits_per_sample // 8}").astype(np.float32)
    else:
        whole = np.frombuffer(buffer.data, f"<i{kind.bits_per_sample // 8}")
        samples = (whole / 2.0 ** (kind.bits_per_sample - 1)).astype(np.float32)
    return samples.reshape(-1, kind.num_channels), int(kind.sample_rate)


def _cable() -> str | None:
    try:
        names = [str(device["name"]) for device in inputs()]
    except OSError:
        return None
    return next((name for name in names if any(cable in name.lower() for cable in CABLES)), None)


def _catap() -> Any:
    """Raises ImportError where it is not installed, or the system is not macOS 14.2 or later."""
    import catap

    return catap
