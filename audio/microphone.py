"""The microphone, as the rep's side."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.frames import Speaker
from audio.source import Chunk, Inbox, Lost, Opened, SoundSource

BLOCK_S = 0.03
DEAD_S = 1.5
"""A microphone that delivers nothing for so long is gone: PortAudio itself often says nothing."""
RETRY_S = 0.5
STOP_TIMEOUT_S = 2.0
MOST_CHANNELS = 8


def default_microphone(wanted: str | None = None) -> SoundSource:
    """The source of the rep's side on this system; it follows the default input, or the one `wanted`.

    On Linux that is the sound server's, whose default PortAudio does not know; PortAudio where none runs.
    Raises nothing: what is missing is told as Lost once it is started.
    """
    if sys.platform == "linux":
        from audio.pulse_devices import PulseUnavailable, connected
        from audio.pulse_source import PulseSource

        try:
            with connected():
                return PulseSource(Speaker.REP, wanted)
        except PulseUnavailable:
            if not PortAudioMicrophone.found():
                return PulseSource(Speaker.REP, wanted)
    return PortAudioMicrophone(wanted)


class PortAudioMicrophone:
    """A microphone through PortAudio: the default input, or the one whose name is `wanted` while it is there.

    library: the sounddevice module, or what stands in for it.
    """

    speaker = Speaker.REP
    is_continuous = True

    def __init__(self, wanted: str | None = None, library: Any = None) -> None:
        self._wanted = wanted
        self._library = library
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._heard_s = 0.0

    @staticmethod
    def found() -> bool:
        """Whether PortAudio is there and has any input."""
        try:
            import sounddevice

            return any(device["max_input_channels"] > 0 for device in sounddevice.query_devices())
        except Exception:
            # OSError where the library is missing, PortAudioError where the host's sound system is.
            return False

    def start(self, inbox: Inbox) -> None:
        self._thread = threading.Thread(target=self._run, args=(inbox,), name="microphone", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOP_TIMEOUT_S)

    def _run(self, inbox: Inbox) -> None:
        told: str | None = None
        while not self._stopping.is_set():
            reason, heard = self._until_lost(inbox)
            if reason is not None and (heard or reason != told):
                inbox.put(Lost(reason))
            told = reason
            self._stopping.wait(RETRY_S)

    def _until_lost(self, inbox: Inbox) -> tuple[str | None, bool]:
        """Records until the microphone goes or `stop()`; (why it ended, whether it was opened at all)."""
        try:
            library = self._loaded()
        except OSError:
            return "The sound library PortAudio is missing.", False
        name: str | None = None
        try:
            device = self._choose(library)
            if device is None:
                return "No microphone is connected.", False
            with self._open(library, device, inbox) as stream:
                name = device["name"]
                inbox.put(Opened(device["name"]))
                self._heard_s = time.monotonic()
                while stream.active and time.monotonic() < self._heard_s + DEAD_S:
                    if self._stopping.wait(RETRY_S / 2):
                        return None, True
        except library.PortAudioError as error:
            if name is None:
                return f"The microphone cannot be opened: {error.args[0]}.", False
        return f"{name} no longer delivers any sound.", True

    def _loaded(self) -> Any:
        """The library, with its list of devices as they are now. Raises OSError where it is missing."""
        if self._library is None:
            import sounddevice

            self._library = sounddevice
        # PortAudio looks at the devices once, when it starts.
        self._library._terminate()
        self._library._initialize()
        return self._library

    def _choose(self, library: Any) -> dict[str, Any] | None:
        inputs = [device for device in library.query_devices() if device["max_input_channels"] > 0]
        for device in inputs:
            if device["name"] == self._wanted:
                return dict(device)
        try:
            return dict(library.query_devices(kind="input"))
        except (library.PortAudioError, ValueError):
            return dict(inputs[0]) if inputs else None

    def _open(self, library: Any, device: dict[str, Any], inbox: Inbox) -> Any:
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
