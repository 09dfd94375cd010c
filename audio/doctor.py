"""What stands between this machine and hearing both sides, and how to mend it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from audio.devices import Device, list_devices, none_found, server_problem
from audio.frames import Speaker
from audio.microphone import default_microphone
from audio.source import SoundSource
from audio.system import default_system_source
from audio.trial import tried


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. remedy: what to do when it is not ok, "" when it is."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


SIDES = {Speaker.REP: "microphone", Speaker.CUSTOMER: "the call's sound"}
SETTINGS = {
    "win32": "Settings, System, Sound",
    "darwin": "System Settings, Sound",
    "linux": "the system's sound settings",
}
PERMISSION = {
    "win32": "Settings, Privacy & security, Microphone: let desktop apps use it.",
    "darwin": "System Settings, Privacy & Security: allow Microphone and Screen & System Audio Recording.",
}
OLDEST_PULSEAUDIO = (11,)
OLDEST_PIPEWIRE = (0, 3, 26)
"""The oldest PulseAudio on a system that Courtside's libraries run on, and the oldest PipeWire that a system put in
its place. 16.1 and 0.3.65 are what it was tried on.
"""


def checks(microphone: str | None = None, output: str | None = None) -> list[Check]:
    """Every check of sound on this system, in the order in which to mend things. Takes a few seconds. Never raises.

    microphone, output: the ids of the chosen devices, None for the system's own; each is listened to for a moment.
    """
    if problem := server_problem():
        detail, remedy = problem
        lost = [Check(name, False, "cannot be heard", remedy) for name in SIDES.values()]
        return [Check("sound server", False, detail.rstrip("."), remedy), _echo_removal(), *lost]
    devices = list_devices()
    return [
        *([_sound_server()] if sys.platform == "linux" else []),
        _echo_removal(),
        _side(default_microphone(microphone), devices),
        _side(default_system_source(output), devices),
    ]


def _side(source: SoundSource, devices: list[Device]) -> Check:
    name = SIDES[source.speaker]
    devices = [device for device in devices if device.speaker is source.speaker]
    if not devices:
        return Check(name, False, "cannot be heard", _with_permission(source, none_found(source.speaker)))
    trial = tried(source)
    if any(device.is_muted and device.name == trial.name for device in devices):
        return Check(name, False, f"{trial.name} is muted", f"Unmute it in {SETTINGS[_system()]}.")
    if trial.problem:
        remedy = f"Plug it in again, or choose another in {SETTINGS[_system()]}."
        return Check(name, False, trial.problem.rstrip("."), _with_permission(source, remedy))
    if trial.is_silent and source.speaker is Speaker.REP:
        remedy = "Speak while it is looked at. If it stays so, unmute it at the device or the headset."
        return Check(name, False, f"{trial.name} delivers silence alone", _with_permission(source, remedy))
    return Check(name, True, ", ".join(dict.fromkeys([trial.name, *(device.name for device in devices)])))


def _with_permission(source: SoundSource, remedy: str) -> str:
    """Both systems that ask for it withhold the microphone without a word."""
    if source.speaker is Speaker.REP and sys.platform in PERMISSION:
        return f"{remedy} {PERMISSION[sys.platform]}"
    return remedy


def _system() -> str:
    return sys.platform if sys.platform in SETTINGS else "linux"


def _sound_server() -> Check:
    import pulsectl

    from audio.pulse_devices import PulseUnavailable, connected

    try:
        with connected() as pulse:
            server = pulse.server_info()
    except (PulseUnavailable, pulsectl.PulseError):
        return Check("sound server", False, "it has just stopped", "Run this again.")
    return _age(server.server_name, server.server_version)


def _age(name: str, version: str) -> Check:
    """name, version: as the server tells them; PipeWire's own version stands in its name."""
    is_pipewire = "PipeWire" in name
    title, oldest = ("PipeWire", OLDEST_PIPEWIRE) if is_pipewire else ("PulseAudio", OLDEST_PULSEAUDIO)
    number = re.search(r"\d+(\.\d+)*", name if is_pipewire else version)
    if number is not None and tuple(map(int, number[0].split("."))) < oldest:
        remedy = f"Update it with the system: Courtside needs {'.'.join(map(str, oldest))} or later."
        return Check("sound server", False, f"{title} {number[0]} is too old", remedy)
    return Check("sound server", True, f"{title} {number[0] if number is not None else version}".strip())


def _echo_removal() -> Check:
    from importlib.util import find_spec

    if find_spec("pywebrtc_audio") is None:
        remedy = "Install Courtside's libraries again, or use a headset: a loudspeaker is heard as you."
        return Check("echo removal", False, "the library pywebrtc-audio is missing", remedy)
    return Check("echo removal", True, "here")
