"""The microphone, as the rep's side."""

from __future__ import annotations

import sys

from audio.frames import Speaker
from audio.portaudio_source import PortAudioSource, has_input
from audio.source import SoundSource


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
            if not has_input():
                return PulseSource(Speaker.REP, wanted)
    return PortAudioSource(Speaker.REP, wanted)
