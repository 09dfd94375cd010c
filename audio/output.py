"""The default output, to be written to: through libpulse on Linux, through PortAudio elsewhere."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import byref, c_char_p, c_int, c_size_t, c_void_p
from typing import Any, Protocol

from audio.frames import Samples
from audio.libpulse import SAMPLE_FLOAT32, UNSET, BufferAttr, SampleSpec

PLAYBACK = 1
BUFFERED_S = 0.1
"""How much is on its way to the loudspeaker: little enough that a pause is one."""


class CannotPlay(Exception):
    """The message is a sentence for the rep."""


class Output(Protocol):
    """Plays mono samples, one stream for one thread. Its methods raise CannotPlay."""

    def write(self, samples: Samples) -> None:
        """Waits until there is room for them."""

    def drain(self) -> None:
        """Waits until all has been heard."""

    def close(self) -> None:
        """What has not been heard yet is not."""


MakeOutput = Callable[[int, str], Output]
"""What `open_output` is."""


def open_output(rate_hz: int, what: str) -> Output:
    """what: its name in the system's mixer. Raises CannotPlay."""
    return _Pulse(rate_hz, what) if sys.platform == "linux" else _PortAudio(rate_hz)


class _PortAudio:
    def __init__(self, rate_hz: int) -> None:
        try:
            import sounddevice
        except OSError as error:
            raise CannotPlay("The sound library PortAudio is missing.") from error
        self._error = sounddevice.PortAudioError
        try:
            self._stream = sounddevice.OutputStream(samplerate=rate_hz, channels=1, dtype="float32", latency=BUFFERED_S)
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise CannotPlay(f"The loudspeaker cannot be used: {error.args[0]}.") from error

    def write(self, samples: Samples) -> None:
        try:
            self._stream.write(samples.reshape(-1, 1))
        except self._error as error:
            raise CannotPlay(WENT_AWAY) from error

    def drain(self) -> None:
        self._stream.stop()  # PortAudio's stop plays what is buffered; abort would not

    def close(self) -> None:
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)


WENT_AWAY = "The loudspeaker went away while it was playing."


class _Pulse:
    """PortAudio plays to ALSA, which need not lead to the sound server; libpulse always does."""

    def __init__(self, rate_hz: int, what: str) -> None:
        self._pulse = _library()
        spec = SampleSpec(SAMPLE_FLOAT32, rate_hz, 1)
        buffering = BufferAttr(UNSET, int(rate_hz * BUFFERED_S) * 4, UNSET, UNSET, UNSET)
        name = what.encode()
        self._stream = self._pulse.pa_simple_new(
            None, b"Courtside", PLAYBACK, None, name, byref(spec), None, byref(buffering), None
        )
        if not self._stream:
            raise CannotPlay("The sound server is not running, or has no output.")

    def write(self, samples: Samples) -> None:
        data = samples.tobytes()
        if self._pulse.pa_simple_write(self._stream, data, len(data), None):
            raise CannotPlay(WENT_AWAY)

    def drain(self) -> None:
        if self._pulse.pa_simple_drain(self._stream, None):
            raise CannotPlay(WENT_AWAY)

    def close(self) -> None:
        self._pulse.pa_simple_free(self._stream)


def _library() -> Any:
    try:
        pulse = ctypes.CDLL("libpulse-simple.so.0")
    except OSError as error:
        raise CannotPlay("The sound library libpulse is missing.") from error
    pulse.pa_simple_new.restype = c_void_p
    pulse.pa_simple_new.argtypes = [c_char_p, c_char_p, c_int, c_char_p, c_char_p, *[c_void_p] * 4]
    pulse.pa_simple_write.argtypes = [c_void_p, c_void_p, c_size_t, c_void_p]
    pulse.pa_simple_drain.argtypes = [c_void_p, c_void_p]
    pulse.pa_simple_free.argtypes = [c_void_p]
    return pulse
