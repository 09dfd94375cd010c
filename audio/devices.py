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
    found = _linux_devices() if sys.platform == "linux" else [*_inputs(), *_outputs()]
    return sorted(found, key=lambda device: (device.speaker is Speaker.CUSTOMER, not device.is_default))


def sound_problem() -> str | None:
    """Why a side cannot be heard, and how to mend it on this system, in one line; None if nothing is wrong."""
    if problem := server_problem():
        return " ".join(problem)
    heard = {device.speaker for device in list_devices()}
    return next((none_found(speaker) for speaker in Speaker if speaker not in heard), None)


def server_problem() -> tuple[str, str] | None:
    """What is wrong with the sound server, a sentence, and how to mend it. None where there is none to look for."""
    if sys.platform != "linux":
        return None
    from audio.pulse_devices import PulseUnavailable, connected

    try:
        with connected():
            return None
    except PulseUnavailable as error:
        return str(error), _linux_remedy(str(error))


def none_found(speaker: Speaker) -> str:
    """What to do where there is nothing to hear `speaker` from."""
    if speaker is Speaker.REP:
        return "No microphone is connected. Plug one in, or choose one in the system's sound settings."
    return _no_output()


def _linux_remedy(problem: str) -> str:
    if "libpulse" in problem:
        return "Install it: sudo apt install libpulse0"
    if "another user" in problem:
        return "Start Courtside as the user who is logged in, without sudo."
    if "does not answer" in problem:
        return "Start it anew: systemctl --user restart pipewire pipewire-pulse, or: pulseaudio --kill"
    return (
        "Start it: systemctl --user start pipewire pipewire-pulse, or: pulseaudio --start "
        "(to install one: sudo apt install pipewire-pulse)"
    )


def _no_output() -> str:
    if sys.platform == "darwin":
        return (
            "The other side cannot be heard: that needs macOS 14.2 or later, "
            "or a virtual cable such as BlackHole as an input."
        )
    return "There is no loudspeaker or headset to listen to. Plug one in."


def _linux_devices() -> list[Device]:
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


def _inputs() -> list[Device]:
    """What PortAudio can record from."""
    from audio.portaudio_source import default_input, inputs

    try:
        default = default_input()
        names = [str(device["name"]) for device in inputs()]
    except OSError:
        return []
    # Windows lists an input once for each of its sound systems.
    return [
        Device(Speaker.REP, name, name, default is not None and name == default["name"])
        for name in dict.fromkeys(names)
    ]


def _outputs() -> list[Device]:
    """What can be heard of the other side on Windows and macOS."""
    if sys.platform == "win32":
        from audio.system_windows import outputs

        return [
            Device(Speaker.CUSTOMER, name, name.removesuffix(" [Loopback]"), is_default)
            for name, is_default in outputs()
        ]
    from audio.system_macos import names

    return [Device(Speaker.CUSTOMER, name, name, at == 0) for at, name in enumerate(names())]
