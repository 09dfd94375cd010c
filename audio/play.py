"""A short sound out of the default output."""

from __future__ import annotations

import ctypes
import sys
from ctypes import byref, c_char_p, c_int, c_size_t, c_void_p

from audio.frames import SAMPLE_RATE_HZ, Samples
from audio.pulse_stream import SAMPLE_FLOAT32, SampleSpec

PLAYBACK = 1


class CannotPlay(Exception):
    """The message is a sentence for the rep."""


def play(samples: Samples) -> None:
    """Plays mono samples at SAMPLE_RATE_HZ and returns when they have been heard. Raises CannotPlay."""
    if sys.platform == "linux":
        _play_by_pulse(samples)
        return
    import sounddevice

    try:
        sounddevice.play(samples, SAMPLE_RATE_HZ, blocking=True)
    except sounddevice.PortAudioError as error:
        raise CannotPlay(f"The loudspeaker cannot be used: {error.args[0]}.") from error


def _play_by_pulse(samples: Samples) -> None:
    """PortAudio plays to ALSA, which need not lead to the sound server; libpulse always does."""
    try:
        pulse = ctypes.CDLL("libpulse-simple.so.0")
    except OSError as error:
        raise CannotPlay("The sound library libpulse is missing.") from error
    pulse.pa_simple_new.restype = c_void_p
    pulse.pa_simple_new.argtypes = [c_char_p, c_char_p, c_int, c_char_p, c_char_p, *[c_void_p] * 4]
    pulse.pa_simple_write.argtypes = [c_void_p, c_void_p, c_size_t, c_void_p]
    pulse.pa_simple_drain.argtypes = [c_void_p, c_void_p]
    pulse.pa_simple_free.argtypes = [c_void_p]
    spec = SampleSpec(SAMPLE_FLOAT32, SAMPLE_RATE_HZ, 1)
    stream = pulse.pa_simple_new(None, b"Courtside", PLAYBACK, None, b"check", byref(spec), None, None, None)
    if not stream:
        raise CannotPlay("The sound server is not running, or has no output.")
    try:
        data = samples.tobytes()
        failed = pulse.pa_simple_write(stream, data, len(data), None) or pulse.pa_simple_drain(stream, None)
        if failed:
            raise CannotPlay("The loudspeaker went away while the tone was playing.")
    finally:
        pulse.pa_simple_free(stream)
