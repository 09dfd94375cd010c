"""What PulseAudio, or PipeWire in its place, has to offer: microphones, and loudspeakers to listen to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from audio.frames import Speaker
from audio.pulse_connection import PulseConnection, PulseLost

NO_INDEX = 0xFFFF_FFFF
DUMMY_SINK = "auto_null"
"""What both servers make up when there is no loudspeaker at all."""


class PulseUnavailable(Exception):
    """The message is a sentence for the rep."""


@dataclass(frozen=True, slots=True)
class PulseDevice:
    """source: the name to record from, and index its number; a loudspeaker's is its monitor's. label: what the system
    calls it."""

    source: str
    index: int
    label: str
    is_default: bool
    is_muted: bool


@contextmanager
def connected() -> Iterator[Any]:
    """A pulsectl connection that starts no server. Raises PulseUnavailable when there is none, or it hangs."""
    try:
        import pulsectl

        with PulseConnection():  # pulsectl itself waits for ever, or all of its timeout
            pass
        pulse = pulsectl.Pulse("Courtside", connect=False)
    except (ImportError, OSError) as error:
        raise PulseUnavailable("The sound library libpulse is missing.") from error
    except PulseLost as error:
        raise PulseUnavailable(_why_not(error)) from error
    try:
        try:
            pulse.connect(autospawn=False)
        except pulsectl.PulseError as error:
            raise PulseUnavailable("The sound server is not running.") from error
        yield pulse
    finally:
        pulse.close()


def _why_not(error: PulseLost) -> str:
    if error.refused:
        return "The sound server belongs to another user."
    return "The sound server does not answer." if error.hangs else "The sound server is not running."


def devices(pulse: Any, speaker: Speaker) -> list[PulseDevice]:
    """All that `speaker` could be heard from, the default first. Raises PulseUnavailable without a server."""
    import pulsectl

    try:
        server = pulse.server_info()
        if speaker is Speaker.REP:
            found = [
                PulseDevice(
                    source.name,
                    source.index,
                    source.description,
                    source.name == server.default_source_name,
                    bool(source.mute),
                )
                for source in pulse.source_list()
                if source.monitor_of_sink == NO_INDEX
            ]
        else:
            found = [
                PulseDevice(
                    sink.monitor_source_name,
                    sink.monitor_source,
                    sink.description,
                    sink.name == server.default_sink_name,
                    bool(sink.mute),
                )
                for sink in pulse.sink_list()
                if sink.name != DUMMY_SINK
            ]
    except pulsectl.PulseError as error:
        raise PulseUnavailable("The sound server has stopped.") from error
    return sorted(found, key=lambda device: not device.is_default)


def choose(pulse: Any, speaker: Speaker, wanted: str | None) -> PulseDevice:
    """The device called `wanted` while it is there, else the default, else any.

    Never a monitor for the microphone, nor anything but a monitor for the system's sound. Raises
    PulseUnavailable when there is none.
    """
    found = devices(pulse, speaker)
    if not found:
        raise PulseUnavailable(
            "No microphone is connected."
            if speaker is Speaker.REP
            else "There is no loudspeaker or headset to listen to."
        )
    return next((device for device in found if device.source == wanted), found[0])


def is_moved(pulse: Any, recording: int, device: PulseDevice) -> bool:
    """Whether the server has the recording of this number hear something else than `device` by now."""
    import pulsectl

    try:
        return pulse.source_output_info(recording).source not in (device.index, NO_INDEX)
    except pulsectl.PulseError:
        return False  # it is gone, which the recording tells by itself
