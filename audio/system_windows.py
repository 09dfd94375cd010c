"""The system's sound on Windows: the loopback of the default output, by WASAPI."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from audio.frames import Speaker
from audio.source import Chunk, Inbox
from audio.supervised import SupervisedSource

BLOCK_S = 0.02
LOOK_S = 0.25
QUIET_S = 1.5
"""A loopback delivers nothing while nothing plays, and PortAudio sees a new default output only when it starts
again: so after this much of nothing it is started again, which costs no sound.
"""


class WindowsSystemSource(SupervisedSource):
    """What the default output plays, or the output whose loopback is called `wanted` while it is there.

    library: the pyaudiowpatch module, or what stands in for it.
    """

    is_continuous = False

    def __init__(self, wanted: str | None = None, library: Any = None) -> None:
        super().__init__(Speaker.CUSTOMER)
        self._wanted = wanted
        self._library = library
        self._heard_s = 0.0
        self._name: str | None = None

    def _record(self, inbox: Inbox) -> str | None:
        try:
            library = self._library or _pyaudiowpatch()
        except ImportError:
            return "The library PyAudioWPatch, which hears the other side on Windows, is missing."
        audio = library.PyAudio()
        try:
            device = choose(audio, self._wanted)
            stream = self._stream(library, audio, device, inbox)
        except (OSError, LookupError):
            self._name = None
            return "There is no loudspeaker or headset to listen to."
        else:
            try:
                return self._listen(inbox, stream, str(device["name"]))
            finally:
                stream.close()
        finally:
            audio.terminate()

    def _listen(self, inbox: Inbox, stream: Any, name: str) -> str | None:
        self._heard_s = time.monotonic()
        if name != self._name:
            self._name = name
            self._opened(inbox, name.removesuffix(" [Loopback]"))
        while not self._stopping.wait(LOOK_S):
            if not stream.is_active():
                self._name = None
                return f"{name.removesuffix(' [Loopback]')} is no longer there."
            if time.monotonic() > self._heard_s + QUIET_S:
                return None
        return None

    def _stream(self, library: Any, audio: Any, device: dict[str, Any], inbox: Inbox) -> Any:
        rate_hz, channels = int(device["defaultSampleRate"]), int(device["maxInputChannels"])

        def on_sound(data: bytes, frames: int, times: Any, status: int) -> tuple[None, int]:
            self._heard_s = time.monotonic()
            samples = np.frombuffer(data, np.float32).reshape(-1, channels)
            inbox.put(Chunk(samples, rate_hz, self._heard_s))
            return None, library.paContinue

        return audio.open(
            format=library.paFloat32,
            channels=channels,
            rate=rate_hz,
            input=True,
            input_device_index=device["index"],
            frames_per_buffer=int(rate_hz * BLOCK_S),
            stream_callback=on_sound,
        )


def choose(audio: Any, wanted: str | None) -> dict[str, Any]:
    """The loopback called `wanted`, else that of the default output. Raises OSError or LookupError."""
    for device in audio.get_loopback_device_info_generator():
        if device["name"] == wanted:
            return dict(device)
    return dict(audio.get_default_wasapi_loopback())


def outputs() -> list[tuple[str, bool]]:
    """(name of its loopback, whether it is the default) of every output. Empty where there is none."""
    try:
        audio = _pyaudiowpatch().PyAudio()
    except ImportError:
        return []
    try:
        default = audio.get_default_wasapi_loopback()["name"]
        return [(device["name"], device["name"] == default) for device in audio.get_loopback_device_info_generator()]
    except (OSError, LookupError):
        return []
    finally:
        audio.terminate()


def _pyaudiowpatch() -> Any:
    import pyaudiowpatch

    return pyaudiowpatch
