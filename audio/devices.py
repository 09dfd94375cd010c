"""What can be heard on this machine, and what stands in the way."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from audio.frames import Speaker


@dataclass(frozen=True, slots=True)
class Device:
    """Something one side can be heard from. `id` goes into settings and back to the source; `name` is shown."""

    speaker: Speaker
    id: str
    name: str
    is_default: bool
    is_muted: bool = False


def list_devices() -> list[Device]:
    """Microphones, then outputs whose sound can be heard, each with the default first. Empty where none can."""
    if sys.platform == "linux":
        from audio.pulse_devices import PulseUnavailable, connected, devices

        try:
            with connected() as pulse:
                return [
                    Device(speaker, found.source, found.label, found.is_default, found.is_muted)
                    for speaker in Speaker
                    for found in devices(pulse, speaker)
                ]
        except PulseUnavailable:
            return []
    return []


def sound_problem() -> str | None:
    """Why nothing can be heard, and how to mend it on this system, in one line; None if nothing is wrong."""
    if sys.platform == "linux":
        return _linux_problem()
    return None


def _linux_problem() -> str | None:
    from audio.pulse_devices import PulseUnavailable, connected, devices

    try:
        with connected() as pulse:
            microphones, outputs = devices(pulse, Speaker.REP), devices(pulse, Speaker.CUSTOMER)
    except PulseUnavailable as error:
        if "libpulse" in str(error):
            return f"{error} Install it: sudo apt install libpulse0"
        return (
            f"{error} Start it: systemctl --user start pipewire pipewire-pulse, or: pulseaudio --start "
            "(to install one: sudo apt install pipewire-pulse)"
        )
    if not microphones:
        return "No microphone is connected. Plug one in, or choose one in the system's sound settings."
    if not outputs:
        return "There is no loudspeaker or headset to listen to. Plug one in."
    return None
