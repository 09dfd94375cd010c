"""A side of the call from an input device, by PortAudio: any microphone, or a virtual cable that carries sound."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.default_input import default_input_mark
from audio.frames import Speaker
from audio.source import Chunk, Inbox
from audio.supervised import SupervisedSource

BLOCK_S = 0.03
DEAD_S = 1.5
"""An input that delivers nothing for so long is gone: PortAudio itself often says nothing."""
LOOK_S = 0.25
MOST_CHANNELS = 8


class PortAudioSource(SupervisedSource):
    """The default input, or the one whose name is `wanted` while it is there.

    PortAudio looks at the devices only when it starts, so it is started again when the default is another.
    library: the sounddevice module, or what stands in for it.
    """

    def __init__(self, speaker: Speaker, wanted: str | None = None, library: Any = None) -> None:
        super().__init__(speaker)
        self._wanted = wanted
        self._library = library
        self._heard_s = 0.0

    def _record(self, inbox: Inbox) -> str | None:
        try:
            library = self._library or _sounddevice()
        except OSError:
            return "The sound library PortAudio is missing."
        name: str | None = None
        try:
            library._terminate()
            library._initialize()
            default = default_input_mark()
            device = self._choose(library)
            if device is None:
                return "No microphone is connected."
            with self._stream(library, device, inbox) as stream:
                name = str(device["name"])
                self._heard_s = time.monotonic()
                self._opened(inbox, name)
                while stream.active and time.monotonic() < self._heard_s + DEAD_S:
                    if self._stopping.wait(LOOK_S):
                        return None
                    if name != self._wanted and default_input_mark() != default:
                        return None
        except library.PortAudioError as error:
            if name is None:
                return f"The microphone cannot be opened: {error.args[0]}."
        return f"{name} no longer delivers any sound."

    def _choose(self, library: Any) -> dict[str, Any] | None:
        found = inputs(library)
        default = default_input(library)
        return next((device for device in found if device["name"] == self._wanted), default or next(iter(found), None))

    def _stream(self, library: Any, device: dict[str, Any], inbox: Inbox) -> Any:
        rate_hz = int(device["default_samplerate"])

        def on_sound(samples: NDArray[np.float32], frames: int, times: Any, status: Any) -> None:
            self._heard_s = time.monotonic()
            inbox.put(Chunk(samples.copy(), rate_hz, self._heard_s))

        return library.InputStream(
            device=device["index"],
            channels=min(MOST_CHANNELS, device["max_input_channels"]),
            samplerate=rate_hz,
            blocksize=int(rate_hz * BLOCK_S),
            dtype="float32",
            callback=on_sound,
        )


def has_input() -> bool:
    """Whether PortAudio is there and has any input at all."""
    try:
        return bool(inputs(_sounddevice()))
    except Exception:
        # OSError where the library is missing, PortAudioError where the host's sound system is.
        return False


def inputs(library: Any = None) -> list[dict[str, Any]]:
    """PortAudio's description of every input. Raises OSError where the library is missing."""
    library = library or _sounddevice()
    return [dict(device) for device in library.query_devices() if device["max_input_channels"] > 0]


def default_input(library: Any = None) -> dict[str, Any] | None:
    library = library or _sounddevice()
    try:
        return dict(library.query_devices(kind="input"))
    except (library.PortAudioError, ValueError):
        return None


def _sounddevice() -> Any:
    import sounddevice

    return sounddevice
